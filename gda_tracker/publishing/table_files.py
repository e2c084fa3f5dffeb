"""One table of an edition as CSV or Parquet: the schema's columns, with the marks of the edition where it has any.

Both are made part by part, so that memory does not grow with the table.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ..editions import Edition, EditionInfo
from ..editions.tables import table_parts
from ..i18n import text
from .dictionary import MARK, dictionary
from .overview import context_of
from .withdrawn import MARK_COLUMN, said_of, words_of

# What a spreadsheet takes for a formula.
_FORMULA: Final = r"^[=+\-@\t\r]"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Labels:
    """What travels with a table: its source line, the words that mark invented data, those of a withdrawal, or none."""

    source: str
    mark: str
    withdrawn: str = ""


def labels_of(info: EditionInfo) -> Labels:
    """The labels of an edition's tables, in English as its column names are."""
    found = context_of(info, text("en"))
    t = text("en")
    withdrawn = f"{said_of(t, info)} {words_of(t, info)}" if info.is_withdrawn else ""
    return Labels(found.source, found.demonstration, withdrawn)


def file_name(number: int, table: str = "", suffix: str = "duckdb") -> str:
    """`gda-edition-0003.duckdb`, `gda-edition-0003-cell.csv`."""
    return f"gda-edition-{number:04d}{'-' if table else ''}{table}.{suffix}"


def csv_parts(edition: Edition, table: str, labels: Labels) -> Iterator[bytes]:
    """The table as UTF-8 CSV with a header, part by part; texts cannot be taken for formulas.

    Empty fields are nulls, empty texts are `""`. Raises LookupError for an unknown table, before the first part.
    """
    return _csv(table_parts(edition, table), labels)


def _csv(reader: pa.RecordBatchReader, labels: Labels) -> Iterator[bytes]:
    yield _BYTE_ORDER_MARK + _written(_marked(reader.schema.empty_table(), labels), with_header=True)
    for batch in reader:
        yield _written(_marked(_harmless(pa.Table.from_batches([batch])), labels), with_header=False)


def parquet_into(file: IO[bytes], edition: Edition, table: str, labels: Labels) -> None:
    """Write the table as Parquet (zstd); the source and the mark stand in its metadata too."""
    reader = table_parts(edition, table)
    about = {"source": labels.source, "demonstration": labels.mark, MARK_COLUMN: labels.withdrawn}
    schema = _marked(reader.schema.empty_table(), labels).schema.with_metadata(about)
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_table(_marked(pa.Table.from_batches([batch]), labels).replace_schema_metadata(about))


def _marked(rows: pa.Table, labels: Labels) -> pa.Table:
    """The rows with the words about the edition, each in a column of its own."""
    for name, words in ((MARK.name, labels.mark), (MARK_COLUMN, labels.withdrawn)):
        rows = rows.append_column(name, pa.repeat(pa.scalar(words), rows.num_rows)) if words else rows
    return rows


def _harmless(rows: pa.Table) -> pa.Table:
    """Texts that begin like a formula get an apostrophe before them."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            rows = rows.set_column(place, field, _quoted(rows.column(place)))
    return rows


def _quoted(texts: Any) -> Any:
    is_formula = pc.match_substring_regex(texts, _FORMULA)
    return pc.if_else(is_formula, pc.binary_join_element_wise("'", texts, ""), texts)


def _written(rows: pa.Table, *, with_header: bool) -> bytes:
    out = io.BytesIO()
    pyarrow.csv.write_csv(rows, out, pyarrow.csv.WriteOptions(include_header=with_header))
    return out.getvalue()


def dictionary_csv() -> bytes:
    """Tables and columns of an edition file with their meanings, in English, as CSV."""
    rows: list[tuple[str, str, str]] = []
    for entry in dictionary():
        rows.append((entry.name, "", entry.meaning))
        rows += [(entry.name, column.name, column.meaning) for column in entry.columns]
    tables, columns, meanings = (list(column) for column in zip(*rows, strict=True))
    return _BYTE_ORDER_MARK + _written(
        pa.table({"table": tables, "column": columns, "meaning": meanings}), with_header=True
    )
