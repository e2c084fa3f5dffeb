"""A page that ends early, refused or with nothing to show, keeps its footer."""

from streamlit.testing.v1 import AppTest


def _shell() -> None:
    import streamlit as st

    from gda_tracker.ui.ending import page_ends

    try:
        st.html("page")
        page_ends()
        st.html("the rest of the page")
    finally:
        st.html("footer")


def test_the_footer_stands_under_a_page_that_ends_early() -> None:
    run = AppTest.from_function(_shell).run()
    assert [html.body for html in run.get("html")] == ["page", "footer"]
    assert not run.exception
