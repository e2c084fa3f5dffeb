"""What stands around every page: the demonstration strip, the name, who is signed in, the languages, the footer."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from ..charts.templating import environment
from ..domain.permissions import VISITOR, Actor
from ..i18n import LANGUAGES, Text
from .cached import shelf

_HEADER = """
{% if is_demonstration %}<p class="gda-strip">{{ t("Demonstration data – not real reports. Every figure on this page is invented.") }}</p>{% endif %}
<div class="gda-brandbar"><a class="gda-brand" href="/">{{ t("Green Digital Action Tracker") }}</a></div>
<div class="gda-person">{{ ways }}</div>
"""

_WAYS = """
{% for code, name in others %}<a href="?lang={{ code }}" lang="{{ code }}" hreflang="{{ code }}">{{ name }}</a>{% endfor %}{% if who %}<a href="/account">{{ who }}</a>{% else %}<a href="/sign-in">{{ t("Sign in") }}</a>{% endif %}
"""

_FOOTER = """
<footer class="gda-footer"><p>{{ t("COP29 Declaration on Green Digital Action · follow-up of its eight objectives and its implementation framework.") }}</p>
<p>{{ t("“Verified” means that a reviewer opened a document and confirmed it. “Claimed” is what signatories say of themselves. Silence is never counted as zero.") }}</p>
<div class="gda-ways">{{ ways }}</div></footer>
"""


def header(actor: Actor, t: Text) -> None:
    """Strip, name, languages, and the way to sign in or to one's account."""
    info = shelf().info()
    is_demonstration = info is not None and info.is_demonstration
    with st.container(key="frame", height="content", gap=None):
        st.html(_drawn(_HEADER, t=t, is_demonstration=is_demonstration, ways=_ways(actor, t)))


def footer(actor: Actor, t: Text) -> None:
    """Two quiet lines; on a phone also what the header has no room for."""
    st.html(_drawn(_FOOTER, t=t, ways=_ways(actor, t)))


def _ways(actor: Actor, t: Text) -> Markup:
    others = [(code, name) for code, name in LANGUAGES.items() if code != t.language]
    return Markup(_drawn(_WAYS, t=t, others=others, who="" if actor is VISITOR else actor.name))


def _drawn(template: str, **values: object) -> str:
    return environment().from_string(template).render(**values)
