"""Addresses that came with the data: only those of the web, and our own, become links."""

from __future__ import annotations

import pytest

from gda_tracker.charts.templating import link, web_address


@pytest.mark.parametrize("address", ["https://itu.int/x", "HTTP://itu.int", "HttpS://itu.int"])
def test_an_address_of_the_web_is_a_link_however_it_is_written(address: str) -> None:
    assert (web_address(address), link(address)) == (address, address)


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", " https://x", "data:x", "//x", "/\\\\x"])
def test_anything_else_leads_nowhere(address: str | None) -> None:
    assert (web_address(address), link(address)) == ("", "#")


def test_our_own_addresses_are_links_and_no_addresses_of_the_web() -> None:
    assert (web_address("/signatory?id=kenya"), link("/signatory?id=kenya")) == ("", "/signatory?id=kenya")
