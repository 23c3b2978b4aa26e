"""`to_json` and `from_json`, for reports that hold and reports as printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any

import attrs

from govinfo_report.errors import InvalidReport, ReadError
from govinfo_report.model import AnnualReport, Edition, FigureKind, Period, Provenance, editions
from govinfo_report.raw import Cell, CellKind, RawReport
from govinfo_report.raw.figures import parse_figure
from govinfo_report.serialise import fast_in, fast_out
from govinfo_report.serialise.refusing import malformed

__all__ = ["FORMATS", "VERSION", "from_json", "to_json"]

VERSION = 1
"""Version of the JSON documents; it changes when an older reader would misunderstand a document."""

#: Value of a document's ``format`` → the class it holds.
FORMATS: dict[str, type[AnnualReport] | type[RawReport]] = {
    "govinfo-report": AnnualReport,
    "govinfo-report-raw": RawReport,
}


_WITHOUT_UNIT = frozenset({FigureKind.COUNT, FigureKind.CHANGE})
_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character, in JSON's way to write one as two escapes."""


def to_json(report: AnnualReport | RawReport, *, indent: bool = True) -> str:
    """A report as a JSON document.

    Counts are numbers; amounts (万元) are decimal numbers as text, so that none is rounded.

    Args:
        report: The report.
        indent: Whether to spread it over lines.

    Raises:
        TypeError: It is no report.
    """
    name = next((name for name, cls in FORMATS.items() if isinstance(report, cls)), None)
    if name is None:
        what = type(report).__name__
        raise TypeError(f"要的是报告，不是 {what} / a report is wanted, not {what}")
    if type(report) in FORMATS.values():
        edition = report.edition if isinstance(report, AnnualReport) else None
        with suppress(
            Exception
        ):  # there is a value that no constructor checks, and the converter must look at
            return _writer(edition, indent)(report)
    return _to_json(report, name, indent)


def _to_json(report: AnnualReport | RawReport, name: str, indent: bool) -> str:
    """The document as the converter makes it."""
    from govinfo_report.serialise.converters import converter  # seldom needed

    document: dict[str, Any] = {"format": name, "version": VERSION}
    if isinstance(report, AnnualReport):
        document["edition"] = report.edition.name
        parts = {name: report.tables.get(name, getattr(report, name, None)) for name in _keys(report.edition)}
        document.update({name: converter().unstructure(part) for name, part in parts.items()})
    else:
        document.update(converter().unstructure(report))
    return json.dumps(document, ensure_ascii=False, indent=2 if indent else None)


def from_json(text: str | bytes, *, file: str | None = None) -> AnnualReport | RawReport:
    """The report that a JSON document states, strictly: ``true``, ``1.0`` and ``"1"`` are no counts.

    Args:
        text: The document.
        file: Its name, for errors.

    Raises:
        ReadError: It is no JSON, of another format or version, or not of the schema's shape;
            every violation is named with its path.
        InvalidReport: It has the shape, and the report it states does not hold.
    """
    with suppress(Exception):  # the document is not exactly as expected; what it is, is found out below
        return _quickly(text)
    return _from_json(text, file)


def _quickly(text: str | bytes) -> AnnualReport | RawReport:
    """The report of a document that is exactly as it would be written; any error where it is not."""
    text, document = fast_in.parse(text)
    keys = len(document)
    cls = _class_of(document, None)
    edition = _edition_of(document, None) if cls is AnnualReport else None
    report: AnnualReport | RawReport = _reader(edition)(text, document, keys - len(document))
    if isinstance(report, RawReport):
        _check_cells(report, None)
    return report


def _from_json(text: str | bytes, file: str | None) -> AnnualReport | RawReport:
    """The report of any document, and all that is wrong with it."""
    from cattrs import ClassValidationError  # seldom needed

    from govinfo_report.serialise.explaining import refusal, structured

    document = _parse(text, file)
    cls = _class_of(document, file)
    edition = _edition_of(document, file) if cls is AnnualReport else None
    report: AnnualReport | RawReport
    try:
        if edition is not None:
            shape = structured(document, _shape(edition), file)
            report = _built(edition, **{name: getattr(shape, name) for name in _keys(edition)})
        else:
            report = structured(document, cls, file)
    except (ClassValidationError, InvalidReport) as error:
        raise refusal(error, file) from None
    if isinstance(report, RawReport):
        _check_cells(report, file)
    return report


@cache
def _writer(edition: Edition | None, indent: bool) -> Callable[[Any], str]:
    """What writes the reports of an edition, or those as printed."""
    if edition is None:
        return fast_out.writer_of(
            RawReport, {"format": "govinfo-report-raw", "version": VERSION}, indent=indent
        )
    head = {"format": "govinfo-report", "version": VERSION, "edition": edition.name}
    return fast_out.writer_of(_shape(edition), head, tables=edition.tables, indent=indent)


