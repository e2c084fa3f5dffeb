"""Draw the base map of the world once: one SVG path for each ISO 3166 code, a point for each small State.

Reads data/topojson/world_110m.json (UN view) and data/centroids.csv, projects them to Equal Earth around 12° E, so
that the cut falls in the Bering Strait and neither Russia nor Fiji is torn, and writes
gda_tracker/charts/assets/world.json:
{"width", "height", "land": {iso3: path}, "points": {iso3: [x, y]}, "places": {iso3: [latitude, longitude]}}.
Run it again when the shapes change: `python .ci/draw_world.py` (needs pyproj, which the tracker itself does not).
"""

import csv
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyproj import Transformer

ROOT = Path(__file__).parents[1]
CENTRE_DEGREES = 12.0
WIDTH = 1000.0
# Antarctica is no Party and would take a fifth of the height.
LEFT_OUT = {"ATA", "ATF", "SGS"}
SMALLEST_RING = 0.25  # square units of the drawing; smaller islands would be specks

Point = tuple[float, float]


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs as longitude and latitude; TopoJSON stores them as differences on a grid."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed ring; a negative index means the arc is walked backwards."""
    points: list[Point] = []
    for index in indices:
        piece = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(piece if not points else piece[1:])
    return points


def unwrapped(points: list[Point]) -> list[Point]:
    """The same ring without a jump from 180° to -180°: longitudes go on beyond 180 instead."""
    out = [points[0]]
    for x, y in points[1:]:
        turn = round((out[-1][0] - x) / 360) * 360
        out.append((x + turn, y))
    return out


def clipped(points: list[Point], edge: float, keep_east: bool) -> list[Point]:
    """Sutherland–Hodgman against one meridian."""
    inside = (lambda p: p[0] >= edge) if keep_east else (lambda p: p[0] <= edge)
    out: list[Point] = []
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        if inside(start):
            out.append(start)
        if inside(start) != inside(end) and start[0] != end[0]:
            part = (edge - start[0]) / (end[0] - start[0])
            out.append((edge, start[1] + part * (end[1] - start[1])))
    return out


def rings_by_country(topology: dict[str, Any]) -> dict[str, list[list[Point]]]:
    """Rings of every country, cut at the far meridian and turned so that it lies at both ends of the map."""
    arcs, far = decoded_arcs(topology), CENTRE_DEGREES - 180
    found: dict[str, list[list[Point]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") in LEFT_OUT or shape["type"] not in {"Polygon", "MultiPolygon"}:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for indices in (one for polygon in polygons for one in polygon):
            whole = unwrapped(ring(indices, arcs))
            for turn in (-360, 0, 360):
                turned = [(x + turn, y) for x, y in whole]
                part = clipped(clipped(turned, far, keep_east=True), far + 360, keep_east=False)
                if len(part) > 3:
                    found.setdefault(shape["id"], []).append(part)
    return found


def area(points: list[Point]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


class Frame:
    """From degrees to units of the drawing."""

    def __init__(self, rings: dict[str, list[list[Point]]]) -> None:
        self._to_metres = Transformer.from_crs("EPSG:4326", "+proj=eqearth +lon_0=0", always_xy=True)
        metres = [self._metres(p) for group in rings.values() for one in group for p in one]
        xs, ys = [x for x, _ in metres], [y for _, y in metres]
        self._left, self._top = min(xs), max(ys)
        self._scale = WIDTH / (max(xs) - min(xs))
        self.height = round((max(ys) - min(ys)) * self._scale)

    def _metres(self, point: Point) -> Point:
        # The ring was turned already; a longitude just beyond 180° must not wrap to the other side.
        x, y = self._to_metres.transform(min(max(point[0] - CENTRE_DEGREES, -180), 180), point[1])
        return x, y

    def place(self, point: Point) -> Point:
        x, y = self._metres(point)
        return (round((x - self._left) * self._scale, 1), round((self._top - y) * self._scale, 1))


def path(rings: list[list[Point]], frame: Frame) -> str:
    """SVG path in relative steps; the largest ring always stays, specks go."""
    placed = [[frame.place(point) for point in one] for one in rings]
    kept = [one for one in placed if area(one) >= SMALLEST_RING] or [max(placed, key=area)]
    return "".join(_ring_path(one) for one in kept)


def _ring_path(points: list[Point]) -> str:
    thinned = [points[0]]
    for point in points[1:]:
        if abs(point[0] - thinned[-1][0]) + abs(point[1] - thinned[-1][1]) >= 0.7:
            thinned.append(point)
    if len(thinned) < 3:
        thinned = points
    pairs = pairwise(thinned)
    steps = " ".join(f"{_short(b[0] - a[0])},{_short(b[1] - a[1])}" for a, b in pairs)
    return f"M{thinned[0][0]:g},{thinned[0][1]:g}l{steps}z"


def _short(number: float) -> str:
    """A tenth of a unit without a zero that says nothing: -0.4 → -.4, 1.0 → 1."""
    text = f"{number:.1f}".removesuffix(".0")
    if text in {"-0", "0"}:
        return "0"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def main() -> None:
    topology = json.loads((ROOT / "data/topojson/world_110m.json").read_text())
    rings = rings_by_country(topology)
    frame = Frame(rings)
    with (ROOT / "data/centroids.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["has_polygon_un_110m"] != "true" and row["iso3"] != "EUU"]
    far = CENTRE_DEGREES - 180
    points = {}
    places = {row["iso3"]: [float(row["lat"]), float(row["lon"])] for row in rows}
    for row in rows:
        longitude = float(row["lon"])
        points[row["iso3"]] = frame.place((longitude + 360 if longitude < far else longitude, float(row["lat"])))
    land = {iso3: path(group, frame) for iso3, group in sorted(rings.items())}
    drawing = {
        "width": int(WIDTH),
        "height": frame.height,
        "land": land,
        "points": dict(sorted(points.items())),
        "places": dict(sorted(places.items())),
    }
    target = ROOT / "gda_tracker/charts/assets/world.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(drawing, separators=(",", ":")), encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(land)} shapes, {len(points)} points, {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
