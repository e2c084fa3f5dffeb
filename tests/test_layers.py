"""Who may import whom (ARCHITECTURE.md, Layout and direction), imports inside functions included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTHING: frozenset[str] = frozenset()
STORES = frozenset({"domain", "facts"})
SERVICES = frozenset({"domain", "facts", "method", "register", "editions", "workbook", "evidence"})
FRONT = frozenset({"services", "publishing", "charts", "editions", "i18n", "domain", "facts", "settings"})
MAY = {
    **dict.fromkeys(("domain", "i18n", "settings"), NOTHING),
    "facts": {"domain"},
    **dict.fromkeys(("method", "register", "editions", "workbook", "evidence"), STORES),
    "charts": {"domain", "i18n"},
    "services": SERVICES,
    "publishing": {"editions", "charts", "i18n", "domain"},
    **dict.fromkeys(("web", "ui", "cli"), FRONT),
    "__main__": {"cli"},
    "app": {"web", "ui"},
    "pages": {"ui", "services", "charts", "domain", "i18n"},
}
ONLY = {
    "streamlit": {"app", "pages", "ui"},
    "duckdb": {"register", "editions"},
    **dict.fromkeys(("openpyxl", "xlsxwriter", "python_calamine", "fastexcel", "msoffcrypto"), frozenset({"workbook"})),
}


def imports() -> Iterator[tuple[str, str, list[str]]]:
    """File, its layer, and what is imported: the full dotted name of each import."""
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "gda_tracker").rglob("*.py")]
    for file in files:
        parts = file.relative_to(ROOT).with_suffix("").parts
        layer = parts[1] if parts[0] == "gda_tracker" else parts[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield str(file.relative_to(ROOT)), layer, [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = [*parts[: len(parts) - node.level]] if node.level else []
                module = ".".join([*base, *filter(None, [node.module])])
                yield str(file.relative_to(ROOT)), layer, [f"{module}.{alias.name}" for alias in node.names]


def test_each_layer_imports_only_what_lies_below_it() -> None:
    wrong = [
        f"{file}: {layer} imports {name}"
        for file, layer, names in imports()
        for name in names
        if name.startswith("gda_tracker.")
        and layer != "__init__"
        and name.split(".")[1] not in MAY[layer] | {layer, "__version__"}
    ]
    assert not wrong, "\n".join(wrong)


def test_streamlit_duckdb_and_workbook_libraries_stay_in_their_place() -> None:
    wrong = [
        f"{file}: {name}"
        for file, layer, names in imports()
        for name in names
        if name.split(".")[0] in ONLY and layer not in ONLY[name.split(".")[0]]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_rules_would_notice() -> None:
    """The reader sees imports in functions and relative ones: it is not blind."""
    seen = {(layer, name.split(".")[1]) for _, layer, names in imports() for name in names if name.startswith("gda_")}
    assert ("cli", "services") in seen
    assert ("web", "services") in seen
    assert ("register", "domain") in seen


def test_there_are_no_drawers_for_everything() -> None:
    names = {file.stem for file in (ROOT / "gda_tracker").rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "common", "manager", "misc"}
