"""The quantities that senses name together: which cells of the tables a figure of the prose is about."""

from __future__ import annotations

from functools import cache

from attrs import fields_dict

from govinfo_report.claims.claim import Quantity
from govinfo_report.claims.lexicon import Sense
from govinfo_report.form import Form
from govinfo_report.model import Applicants
from govinfo_report.model.fields import PRINTED

__all__ = ["Topic", "quantity"]

Topic = str

_LEGAL = ("business", "research", "public_interest", "legal_service", "other")
_OUT = "requests.outcomes"

_RECEIVED, _IN, _OVER = (
    ("requests.received.total",),
    ("requests.carried_in.total",),
    ("requests.carried_over.total",),
)
_DONE = (f"{_OUT}.total.total",)

#: Rows of table 3 behind each group of outcomes.
_GROUPS: dict[Sense, tuple[str, str]] = {
    Sense.GRANTED: ("granted", "（一）予以公开"),
    Sense.PARTIAL: ("partially_granted", "（二）部分公开"),
    Sense.REFUSED: ("refused", "（三）不予公开"),
    Sense.UNAVAILABLE: ("unavailable", "（四）无法提供"),
    Sense.NOT_PROCESSED: ("not_processed", "（五）不予处理"),
    Sense.OTHERWISE: ("closed_otherwise", "（六）其他处理"),
}
_RESULTS: dict[Sense, tuple[str, str]] = {
    Sense.UPHELD: ("upheld", "结果维持"),
    Sense.CORRECTED: ("corrected", "结果纠正"),
    Sense.OTHER_RESULT: ("other", "其他结果"),
    Sense.PENDING: ("pending", "尚未审结"),
}
_SUITS = ("litigation_direct", "litigation_after_reconsideration")
_DOCUMENTS = {
    Sense.REGULATION: ("regulations", "规章"),
    Sense.DOCUMENT: ("normative_documents", "行政规范性文件"),
}
_ACTIONS: dict[Sense, tuple[tuple[str, ...], str]] = {
    Sense.ISSUE: (("issued", "created", "published"), "制发"),
    Sense.REPEAL: (("repealed",), "废止"),
    Sense.IN_FORCE: (("in_force",), "现行有效"),
    Sense.PUBLISH: (("published",), "新公开"),
    Sense.PUBLIC_TOTAL: (("public_total",), "对外公开总数"),
}
_DECISIONS = {
    Sense.LICENCE: ("licensing", "行政许可"),
    Sense.PENALTY: ("penalties", "行政处罚"),
    Sense.COERCION: ("coercion", "行政强制"),
}


def quantity(form: Form, name: str, *senses: Sense) -> Quantity | None:
    """The quantity of that name, ``None`` where the form has no cell for it.

    Args:
        form: The form of the report.
        name: ``received``, ``new``, ``with carried in``, ``answered``, ``handled``, ``carried in``,
            ``carried over``, ``outcome``, ``row``, ``applicant``, ``review``, ``suit``, ``both``,
            ``document``, ``decision``.
        senses: What narrows it down: the outcome, the applicant, the result, the document and the action.
    """
    made = _quantity(form, name, senses)
    if made is None:
        return None
    readings = tuple(
        reading for reading in made.readings if reading and all(path in form.by_path for path in reading)
    )
    return Quantity(name=made.name, label=made.label, readings=readings) if readings else None


