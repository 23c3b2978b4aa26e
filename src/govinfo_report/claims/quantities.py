"""The quantities of the form that prose speaks of: which cells each is, in every way to read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from attrs import evolve, fields_dict

from govinfo_report.claims.claim import Quantity
from govinfo_report.claims.context import Sign, Told
from govinfo_report.claims.lexicon import KINDS, Sense
from govinfo_report.form import Form
from govinfo_report.model import Applicants
from govinfo_report.model.fields import PRINTED

__all__ = ["Cells", "quantity"]

#: Makes a quantity of what narrows it down: outcome, applicant, kind, result, document, action.
Cells = Callable[[Form, Sequence[Sign]], Quantity]
_Reading = tuple[str, ...]

_OUT = "requests.outcomes"
_RECEIVED, _IN, _OVER = (f"requests.{row}.total" for row in ("received", "carried_in", "carried_over"))
_DONE = f"{_OUT}.total.total"

#: Rows of table 3 behind each group of outcomes.
_GROUPS: dict[Sign, tuple[str, str]] = {
    Sense.GRANTED: ("granted", "（一）予以公开"),
    Sense.PARTIAL: ("partially_granted", "（二）部分公开"),
    Sense.REFUSED: ("refused", "（三）不予公开"),
    Sense.UNAVAILABLE: ("unavailable", "（四）无法提供"),
    Sense.NOT_PROCESSED: ("not_processed", "（五）不予处理"),
    Sense.OTHERWISE: ("closed_otherwise", "（六）其他处理"),
}
_RESULTS: dict[Sign, tuple[tuple[str, ...], str]] = {
    Sense.UPHELD: (("upheld",), "结果维持"),
    Sense.CORRECTED: (("corrected",), "结果纠正"),
    Sense.OTHER_RESULT: (("other",), "其他结果"),
    Sense.OTHER: (("other",), "其他结果"),
    Sense.PENDING: (("pending",), "尚未审结"),
    Sense.CLOSED: (("upheld", "corrected", "other"), "已审结"),
}
_DOCUMENTS: dict[Sign, tuple[str, str]] = {
    Sense.REGULATION: ("regulations", "规章"),
    Sense.DOCUMENT: ("normative_documents", "行政规范性文件"),
}
_ACTIONS: dict[Sign, tuple[tuple[str, ...], str]] = {
    Sense.ISSUE: (("issued", "created", "published"), "制发"),
    Sense.CREATE: (("created", "issued"), "新制作"),
    Sense.REPEAL: (("repealed",), "废止"),
    Sense.IN_FORCE: (("in_force",), "现行有效"),
    Sense.PUBLISH: (("published",), "新公开"),
    Sense.PUBLIC_TOTAL: (("public_total",), "对外公开总数"),
}
_DECISIONS: dict[Sign, tuple[str, str]] = {
    Sense.LICENCE: ("licensing", "行政许可"),
    Sense.PENALTY: ("penalties", "行政处罚"),
    Sense.COERCION: ("coercion", "行政强制"),
}
_LEGAL = ("business", "research", "public_interest", "legal_service", "other")
_SUITS: dict[Sign, tuple[tuple[str, ...], str]] = {
    Sense.SUIT: (("litigation_direct", "litigation_after_reconsideration"), "行政诉讼"),
    Sense.DIRECT: (("litigation_direct",), "未经复议直接起诉"),
    Sense.AFTER: (("litigation_after_reconsideration",), "复议后起诉"),
}


def quantity(form: Form, cells: Cells, senses: Sequence[Sign] = ()) -> Quantity | None:
    """A quantity in the readings that a form has the cells for, ``None`` where it has them for none."""
    made = cells(form, senses)
    readings = tuple(
        reading for reading in made.readings if reading and all(path in form.by_path for path in reading)
    )
    return evolve(made, readings=readings) if readings else None


def _whole(name: str, label: str, *readings: _Reading) -> Cells:
    made = Quantity(name=f"requests.{name}", label=label, readings=readings)
    return lambda _form, _senses: made


received = _whole("received", "本年新收申请", (_RECEIVED,), (_RECEIVED, _IN))
new = _whole("new", "本年新收申请", (_RECEIVED,))
with_carried_in = _whole("with_carried_in", "本年新收与上年结转申请", (_RECEIVED, _IN), (_RECEIVED,))
handled = _whole("handled", "本年度办理的申请", (_DONE,), (_RECEIVED,), (_RECEIVED, _IN))
carried_in = _whole("carried_in", "上年结转申请", (_IN,))
carried_over = _whole("carried_over", "结转下年度继续办理", (_OVER,))


def answered(form: Form, _: Sequence[Sign]) -> Quantity:
    """All requests answered; some leave out （六）."""
    readings = ((_DONE,), _rows(form, without="closed_otherwise"))
    return Quantity(name="requests.answered", label="本年度办理结果总计", readings=readings)


def row(form: Form, senses: Sequence[Sign]) -> Quantity:
    """A row below one of the outcomes."""
    name = f"{_OUT}.{str(senses[0].value).removeprefix('row:')}"
    place = form.by_path.get(f"{name}.total")
    return Quantity(name=name, label=place.label[-2] if place else "", readings=((f"{name}.total",),))


def disclosed(form: Form, _: Sequence[Sign]) -> Quantity:
    """（一） and （二） together."""
    readings = (_rows(form, only="granted") + _rows(form, only="partially_granted"),)
    return Quantity(name=f"{_OUT}.disclosed", label="予以公开和部分公开", readings=readings)


def outcome(form: Form, senses: Sequence[Sign]) -> Quantity:
    """One of （一） to （六）; of those granted some count the ones granted in part, too."""
    if senses[0] is Sense.DISCLOSED:
        return disclosed(form, senses)
    group, label = _GROUPS[senses[0]]
    more = disclosed(form, senses).readings if senses[0] is Sense.GRANTED else ()
    readings = (_rows(form, only=group), *more)
    return Quantity(name=f"{_OUT}.{group}", label=label, readings=readings)


def applicant(_: Form, senses: Sequence[Sign]) -> Quantity:
    """Requests of one kind of applicants: of those received, or of those answered."""
    who = str(senses[0].value).removeprefix("column:")
    columns: _Reading = (who,)
    if senses[0] is Sense.NATURAL:
        who, label, columns = "natural_person", "自然人申请", ("natural_person",)
    elif senses[0] is Sense.LEGAL:
        who, label, columns = "legal_persons", "法人或其他组织申请", _LEGAL
    else:
        label = f"{fields_dict(Applicants)[who].metadata[PRINTED].label}申请"
    rows: tuple[_Reading, ...] = (("requests.received",), ("requests.received", "requests.carried_in"))
    if Told.ANSWERED in senses:
        rows = ((f"{_OUT}.total",), *rows)
    readings = tuple(tuple(f"{row}.{column}" for row in each for column in columns) for each in rows)
    return Quantity(name=f"requests.{who}", label=label, readings=readings)


def review(_: Form, senses: Sequence[Sign]) -> Quantity:
    """Reviews, or one result of them."""
    return _remedy(("reconsideration",), "行政复议", senses)


def suit(_: Form, senses: Sequence[Sign]) -> Quantity:
    """Suits of both kinds or of one, or one result of them."""
    kind = next((sense for sense in KINDS if sense in senses), Sense.SUIT)
    return _remedy(*_SUITS[kind], senses)


def both(_: Form, senses: Sequence[Sign]) -> Quantity:
    """Reviews and suits together, or one result of them."""
    return _remedy(("reconsideration", *_SUITS[Sense.SUIT][0]), "行政复议和行政诉讼", senses)


def _remedy(blocks: tuple[str, ...], label: str, senses: Sequence[Sign]) -> Quantity:
    results, words = next((_RESULTS[sense] for sense in senses if sense in _RESULTS), (("total",), "总计"))
    paths = tuple(f"remedies.{block}.{result}" for block in blocks for result in results)
    return Quantity(name="+".join(paths), label=f"{label}·{words}", readings=(paths,))


def document(_: Form, senses: Sequence[Sign]) -> Quantity:
    """规章 or 行政规范性文件, and what was done with them."""
    table_row, label = _DOCUMENTS[senses[0]]
    fields, action = _ACTIONS[senses[1]]
    readings = tuple((f"disclosure.{table_row}.{name}",) for name in fields)
    return Quantity(name=f"disclosure.{table_row}.{fields[0]}", label=f"{action}{label}", readings=readings)


def decision(_: Form, senses: Sequence[Sign]) -> Quantity:
    """Decisions on licences, penalties or coercion."""
    table_row, label = _DECISIONS[senses[0]]
    path = f"disclosure.{table_row}.decisions"
    return Quantity(name=path, label=f"{label}处理决定", readings=((path,),))


def fee(_: Form, _senses: Sequence[Sign]) -> Quantity:
    """行政事业性收费, in 万元; 2019 has the items of it and no amount."""
    path = "disclosure.fees.amount"
    return Quantity(name=path, label="行政事业性收费", readings=((path,),))


@cache
def _rows(form: Form, *, only: str = "", without: str = "total") -> _Reading:
    """The totals of the rows of one group of outcomes, or of all but some."""
    outcomes = form.node(_OUT)
    rows = outcomes.rows() if outcomes is not None else ()
    groups = {row.path: row.path.removeprefix(f"{_OUT}.").partition(".")[0] for row in rows}
    return tuple(
        f"{path}.total"
        for path, group in groups.items()
        if group not in ("total", without) and (not only or group == only)
    )
