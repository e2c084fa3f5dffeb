"""What a page says while there is nothing to show."""

from __future__ import annotations

import streamlit as st

from ..charts.templating import environment
from ..i18n import Text

_NO_EDITION = """
<section class="gda-lead"><p class="gda-eyebrow">{{ t("No edition yet") }}</p>
<h1 class="gda-headline">{{ t("Nothing has been published yet.") }}</h1>
<p class="gda-sub">{{ t("Everything public is read from an edition. An administrator makes the first one on the Publish page, or with this command:") }}</p>
<p><code>python -m gda_tracker publish</code></p>
<p class="gda-quiet">{{ t("To see the tracker with invented data first, start it with an empty home, or run:") }} <code>python -m gda_tracker demo</code></p></section>
"""

_MESSAGE = """
<section class="gda-lead"><h1 class="gda-headline">{{ sentence }}</h1><p class="gda-sub"><a href="{{ link }}">{{ words }}</a></p></section>
"""


def no_edition(t: Text) -> None:
    """There is no edition: what is missing, and what to do."""
    st.html(environment().from_string(_NO_EDITION).render(t=t))


def message(sentence: str, link: str, words: str) -> None:
    """One sentence and one way on."""
    st.html(environment().from_string(_MESSAGE).render(sentence=sentence, link=link, words=words))
