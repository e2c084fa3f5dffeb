"""A picture says the chart's numbers at their places, obeys nothing it was told, and carries mark and source."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gda_tracker.charts import Chart, Context, Table
from gda_tracker.charts.drawing import (
    BarRow,
    Bars,
    Cell,
    Drawing,
    Grid,
    GridRow,
    IntervalRow,
    Intervals,
    Key,
    Land,
    Lines,
    Part,
    Point,
    Series,
    Tone,
    WordRow,
    Words,
    World,
)
from gda_tracker.charts.png import png
from gda_tracker.charts.svg import INLINE_WIDTHS, inline, inline_legend, svg
from gda_tracker.charts.svg.letters import cut, length, wrapped
from gda_tracker.charts.svg.lines import height_of
from gda_tracker.charts.svg.paint import TOKENS
from gda_tracker.i18n import Text, text
from tests.charts.test_charts import every_chart
from tests.charts.test_sentences import context, plain

SPACE = "{http://www.w3.org/2000/svg}"
SCRIPT = '"><script>alert(1)</script><a href="javascript:alert(1)">&\x08'
ASSETS = Path(__file__).parents[2] / "gda_tracker" / "web" / "assets"


def chart(drawing: Drawing, title: str = "A title", name: str = "one") -> Chart:
    return Chart(
        name=name, title=title, subtitle="Below", source="Edition 3", text_alternative="Two. Sentences.",
        table=Table((), ()), html="", note="A note.", sketch=lambda: drawing,
    )  # fmt: skip


def parsed(drawing: Drawing, told: Context | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(svg(told or context(), chart(drawing)))


def words_of(root: ElementTree.Element) -> list[str]:
    return [plain("".join(node.itertext())) for node in root.iter(f"{SPACE}text")]


def marks(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    """The drawn marks, without those that patterns are made of."""
    return [node for group in root.iter(f"{SPACE}g") for node in group.iter(f"{SPACE}{tag}")]


def boxes(root: ElementTree.Element, fill: str) -> list[ElementTree.Element]:
    return [node for node in marks(root, "rect") if node.get("fill") == fill]


def points(*values: float, link: str = "") -> tuple[Point, ...]:
    return tuple(
        Point(date(2024 + n, 11, 14), value, f"{value:.0f} %", f"in {2024 + n}", link, value - 4, value + 8)
        for n, value in enumerate(values)
    )


VERIFIED = Lines((Series("verified", Tone.ACCENT, points(4, 11, 22)),), most=100, suffix=" %")
EVERY_KIND: list[Drawing] = [
    Bars((BarRow(SCRIPT, (Part(Tone.ACCENT, 3, SCRIPT, SCRIPT),), SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT),),
         (Key(Tone.HATCH, SCRIPT),)),
    Intervals((IntervalRow(SCRIPT, 1, 2, 3, SCRIPT, SCRIPT, SCRIPT, SCRIPT),)),
    Grid((SCRIPT,), (GridRow(SCRIPT, (Cell(SCRIPT, Tone.R3, SCRIPT, SCRIPT),), SCRIPT),), (SCRIPT, SCRIPT), (), SCRIPT),
    Lines((Series(SCRIPT, Tone.ACCENT, (Point(date(2026, 1, 1), 4, SCRIPT, SCRIPT, SCRIPT, 1, 9),)),), suffix=SCRIPT),
    World((Land("KEN", Tone.R4, SCRIPT, SCRIPT), Land(SCRIPT, Tone.HATCH)), (SCRIPT, SCRIPT)),
    Words((SCRIPT, SCRIPT), (WordRow(SCRIPT, SCRIPT, Tone.HATCH, (SCRIPT,), SCRIPT, SCRIPT),)),
]  # fmt: skip
EMPTY: list[Drawing] = [Bars(()), Intervals(()), Grid((), ()), Lines(()), World(()), Words((), ())]


@pytest.mark.parametrize("shown", every_chart(), ids=lambda shown: shown.name)
def test_every_chart_leaves_with_title_alternative_and_source(shown: Chart) -> None:
    root = ElementTree.fromstring(svg(context(), shown))
    said = words_of(root)
    assert root.get("role") == "img"
    assert root.findtext(f"{SPACE}title") == shown.title
    assert root.findtext(f"{SPACE}desc") == shown.text_alternative
    assert shown.title in said
    assert plain(shown.source) in said
    assert root.get("width") == "960"


@pytest.mark.parametrize("drawing", EVERY_KIND, ids=lambda drawing: type(drawing).__name__)
def test_a_hostile_word_stays_a_word(drawing: Drawing) -> None:
    shown = chart(drawing, SCRIPT, SCRIPT)
    assert "<script" not in inline_legend(text("en"), shown)
    for document in (svg(context(), shown), inline(text("en"), shown)):
        root = ElementTree.fromstring(document)
        tags = {node.tag.rpartition("}")[2] for node in root.iter()}
        assert "script" not in tags
        links = {node.get("href") for node in root.iter(f"{SPACE}a")}
        assert links <= {"#"}
        assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)


@pytest.mark.parametrize("drawing", EMPTY, ids=lambda drawing: type(drawing).__name__)
def test_nothing_to_draw_is_drawn_as_nothing(drawing: Drawing) -> None:
    assert "A title" in words_of(parsed(drawing))
    assert ElementTree.fromstring(inline(text("en"), chart(drawing))) is not None


def test_the_demonstration_mark_stands_above_and_in_the_source_line() -> None:
    marked = ElementTree.fromstring(svg(context(is_demonstration=True), every_chart()[0]))
    assert "Demonstration data – not real reports" in words_of(marked)
    assert boxes(marked, TOKENS["strip"][0])[0].get("height") == "36"
    assert "Demonstration" not in " ".join(words_of(ElementTree.fromstring(svg(context(), every_chart()[0]))))


def test_a_bar_is_as_long_as_its_share_of_the_axis() -> None:
    rows = (BarRow("A", (Part(Tone.ACCENT, 25),), "25"), BarRow("B", (Part(Tone.ACCENT, 100),), "100"))
    short, long = boxes(parsed(Bars(rows)), TOKENS["accent"][0])
    assert float(short.get("width", 0)) == pytest.approx(float(long.get("width", 0)) / 4, abs=0.1)


def test_an_interval_stands_at_its_percentages_of_the_axis() -> None:
    root = parsed(Intervals((IntervalRow("Tools", 10, 30, 80, "9 of 83", "I"),)))
    start, _, _, _, end = (float(line.get("points", "").split(",")[0]) for line in marks(root, "polyline")[:5])
    claimed, verified = (float(dot.get("cx", 0)) for dot in marks(root, "circle")[:2])
    tick = float(marks(root, "polyline")[6].get("points", "").split(",")[0])
    assert verified == pytest.approx(start + (end - start) * 0.1, abs=0.1)
    assert claimed == pytest.approx(start + (end - start) * 0.3, abs=0.1)
    assert tick == pytest.approx(start + (end - start) * 0.8, abs=0.1)
    assert "9 of 83" in words_of(root)


def test_a_withheld_interval_has_no_dot() -> None:
    root = parsed(Intervals((IntervalRow("Tools", None, None, None, "1 of 4"),)))
    assert len(marks(root, "circle")) == 2, "the two of the legend"
    assert "1 of 4" in words_of(root)


def test_a_cell_without_a_tone_is_bare() -> None:
    root = parsed(Grid(("I", "II"), (GridRow("Africa", (Cell("37", Tone.R4), Cell("2/4"))),)))
    assert len(boxes(root, TOKENS["r4"][0])) == 1
    assert {"37", "2/4", "Africa"} <= set(words_of(root))


@pytest.mark.parametrize("tone", [Tone.HATCH, Tone.UNVERIFIED, Tone.DOTS])
def test_words_on_a_pattern_have_a_plain_ground(tone: Tone) -> None:
    def grounds(shown: Tone) -> int:
        root = parsed(Grid(("2026",), (GridRow("Tools", (Cell("In place", shown),)),)))
        return len(boxes(root, TOKENS["page"][0]))

    assert grounds(tone) == grounds(Tone.R2) + 1


def test_lines_end_in_their_name_and_last_value() -> None:
    said = words_of(parsed(VERIFIED))
    assert "verified 22 %" in said
    assert {"11 %", "0 %", "100 %", "Nov 2025"} <= set(said)


def test_a_total_goes_in_steps_and_a_rate_straight() -> None:
    def corners(*, is_stepped: bool) -> int:
        drawing = Lines((Series("total", Tone.ACCENT, points(4, 11, 22), is_stepped=is_stepped, has_dots=False),))
        path = next(node for node in parsed(drawing).iter(f"{SPACE}polyline") if node.get("stroke-width") == "2.5")
        return len(path.get("points", "").split())

    assert (corners(is_stepped=False), corners(is_stepped=True)) == (3, 5)


def test_more_than_sixty_rows_are_left_to_the_table_and_counted() -> None:
    rows = tuple(BarRow(f"Row {n}", (Part(Tone.ACCENT, 1),)) for n in range(2000))
    said = words_of(parsed(Bars(rows)))
    assert "Row 59" in said
    assert "Row 60" not in said
    assert "1,940 more rows are in the table." in said


def test_a_mark_with_an_address_is_a_link_in_a_page_and_not_in_a_file() -> None:
    drawing = Lines((Series("verified", Tone.ACCENT, points(4, 11, link="/number?item=O1&show=verified")),))
    root = ElementTree.fromstring(inline(text("en"), chart(drawing)))
    assert {link.get("href") for link in root.iter(f"{SPACE}a")} == {"/number?item=O1&show=verified"}
    assert root.find(f".//{SPACE}a/{SPACE}circle/{SPACE}title") is not None
    assert not list(parsed(drawing).iter(f"{SPACE}a"))


def test_an_inline_picture_uses_tokens_of_the_stylesheet_and_no_colour() -> None:
    drawn = inline(text("en"), chart(VERIFIED))
    assert not re.search(r"#[0-9A-Fa-f]{6}", drawn)
    style = (ASSETS / "style.css").read_text(encoding="utf-8")
    for token in set(re.findall(r"var\(--([\w-]+)\)", drawn)):
        assert f"--{token}:" in style


def test_the_light_palette_is_the_stylesheets() -> None:
    style = (ASSETS / "style.css").read_text(encoding="utf-8")
    for colour, token in TOKENS.values():
        assert f"--{token}:light-dark({colour}," in style


def test_the_place_of_an_inline_picture_has_its_shape() -> None:
    style = (ASSETS / "styles" / "drawing.css").read_text(encoding="utf-8")
    for width in INLINE_WIDTHS:
        assert f"aspect-ratio:{width}/{height_of(width):.0f}" in style
        assert f'width="{width}"' in inline(text("en"), chart(VERIFIED))


def test_ids_in_one_page_are_each_used_once() -> None:
    ids = re.findall(
        r' id="([^"]+)"', inline(text("en"), chart(VERIFIED)) + inline(text("en"), chart(VERIFIED, name="b"))
    )
    assert len(ids) == len(set(ids)) >= 8


def test_read_from_right_to_left_the_labels_stand_at_the_right_and_time_runs_on() -> None:
    arabic = Text("en", text("en")._translations)
    arabic.direction = "rtl"
    told = Context(arabic, 3, date(2026, 11, 14), "1.0")
    root = parsed(Bars((BarRow("Label", (Part(Tone.ACCENT, 1),), "1"),)), told)
    label = next(node for node in root.iter(f"{SPACE}text") if node.text == "Label")
    assert float(label.get("x", 0)) == 880
    assert "rtl" in {group.get("direction") for group in root.iter(f"{SPACE}g")}
    over_time = parsed(VERIFIED, told)
    dots = [float(dot.get("cx", 0)) for dot in marks(over_time, "circle")]
    assert dots == sorted(dots)


def test_a_chart_without_a_sketch_has_no_picture() -> None:
    bare = Chart("one", "A", "B", "C", "D", Table((), ()), "")
    with pytest.raises(LookupError, match="chart one has no picture"):
        svg(context(), bare)


@given(st.text(max_size=120), st.integers(20, 400), st.integers(1, 3))
def test_wrapped_words_fit_and_a_cut_says_so(words: str, most: int, lines: int) -> None:
    made = wrapped(words, 15, most, lines)
    assert 1 <= len(made) <= lines
    assert all(length(line, 15) <= most or len(line) <= 1 for line in made)
    kept = "".join(made).replace(" ", "")
    assert kept == "".join(words.split()) or kept.endswith("…")


def test_a_label_is_cut_with_an_ellipsis() -> None:
    assert cut("Digital tools", 15, 400) == "Digital tools"
    assert cut("Digital tools", 15, 60) == "Digital…"


def test_the_png_is_twice_the_picture_and_shows_its_bar() -> None:
    document = svg(context(is_demonstration=True), chart(Bars((BarRow("", (Part(Tone.ACCENT, 1),)),))))
    bar = boxes(ElementTree.fromstring(document), TOKENS["accent"][0])[0]
    body = png(document)
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    picture = Image.open(io.BytesIO(body)).convert("RGB")
    height = float(ElementTree.fromstring(document).get("height", 0))
    assert picture.size == (1920, round(height * 2))
    assert picture.getpixel((4, 4)) == (0xFF, 0xF4, 0xDB)
    assert picture.getpixel((4, picture.height - 4)) == (255, 255, 255)
    assert (0x0B, 0x6E, 0x5F) in {colour for _, colour in picture.getcolors(1_000_000)}
    assert float(bar.get("height", 0)) == 14


@pytest.mark.parametrize("words", ["Verified", "Côte d’Ivoire", "Türkiye ŁŻŐ", "Климат"])
def test_our_faces_hold_latin_and_cyrillic(words: str) -> None:
    def ink(said: str) -> int:
        picture = Image.open(io.BytesIO(png(svg(context(), chart(Bars(()), said))))).convert("L")
        return sum(picture.crop((0, 0, 1920, 140)).histogram()[:128])

    assert ink(words) > ink("") + 400
