"""The shortcuts of a row take with them what was just typed, as a click on the button does.

A field sends its words when it is left. A click leaves it, a shortcut does not: the button would act on the words that
the field held before. So a key with Alt leaves the field for a moment, before Streamlit hears the key.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
export default function () {
  function pressed(event) {
    const at = event.composedPath()[0];
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Alt' || !(at instanceof Element) || !at.matches('input:not([type=radio]), textarea')) return;
    at.blur();
    at.focus({preventScroll: true});
  }
  window.addEventListener('keydown', pressed, true);
  return () => window.removeEventListener('keydown', pressed, true);
}
"""
_KEYS: Final = st.components.v2.component("gda_import_keys", js=_SCRIPT)


def keys() -> None:
    """Listen while a row is open."""
    _KEYS(key="import-keys")
