"""`to_json` and `from_json`, for reports that hold and reports as printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from govinfo_report.errors import InvalidReport, ReadError
from govinfo_report.findings import Finding
from govinfo_report.form import find_place
from govinfo_report.model import AnnualReport, Edition, Period, Provenance, editions
from govinfo_report.raw import CellKind, RawReport
from govinfo_report.serialise.converters import converter

__all__ = ["FORMATS", "VERSION", "from_json", "to_json"]

VERSION = 1
"""Version of the JSON documents; it changes when an older reader would misunderstand a document."""

#: Value of a document's ``format`` → the class it holds.
FORMATS: dict[str, type[AnnualReport] | type[RawReport]] = {
    "govinfo-report": AnnualReport,
    "govinfo-report-raw": RawReport,
}


_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character, in JSON's way to write one as two escapes."""
_DEEPEST = 20
_MOST_TOLD = 1_000
"""Entries of each list in which violations are looked for, where a document has some."""


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
    document = _parse(text, file)
    cls = _class_of(document, file)
    edition = _edition_of(document, file) if cls is AnnualReport else None
    report: AnnualReport | RawReport
    try:
        if edition is not None:
            report = _built(_structured(document, _shape(edition), file), edition)
        else:
            report = _structured(document, cls, file)
    except (ClassValidationError, InvalidReport) as error:
        problems, findings = _sort_out(error)
        if problems:
            raise _malformed(problems, file) from None
        raise InvalidReport(findings) from None
    if isinstance(report, RawReport):
        _check_cells(report, file)
    return report


def _edition_of(document: dict[str, Any], file: str | None) -> Edition:
    """The edition that a document says its report is of."""
    name = document.pop("edition", None)
    found = next((each for each in editions() if each.name == name), None)
    if found is None:
        raise _malformed([f"edition: one of {', '.join(map(str, editions()))} is wanted"], file)
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


def _built(shape: Any, edition: Edition) -> AnnualReport:
    """The report out of its parts; what was left out has its default."""
    parts = {
        each.name: part
        for each in attrs.fields(type(shape))
        if (part := getattr(shape, each.name)) is not None
    }
    tables = {name: parts.pop(name) for name in edition.tables}
    return AnnualReport(tables=tables, **parts)


def _structured(document: dict[str, Any], cls: type[Any], file: str | None) -> Any:
    """The report; of a document that states none, a second walk finds every violation and its path."""
    try:
        return converter(quick=True).structure(document, cls)
    except Exception as error:  # whatever it is, the thorough converter says it in full
        told = _shortened(document)
        report = converter().structure(told, cls)
        if told == document:
            return report
        raise _malformed([f"$: {error}"], file) from None  # what is wrong lies in what was cut off


def _shortened(value: Any, depth: int = 0) -> Any:
    """A document with each list cut down to what is worth a violation each."""
    if depth > _DEEPEST:  # no document is, so that it will be refused
        return value
    if isinstance(value, dict):
        return {key: _shortened(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each, depth + 1) for each in value[:_MOST_TOLD]]
    return value


def _parse(text: str | bytes, file: str | None) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except RecursionError:
        raise _malformed(["嵌套过深 nested too deeply"], file) from None
    except ValueError as error:
        raise ReadError(
            f"不是合法的 JSON（{error}）。", f"This is no valid JSON ({error}).", where=file
        ) from None
    if _ESCAPED.search(text if isinstance(text, str) else text.decode(errors="replace")):
        try:
            json.dumps(document, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            lone = f"\\u{ord(error.object[error.start]):04x} 不是字符 is half a character"
            raise _malformed([lone], file) from None
    if not isinstance(document, dict):
        raise _malformed(["an object is wanted"], file)
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


def _sort_out(error: BaseException, path: str = "") -> tuple[list[str], list[Finding]]:
    """The violations in a tree of errors: those of shape as texts with their path, and the findings."""
    if isinstance(error, InvalidReport):
        return [], [_rooted(finding, path) for finding in error.findings]
    if not isinstance(error, BaseValidationError):
        return list(_texts(error, path)), []
    problems: list[str] = []
    findings: list[Finding] = []
    for inner in error.exceptions:
        more_problems, more_findings = _sort_out(inner, path + _step(inner, error))
        problems.extend(more_problems)
        findings.extend(more_findings)
    return problems, findings


def _step(error: BaseException, parent: BaseValidationError) -> str:
    """The part of the path that cattrs noted on an error."""
    kind = IterableValidationNote if isinstance(parent, IterableValidationError) else AttributeValidationNote
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, kind):
            return f"[{note.index}]" if isinstance(note, IterableValidationNote) else f".{note.name}"
    return ""


def _texts(error: BaseException, path: str) -> Iterator[str]:
    where = path.lstrip(".") or "$"
    if isinstance(error, ForbiddenExtraKeysError):
        yield from (f"{where}: unknown key {name!r}" for name in sorted(error.extra_fields))
    elif isinstance(error, KeyError):
        yield f"{where}: missing"
    else:
        yield f"{where}: {error}"


def _rooted(finding: Finding, path: str) -> Finding:
    """A constructor's finding, with the path and labels from the report on."""
    whole = f"{path}.{finding.path}".strip(".") if finding.path else path.strip(".")
    cell = find_place(whole)
    return attrs.evolve(finding, path=whole, label=cell.label if cell is not None else finding.label)


def _check_cells(report: RawReport, file: str | None) -> None:
    """A cell as printed has a value exactly if it is a number."""
    problems = [
        f"cells.{cell.path}: a {cell.kind} cell {'needs a' if cell.value is None else 'has no'} value"
        for cell in report
        if (cell.kind is CellKind.NUMBER) != (cell.value is not None)
    ]
    if problems:
        raise _malformed(problems, file)


def _malformed(problems: list[str], file: str | None) -> ReadError:
    cut = len(problems) >= _MOST_TOLD  # some lists were not looked through to their end
    number = f"{'at least ' if cut else ''}{len(problems)} violation(s)"
    listed = "; ".join(problems[:20]) + ("; …" if len(problems) > 20 else "")
    return ReadError(
        f"JSON 文件与格式不符，{'至少' if cut else '共'}{len(problems)}处：{listed}",
        f"The document is not of the schema's shape, {number}: {listed}",
        where=file,
    )
