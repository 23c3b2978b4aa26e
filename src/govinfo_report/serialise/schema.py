"""The JSON Schema of the documents, made from the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import attrs

from govinfo_report.form import every_form, form_order, table_names
from govinfo_report.form.tree import Node
from govinfo_report.model import Edition, FigureKind, editions
from govinfo_report.model.editions import section_named
from govinfo_report.model.invariants import FIRST_YEAR, LAST_YEAR
from govinfo_report.raw import CellKind, NoteKind
from govinfo_report.serialise.json import VERSION
from govinfo_report.serialise.leaves import DECIMAL, MONEY
from govinfo_report.source import Source

__all__ = ["json_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_SIGNED = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def json_schema(kind: Literal["report", "raw"] = "report") -> dict[str, Any]:
    """The JSON Schema (2020-12) of the documents that `to_json` writes.

    It accepts what `from_json` accepts, with one exception that no schema can state: whether the
    figures hold.

    Args:
        kind: ``"report"`` for a report that holds, ``"raw"`` for one as printed.

    Raises:
        ValueError: It is neither.
    """
    if kind not in ("report", "raw"):
        raise ValueError(f'只有 "report" 和 "raw" / there is "report" and "raw", no {kind!r}')
    return _report() if kind == "report" else _raw()


def _object(properties: dict[str, Any], *, required: list[str] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
        **more,
    }


def _period() -> dict[str, Any]:
    day = {"type": "string", "pattern": _DATE, "format": "date"}
    return _object({"start": day, "end": day}, title="统计期限")


def _provenance() -> dict[str, Any]:
    member = _object({"agency": _TEXT, "file": _or_null(_TEXT)}, required=["agency"])
    members, names = {"type": "array", "items": member}, {"type": "array", "items": _TEXT}
    return _object({"members": members, "missing": names}, required=["members"], title="汇总来源")


def _node(node: Node) -> dict[str, Any]:
    title = node.printed.label
    if node.kind is FigureKind.COUNT:
        return {"type": "integer", "minimum": 0, "title": title, "description": "件"}
    if node.kind is FigureKind.AMOUNT:
        return {"type": "string", "pattern": DECIMAL, "title": title, "description": "万元"}
    if node.kind is FigureKind.CHANGE:
        return {"type": "integer", "title": title, "description": "项"}
    if node.kind is FigureKind.MONEY:
        return {"type": "string", "pattern": MONEY, "title": title}
    stored = {child.name: _node(child) for child in node.children if not child.is_printed_total}
    return _object(stored, title=title)


def _either(nodes: Sequence[Node]) -> dict[str, Any]:
    """The schema of what may be filled in as any of several trees says: （六） divided or undivided."""
    schemas = [_node(node) for node in nodes]
    first = schemas[0]
    if all(schema == first for schema in schemas):
        return first
    if any(schema["properties"].keys() != first["properties"].keys() for schema in schemas):
        return {"oneOf": [each for at, each in enumerate(schemas) if each not in schemas[:at]]}
    parts = {name: _either([node.child(name) for node in nodes]) for name in first["properties"]}
    return _object(parts, title=first["title"])


def _tables(edition: Edition) -> dict[str, Any]:
    """The schema of each table of an edition, its rows as any form has them whose table is of that class."""
    return {
        name: _either(
            [
                form.tables[name]
                for form in every_form()
                if name in form.tables and form.tables[name].model is table.model
            ]
        )
        for name, table in edition.tables.items()
    }


def _report() -> dict[str, Any]:
    by_edition = {
        edition.name: {
            section.name: _TEXT | {"title": section_named(section.name).printed.label}
            for section in edition.sections
        }
        | _tables(edition)
        for edition in editions()
    }
    sections = {
        name: [own.get(name) for own in by_edition.values()] for own in by_edition.values() for name in own
    }
    same = {name for name, schemas in sections.items() if all(each == schemas[0] for each in schemas)}
    needed = [name for name in table_names() if None not in sections[name]]
    return _object(
        {
            "format": {"const": "govinfo-report"},
            "version": {"const": VERSION},
            "edition": {"enum": list(by_edition)},
            "agency": {"type": "string", "pattern": r"\S", "title": "机关"},
            "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, "title": "年度"},
            "period": _period(),
            "preamble": _TEXT,
            # What is not the same in all editions goes by the edition.
            **{name: schemas[0] if name in same else {} for name, schemas in sections.items()},
            "provenance": _or_null(_provenance()),
        },
        required=["format", "version", "edition", "agency", "year", *needed],
        **{
            "$schema": _DRAFT,
            "title": "政府信息公开工作年度报告",
            "allOf": [
                {
                    "if": {"properties": {"edition": {"const": edition.name}}},
                    "then": {
                        "properties": {
                            name: by_edition[edition.name].get(name, False)
                            for name in sections
                            if name not in same
                        },
                        "required": [name for name in edition.tables if name not in needed],
                    },
                }
                for edition in editions()
            ],
        },
    )


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _raw() -> dict[str, Any]:
    figure = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _SIGNED}]}
    text = _or_null(_TEXT)
    parts = {
        field.name: _or_null({"type": "integer"} if str(field.type) == "int | None" else _TEXT)
        for field in attrs.fields(Source)
    }
    source = {"$ref": "#/$defs/source"}
    path = {"enum": list(form_order())}
    cell = _object(
        {
            "path": path,
            "kind": {"enum": list(CellKind)},
            "value": _or_null(figure),
            "text": _TEXT,
            "source": source,
        },
        required=["path", "kind"],
        **{
            "if": {"properties": {"kind": {"const": CellKind.NUMBER}}},
            "then": {"properties": {"value": figure}, "required": ["value"]},
            "else": {"properties": {"value": {"type": "null"}}},
        },
    )
    note = _object(
        {"kind": {"enum": list(NoteKind)}, "path": text, "text": _TEXT, "value": _TEXT, "source": source},
        required=["kind"],
    )
    leftover = _object(
        {
            "text": _TEXT,
            "reason": {"enum": ["extra row", "extra cell", "unplaced", "text"]},
            "source": source,
            "path": text,
            "detail": _TEXT,
        },
        required=["text", "reason"],
    )
    pair = {"type": "array", "prefixItems": [_TEXT, source], "items": False, "minItems": 2}
    properties = {
        "format": {"const": "govinfo-report-raw"},
        "version": {"const": VERSION},
        "agency": text,
        "year": _or_null({"type": "integer"}),
        "period": _or_null(_period()),
        "title": text,
        "preamble": text,
        "overview": text,
        "problems_and_improvements": text,
        "other_matters": text,
        "cells": {"type": "array", "items": cell},
        "leftovers": {"type": "array", "items": leftover},
        "notes": {"type": "array", "items": note},
        "recognised": {
            "type": "array",
            "items": _object({"path": _TEXT, "text": _TEXT, "source": source}, required=["path", "text"]),
        },
        "formulas": {"type": "array", "items": _TEXT},
        "sources": {"type": "array", "items": pair},
        "provenance": _or_null(_provenance()),
    }
    return _object(
        properties,
        required=["format", "version"],
        **{
            "$schema": _DRAFT,
            "title": "政府信息公开工作年度报告（照印）",
            "$defs": {"source": _object(parts, required=[])},
        },
    )