def _quantity(form: Form, name: str, senses: tuple[Sense, ...]) -> Quantity | None:
    plain: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
        "received": ("本年新收申请", (_RECEIVED, _RECEIVED + _IN)),
        "new": ("本年新收申请", (_RECEIVED,)),
        "with carried in": ("本年新收与上年结转申请", (_RECEIVED + _IN, _RECEIVED)),
        "answered": ("本年度办理结果总计", (_DONE, _rows(form, without=("closed_otherwise",)))),
        "handled": ("本年度办理的申请", (_DONE, _RECEIVED, _RECEIVED + _IN)),
        "carried in": ("上年结转申请", (_IN,)),
        "carried over": ("结转下年度继续办理", (_OVER,)),
    }
    if name in plain:
        label, readings = plain[name]
        return Quantity(name=f"requests.{name.replace(' ', '_')}", label=label, readings=readings)
    if name == "row":
        path = f"{_OUT}.{senses[0].removeprefix('row:')}"
        found = form.by_path.get(f"{path}.total")
        return Quantity(name=path, label=found.label[-2], readings=((found.path,),)) if found else None
    if name == "outcome" and senses[0] is Sense.DISCLOSED:
        readings = (_rows(form, only="granted") + _rows(form, only="partially_granted"),)
        return Quantity(name=f"{_OUT}.disclosed", label="予以公开和部分公开", readings=readings)
    if name == "outcome":
        group, label = _GROUPS[senses[0]]
        readings = (_rows(form, only=group),)
        if senses[0] is Sense.GRANTED:
            readings += (_rows(form, only="granted") + _rows(form, only="partially_granted"),)
        return Quantity(name=f"{_OUT}.{group}", label=label, readings=readings)
    if name == "applicant":
        who, label, columns = _applicants(senses[0])
        rows: tuple[tuple[str, ...], ...] = (
            ("requests.received",),
            ("requests.received", "requests.carried_in"),
        )
        if Sense.ANSWER in senses:  # of those answered, not of those received
            rows = ((f"{_OUT}.total",), *rows)
        return Quantity(
            name=f"requests.{who}",
            label=label,
            readings=tuple(tuple(f"{row}.{column}" for row in each for column in columns) for each in rows),
        )
    if name in ("review", "suit", "both"):
        return _remedy(name, senses)
    if name == "document":
        row, label = _DOCUMENTS[senses[0]]
        fields, action = _ACTIONS[senses[1]]
        readings = tuple((f"disclosure.{row}.{field}",) for field in fields)
        return Quantity(name=f"disclosure.{row}.{fields[0]}", label=f"{action}{label}", readings=readings)
    row, label = _DECISIONS[senses[0]]
    path = f"disclosure.{row}.decisions"
    return Quantity(name=path, label=f"{label}处理决定", readings=((path,),))


def _applicants(sense: Sense) -> tuple[str, str, tuple[str, ...]]:
    """Name, label and columns of some applicants."""
    if sense is Sense.NATURAL:
        return "natural_person", "自然人申请", ("natural_person",)
    if sense is Sense.LEGAL:
        return "legal_persons", "法人或其他组织申请", _LEGAL
    column = sense.removeprefix("column:")
    return column, f"{fields_dict(Applicants)[column].metadata[PRINTED].label}申请", (column,)


def _remedy(name: str, senses: tuple[Sense, ...]) -> Quantity:
    blocks: tuple[str, ...]
    if name == "review":
        blocks, label = ("reconsideration",), "行政复议"
    elif name == "both":
        blocks, label = ("reconsideration", *_SUITS), "行政复议和行政诉讼"
    elif Sense.DIRECT in senses:
        blocks, label = _SUITS[:1], "未经复议直接起诉"
    elif Sense.AFTER in senses:
        blocks, label = _SUITS[1:], "复议后起诉"
    else:
        blocks, label = _SUITS, "行政诉讼"
    result = next((_RESULTS[sense] for sense in senses if sense in _RESULTS), ("total", "总计"))
    paths = tuple(f"remedies.{block}.{result[0]}" for block in blocks)
    return Quantity(name="+".join(paths), label=f"{label}·{result[1]}", readings=(paths,))


@cache
def _rows(form: Form, *, only: str = "", without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The totals of the rows of one group of outcomes, or of all but some."""
    found = []
    outcomes = form.node(_OUT)
    for row in outcomes.rows() if outcomes is not None else ():
        parts = row.path.removeprefix(f"{_OUT}.").split(".")
        if parts[0] != "total" and parts[0] not in without and (not only or parts[0] == only):
            found.append(f"{row.path}.total")
    return tuple(found)