@cache
def _reader(edition: Edition | None) -> Callable[[str, dict[str, Any], int], Any]:
    """What reads the reports of an edition, or those as printed."""
    if edition is None:
        return fast_in.reader_of(RawReport)
    return fast_in.reader_of(_shape(edition), partial(_built, edition))


def _edition_of(document: dict[str, Any], file: str | None) -> Edition:
    """The edition that a document says its report is of."""
    name = document.pop("edition", None)
    found = next((each for each in editions() if each.name == name), None)
    if found is None:
        raise malformed([f"edition: one of {', '.join(map(str, editions()))} is wanted"], file)
    return found


def _keys(edition: Edition) -> Iterator[str]:
    """The keys of a report of an edition, in the order in which they are written."""
    yield from ("agency", "year", "period", "preamble")
    yield from (section.name for section in edition.sections)
    yield "provenance"


@cache
def _shape(edition: Edition) -> type[Any]:
    """A class with the keys of a report's document: what each takes, and which may be left out."""
    needed: dict[str, Any] = {"agency": str, "year": int}
    needed |= {name: table.model for name, table in edition.tables.items()}
    optional: dict[str, Any] = {"period": Period, "provenance": Provenance | None}
    fields = {
        name: attrs.field(type=needed[name])
        if name in needed
        else attrs.field(type=optional.get(name, str), default=None)
        for name in _keys(edition)
    }
    return attrs.make_class("AnnualReport", fields, kw_only=True)


def _built(edition: Edition, **parts: Any) -> AnnualReport:
    """The report out of its parts; what was left out has its default."""
    tables = {name: parts.pop(name) for name in edition.tables}
    given = {name: part for name, part in parts.items() if part is not None}
    return AnnualReport(tables=tables, **given)


def _parse(text: str | bytes, file: str | None) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except RecursionError:
        raise malformed(["嵌套过深 nested too deeply"], file) from None
    except ValueError as error:
        raise ReadError(
            f"不是合法的 JSON（{error}）。", f"This is no valid JSON ({error}).", where=file
        ) from None
    if _ESCAPED.search(text if isinstance(text, str) else text.decode(errors="replace")):
        try:
            json.dumps(document, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            lone = f"\\u{ord(error.object[error.start]):04x} 不是字符 is half a character"
            raise malformed([lone], file) from None
    if not isinstance(document, dict):
        raise malformed(["an object is wanted"], file)
    return document


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return document


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _class_of(document: dict[str, Any], file: str | None) -> type[AnnualReport] | type[RawReport]:
    name, version = document.pop("format", None), document.pop("version", None)
    if not isinstance(name, str) or name not in FORMATS:
        raise ReadError(
            "JSON 文件的 format 不是年度报告。",
            "The document's format is none of this library's.",
            where=file,
            advice_zh=f"应为 {'、'.join(FORMATS)}。",
            advice_en=f"It should be {' or '.join(FORMATS)}.",
        )
    if type(version) is not int or version != VERSION:
        raise ReadError(
            f"JSON 文件的版本是 {version!r}，本程序读取版本 {VERSION}。",
            f"The document has version {version!r}; this library reads version {VERSION}.",
            where=file,
        )
    return FORMATS[name]


def _check_cells(report: RawReport, file: str | None) -> None:
    """A cell as printed has a value exactly if it is a number: the one that its text says.

    Of an amount the unit may stand elsewhere, so that its text does not tell.
    """
    problems = []
    for cell in report:
        if (cell.kind is CellKind.NUMBER) != (cell.value is not None):
            needs = "needs a" if cell.value is None else "has no"
            problems.append(f"cells.{cell.path}: a {cell.kind} cell {needs} value")
        elif cell.text != str(cell.value) and (said := _said_otherwise(report, cell)):
            problems.append(f"cells.{cell.path}: {said}")
    if problems:
        raise malformed(problems, file)


def _said_otherwise(report: RawReport, cell: Cell) -> str | None:
    """What a cell's text says instead of its kind or value; ``None`` where it says the same, or no figure."""
    place = report.form.by_path.get(cell.path)
    if place is None:
        return None
    said = parse_figure(cell.text, place.kind)
    if cell.kind is CellKind.BLANK and said.kind is not CellKind.BLANK:
        return f"the text {cell.text!r} is not blank"
    counted = cell.kind is said.kind is CellKind.NUMBER and place.kind in _WITHOUT_UNIT
    return f"the text {cell.text!r} is not {cell.value}" if counted and said.value != cell.value else None
