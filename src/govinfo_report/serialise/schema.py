"""The JSON Schema of the documents, made from the form."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from govinfo_report.form import form_order, form_with
from govinfo_report.form.tree import Node
from govinfo_report.model import AnnualReport, Edition, FigureKind
from govinfo_report.model.fields import PRINTED
from govinfo_report.model.invariants import FIRST_YEAR, LAST_YEAR
from govinfo_report.raw import CellKind, NoteKind
from govinfo_report.serialise.converters import DECIMAL, MONEY
from govinfo_report.serialise.json import VERSION
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
    """
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


def _report() -> dict[str, Any]:
    divided, undivided = form_with(), form_with(undivided=True)
    tables = {name: _node(tree) for name, tree in divided.tables.items()}
    outcomes = tables["requests"]["properties"]["outcomes"]["properties"]
    other = _node(undivided.tables["requests"].child("outcomes.closed_otherwise"))
    outcomes["closed_otherwise"] = {"oneOf": [outcomes["closed_otherwise"], other]}
    former = _node(form_with(edition=Edition.E2019).tables["disclosure"])
    by_edition = {Edition.E2021: tables.pop("disclosure"), Edition.E2019: former}
    properties: dict[str, Any] = {
        "format": {"const": "govinfo-report"},
        "version": {"const": VERSION},
        "edition": {"enum": list(Edition)},
        "agency": {"type": "string", "pattern": r"\S", "title": "机关"},
        "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, "title": "年度"},
        "period": _period(),
    }
    required = ["format", "version", "edition", "agency", "year"]
    for attribute in attrs.fields(AnnualReport):
        if attribute.name in properties:
            continue
        if attribute.name == "provenance":
            properties["provenance"] = _or_null(_provenance())
            continue
        mark = attribute.metadata.get(PRINTED)
        title = {"title": mark.label} if mark is not None else {}
        text = {} if attribute.name == "disclosure" else {**_TEXT, **title}  # table 2 goes by the edition
        properties[attribute.name] = tables.get(attribute.name, text)
        if attribute.default is attrs.NOTHING:
            required.append(attribute.name)
    return _object(
        properties,
        required=required,
        **{
            "$schema": _DRAFT,
            "title": "政府信息公开工作年度报告",
            "allOf": [
                {
                    "if": {"properties": {"edition": {"const": edition}}},
                    "then": {"properties": {"disclosure": schema}},
                }
                for edition, schema in by_edition.items()
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
