"""The keyboard through the queue: C, L and R choose a verdict, N goes on; never while somebody types.

Streamlit's own button shortcuts refuse C and R, which it keeps for itself, so the four keys are one small script: it
hears a key before Streamlit does, leaves every field alone, and presses what is on the page.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
export default function () {
  // Without evidence there is nothing to confirm, and the other two stand where they always do: last.
  const places = {c: (all) => all.length > 2 ? all[0] : null, l: (all) => all[all.length - 2],
    r: (all) => all[all.length - 1]};
  function pressed(event) {
    const at = event.composedPath()[0];
    const typing = at instanceof Element && at.closest(
      'textarea, select, [contenteditable=""], [contenteditable=true], [role=combobox], [role=listbox], '
      + 'input:not([type=radio]):not([type=checkbox])');
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing) return;
    if (document.querySelector('[role=dialog]')) return;  // An open page of evidence lies over the answer.
    const key = event.key.toLowerCase();
    if (!(key in places) && key !== 'n') return;
    const found = key === 'n'
      ? document.querySelector('.st-key-next-answer button')
      : places[key](document.querySelectorAll('.st-key-decision [role=radiogroup] input[type=radio]'));
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    found.click();
    if (key !== 'n') found.focus();
  }
  window.addEventListener('keydown', pressed, true);
  return () => window.removeEventListener('keydown', pressed, true);
}
"""
_KEYS: Final = st.components.v2.component("gda_review_keys", js=_SCRIPT)


def keys() -> None:
    """Listen while this page is open."""
    _KEYS(key="review-keys")
