"""What stands around every page: the demonstration strip, the name, who is signed in, the languages, the footer."""

from __future__ import annotations

import streamlit as st

from ..charts.templating import environment
from ..domain.permissions import VISITOR, Actor
from ..i18n import LANGUAGES, Text
from .cached import shelf

_HEADER = """
{% if is_demonstration %}<p class="gda-strip">{{ t("Demonstration data – not real reports. Every figure on this page is invented.") }}</p>{% endif %}
<div class="gda-brandbar"><a class="gda-brand" href="/">{{ t("Green Digital Action Tracker") }}</a></div>
<div class="gda-person">{% for code, name in others %}<a href="?lang={{ code }}" lang="{{ code }}" hreflang="{{ code }}">{{ name }}</a>{% endfor %}{% if who %}<a href="/account">{{ who }}</a>{% else %}<a href="/sign-in">{{ t("Sign in") }}</a>{% endif %}</div>
"""

_FOOTER = """
<footer class="gda-footer"><p>{{ t("COP29 Declaration on Green Digital Action · follow-up of its eight objectives and its implementation framework.") }}</p>
<p>{{ t("“Verified” means that a reviewer opened a document and confirmed it. “Claimed” is what signatories say of themselves. Silence is never counted as zero.") }}</p></footer>
"""


def header(actor: Actor, t: Text) -> None:
    """Strip, name, languages, and the way to sign in or to one's account."""
    info = shelf().info()
    with st.container(key="frame", height="content", gap=None):
        st.html(
            environment()
            .from_string(_HEADER)
            .render(
                t=t,
                is_demonstration=info is not None and info.is_demonstration,
                who="" if actor is VISITOR else actor.name,
                others=[(code, name) for code, name in LANGUAGES.items() if code != t.language],
            )
        )


def footer(t: Text) -> None:
    """Two quiet lines."""
    st.html(environment().from_string(_FOOTER).render(t=t))
