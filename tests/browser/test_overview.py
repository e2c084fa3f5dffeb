"""The overview in a real browser: first paint, swap, filters in the address, Explore, table twins, axe, no network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gda_tracker import editions
from gda_tracker.editions import Edition
from tests.bench.serving import ROOT, serving
from tests.sample_edition import write_sample

from .conftest import WIDE, opened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", signatories=300)
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serving(str(ROOT / "app.py"), home) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, base_url=address)
    yield context.new_page()
    context.close()


def test_headline_and_funnel_stand_without_any_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto(address)
    assert (
        page.locator(".gda-headline")
        .inner_text()
        .endswith("have verified action on at least one item of the Declaration.")
    )
    assert page.locator(".gda-funnel li").count() == 5
    context.close()


def test_streamlit_says_what_the_first_paint_said(page: Page) -> None:
    page.goto("/")
    first = page.locator("h1.gda-headline").first.inner_text()
    opened(page)
    assert page.locator(".stApp h1.gda-headline").inner_text() == first
    assert page.title().startswith(first)


def test_nothing_is_asked_of_another_host_and_nothing_is_refused_by_the_policy(page: Page, address: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page)
    page.wait_for_selector(".gda-map svg")
    page.locator(".st-key-explore-map button").click()
    page.wait_for_selector(".st-key-chart-map .choroplethlayer path")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert any("/topojson/world_110m.json" in url for url in asked)
    assert errors == []


def test_a_filter_goes_into_the_address_and_comes_back_from_it(page: Page, home: Path) -> None:
    opened(page)
    page.get_by_role("combobox", name="Who").click()
    page.get_by_role("option", name="Private sector").click()
    page.wait_for_url("**/?who=Private+sector*")
    with Edition.open(home / "editions" / "0001.duckdb") as edition:
        asked = editions.funnel(edition, stakeholder_type="private_sector")
    who = f"{asked.verified} of {asked.due} private-sector bodies"
    sentence = f"{who} have verified action on at least one item of the Declaration."
    page.wait_for_selector(f"text={sentence}")
    opened(page, page.url)
    assert page.locator(".stApp h1.gda-headline").inner_text() == sentence


def test_explore_swaps_in_a_figure_and_close_brings_the_picture_back(page: Page) -> None:
    opened(page)
    button = page.locator(".st-key-explore-objectives button")
    button.click()
    page.wait_for_selector(".st-key-chart-objectives .scatterlayer .point", state="attached")
    assert page.locator(".st-key-chart-objectives .gda-interval").count() == 0
    button.click()
    page.wait_for_selector(".st-key-chart-objectives .gda-interval")


def test_the_map_links_to_profiles_and_hatches_silence(page: Page) -> None:
    opened(page)
    kenya = page.locator(".gda-map a:has([data-iso=KEN])")
    kenya.wait_for()
    assert kenya.get_attribute("href") == "/signatory?id=ken&edition=1"
    assert (kenya.get_attribute("aria-label") or "").startswith("Kenya: ")
    assert page.locator(".gda-map .none").count() > 0


def test_the_explored_map_hatches_silence_and_keeps_small_states(page: Page) -> None:
    opened(page)
    page.locator(".st-key-explore-map button").click()
    silent = page.locator(".st-key-chart-map .choroplethlayer path[fill='rgb(163, 172, 169)']")
    silent.first.wait_for(state="attached")
    page.wait_for_selector(".st-key-chart-map #gda-hatch", state="attached")
    assert "gda-hatch" in silent.first.evaluate("shape => getComputedStyle(shape).fill")
    assert page.locator(".st-key-chart-map .scattergeo path.point").count() > 0
    assert page.locator(".st-key-chart-map .legendtext").all_text_contents() == ["no report"]


def test_the_keyboard_passes_the_map_and_sees_where_it_is(page: Page) -> None:
    opened(page)
    page.wait_for_selector(".gda-map svg a")
    assert page.locator("[data-testid=stMain]").get_attribute("tabindex") == "-1"
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    box = skip.bounding_box()
    assert box is not None
    assert box["width"] > 60
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.gda-map')") is None
    assert page.evaluate("!!document.activeElement.closest('.st-key-chart-map')")
    page.locator("[data-testid=stTopNavLink]").first.focus()
    assert (
        page.locator("[data-testid=stTopNavLink]").first.evaluate("one => getComputedStyle(one).outlineStyle")
        == "solid"
    )


def test_a_change_of_language_keeps_the_filters(page: Page) -> None:
    opened(page, "/?who=Private+sector&show=Claimed")
    page.locator(".gda-person a[lang=fr]").click()
    page.wait_for_url("**/?who=Secteur+priv*")
    assert "show=" in page.url


def test_an_address_of_no_edition_is_said_on_the_page(page: Page) -> None:
    opened(page, "/?edition=99")
    page.wait_for_selector(".stApp .gda-note:has-text('There is no edition 99; edition 1 is shown.')")


def test_pooled_figures_stand_beside_their_parts(page: Page) -> None:
    opened(page, "/?who=All+stakeholder+types")
    assert page.locator(".gda-parts tbody tr").count() == 9
    assert page.locator(".st-key-chart-regions").count() == 0


def test_a_profile_is_found_from_the_directory(page: Page) -> None:
    opened(page, "/signatories")
    page.get_by_label("Search", exact=True).press_sequentially("kenya")
    page.wait_for_url("**/signatories?search=kenya")
    page.locator(".gda-directory a", has_text="Kenya").click()
    page.wait_for_url("**/signatory?id=ken*")
    page.wait_for_selector(".stApp h1:has-text('Kenya')")
    page.wait_for_selector("text=In the public registries")
