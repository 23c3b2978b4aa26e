"""Rules on cells without a figure. A blank is not 0, a mark is not a blank, and neither is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.findings import Contributor, Finding, Outcome, Rule, Severity, Text
from govinfo_report.form import FormCell
from govinfo_report.raw import Cell, CellKind, Doubt, Note, NoteKind
from govinfo_report.rules.examples import GRANTED, MARKS, RECEIVED, UNREADABLE, printed
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject

_NO_RULE = Text("空白、0 与“/”如何使用，官方未作规定", "no official rule says what a blank or / stands for")


_MOST_NAMED = 3
"""Cells that a message names; of more it gives these and the number."""
_WHOLE = ("整块如此", "the whole block is so")
_ZERO = ("勾稽关系表明应为 0", "the relations show that it stands for 0")
_ALONE = ("没有勾稽关系可以佐证", "no relation tells what it stands for")
_PASSED_OVER = ("总计由公式算出，不能佐证", "its totals are formulas, which pass over it")
_OPEN = ("勾稽关系因此无法核对", "relations cannot be checked for it")


#: A row of table 2 that no relation holds, whole; and single cells that one needs.
_ROW = tuple(f"disclosure.regulations.{name}" for name in ("issued", "repealed", "in_force"))
_NEEDED = ((f"{GRANTED}.natural_person",), (f"{RECEIVED}.total",))


@rule(
    code="F301",
    name="unreadable-figure",
    severity=Severity.ERROR,
    clause=Text("表内应为数字", "the tables hold figures"),
    title=Text("表内每一格应能读成数字", "What stands in a table's cell can be read as a figure"),
    message=Text(
        "{label}：“{text}”不能确定是什么数字，未作猜测{why}。",
        "{label}: “{text}” cannot be read as a figure, and was not guessed at{why_en}.",
    ),
    advice=Text("请在该格只填数字。", "Put nothing but a figure into the cell."),
    passing=Text("12", "12"),
    failing=Text("1 0、十余件", "1 0"),
    breaks=printed(UNREADABLE, ("disclosure.licensing.decisions",), ("disclosure.regulations.repealed",)),
)
def _unreadable(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED
    doubted = {note.path: note for note in subject.raw.notes if note.kind is NoteKind.DOUBT}
    for place in subject.places(CellKind.UNREADABLE):
        cell = subject.raw[place.path]
        details = _why_unreadable(cell, doubted.get(place.path))
        yield Finding(rule=own, path=place.path, label=place.label, source=cell.source, details=details)


def _why_unreadable(cell: Cell, doubted: Note | None) -> dict[str, object]:
    if doubted is None:
        return {"text": cell.text, "why": "", "why_en": ""}
    why = next((each.text for each in Doubt if each == doubted.value), Text(doubted.value, doubted.value))
    return {"text": doubted.text, "why": f"（{why.zh}）", "why_en": f" ({why.en})"}


@rule(
    code="F302",
    name="blank",
    severity=Severity.INFO,
    clause=_NO_RULE,
    title=Text("空白格不当作 0", "Blank cells are not taken for 0"),
    message=Text(
        "{label}：{count}格空白{cells}，未当作 0（{why}）。",
        "{label}: {count} blank cell(s){cells_en}, not taken for 0 ({why_en}).",
    ),
    advice=Text(
        "确为 0 的请填 0，不是的请补填。", "Print 0 where the figure is 0, and the figure where it is not."
    ),
    passing=Text("0", "0"),
    failing=Text("空白", "a blank"),
    breaks=printed(("",), _ROW),
)
def _blank(subject: Subject, own: Rule) -> Looked:
    return _explained(subject, own, CellKind.BLANK)


@rule(
    code="F303",
    name="blank-undecided",
    severity=Severity.ERROR,
    clause=Text("勾稽关系缺数即无法核对", "a relation with a figure missing cannot be checked"),
    title=Text("参与勾稽关系的格不应空白", "A cell that a relation needs is not blank"),
    message=Text(
        "{label}：空白，未当作 0（{why}）。",
        "{label}: blank, not taken for 0 ({why_en}).",
    ),
    advice=Text("请补填该格；如确为 0，请填 0。", "Fill in the cell; if the figure is 0, print 0."),
    passing=Text("0", "0"),
    failing=Text("同一行有数而该格空白", "a blank among the figures of its row"),
    breaks=printed(("",), *_NEEDED),
)
def _blank_undecided(subject: Subject, own: Rule) -> Looked:
    return _unexplained(subject, own, CellKind.BLANK)


@rule(
    code="F304",
    name="mark",
    severity=Severity.INFO,
    clause=_NO_RULE,
    title=Text("“/”等符号不当作 0", "Marks such as / are not taken for 0"),
    message=Text(
        "{label}：{count}格为“{text}”{cells}，未当作 0（{why}）。",
        "{label}: {count} cell(s) marked “{text}”{cells_en}, not taken for 0 ({why_en}).",
    ),
    advice=Text(
        "确为 0 的请填 0，不是的请填数字。", "Print 0 where the figure is 0, and the figure where it is not."
    ),
    passing=Text("0", "0"),
    failing=Text("/", "/"),
    breaks=printed(MARKS, _ROW),
)
def _mark(subject: Subject, own: Rule) -> Looked:
    return _explained(subject, own, CellKind.MARK)


@rule(
    code="F305",
    name="mark-undecided",
    severity=Severity.ERROR,
    clause=Text("勾稽关系缺数即无法核对", "a relation with a figure missing cannot be checked"),
    title=Text(
        "参与勾稽关系的格不应以符号代替数字", "A cell that a relation needs holds a figure, not a mark"
    ),
    message=Text(
        "{label}：“{text}”，未当作 0（{why}）。",
        "{label}: “{text}”, not taken for 0 ({why_en}).",
    ),
    advice=Text("请填写数字；如确为 0，请填 0。", "Enter the figure; if it is 0, print 0."),
    passing=Text("0", "0"),
    failing=Text("同一行有数而该格为“/”", "a mark among the figures of its row"),
    breaks=printed(MARKS, *_NEEDED),
)
def _mark_undecided(subject: Subject, own: Rule) -> Looked:
    return _unexplained(subject, own, CellKind.MARK)


def _explained(subject: Subject, own: Rule, kind: CellKind) -> Looked:
    """One info for every block whose blanks (or marks) need no mending."""
    yield Outcome.PASSED
    for block, places, why in _blocks(subject, kind):
        if why is None:
            continue
        label = _block_label(subject, block)
        yield Finding(
            rule=own,
            outcome=Outcome.UNDECIDED,
            path=block,
            label=label,
            contributors=tuple(
                Contributor(path=place.path, label=place.label, source=subject.raw[place.path].source)
                for place in places
            ),
            source=subject.raw[places[0].path].source,
            details={
                "count": len(places),
                "text": _texts(subject, places),
                "why": why[0],
                "why_en": why[1],
                **_named(label, [] if why is _WHOLE else places),
            },
        )


def _named(block: tuple[str, ...], places: list[FormCell]) -> dict[str, str]:
    """Which cells of a block these are, by their labels within it: a few, and how many more there are."""
    shared = len(block) if all(place.label[: len(block)] == block for place in places) else 0
    names = [" / ".join(place.label[shared:]) for place in places[:_MOST_NAMED]]
    if not names:
        return {"cells": "", "cells_en": ""}
    more = len(places) - len(names)
    zh, en = "；".join(names), "; ".join(names)
    return {
        "cells": f"，即“{zh}”等" if more else f"，即“{zh}”",
        "cells_en": f", “{en}” and {more} more" if more else f", “{en}”",
    }


def _unexplained(subject: Subject, own: Rule, kind: CellKind) -> Looked:
    """One finding for every single blank (or mark) that leaves something open."""
    yield Outcome.PASSED
    related: set[str] | None = None
    summed: set[str] = set()
    formulas = frozenset(subject.raw.formulas)
    for _, places, why in _blocks(subject, kind):
        if why is not None:
            continue
        if related is None:
            related = {
                path
                for identity in subject.form.identities
                if identity.total not in formulas or any(term.sign < 0 for term in identity.terms)
                for path in identity.paths
            }
            summed = {term.path for identity in subject.form.identities for term in identity.terms}
        for place in places:
            implied = subject.implied.get(place.path)
            if implied == 0:
                reason, severity = _ZERO, Severity.INFO
            elif implied is not None:
                reason = (f"按勾稽关系应为 {implied}", f"the relations demand {implied}")
                severity = Severity.ERROR
            elif place.path in related:
                reason, severity = _OPEN, Severity.ERROR
            else:
                reason, severity = _PASSED_OVER if place.path in summed else _ALONE, Severity.WARNING
            cell = subject.raw[place.path]
            yield Finding(
                rule=own,
                outcome=Outcome.UNDECIDED,
                severity=severity,
                path=place.path,
                label=place.label,
                expected=implied,
                source=cell.source,
                details={"text": cell.text, "why": reason[0], "why_en": reason[1]},
            )


def _blocks(subject: Subject, kind: CellKind) -> Iterator[tuple[str, list[FormCell], tuple[str, str] | None]]:
    """The blocks with cells of ``kind``: the cells, and why they need no mending (``None`` where they may).

    They need none where the relations leave only 0 for each, or where the whole block is so and
    no relation demands another figure.
    """
    grouped: dict[str, list[FormCell]] = {}
    for place in subject.places(kind):
        grouped.setdefault(place.block, []).append(place)
    if not grouped or all(figure is None for figure in subject.figures.values()):
        return  # nothing of the kind, or the blank form, of which F206 says all there is to say
    sizes: dict[str, int] = {}
    for place in subject.form.cells:
        if place.path in subject.figures:
            sizes[place.block] = sizes.get(place.block, 0) + 1
    for block, places in grouped.items():
        implied = [subject.implied.get(place.path) for place in places]
        if all(value == 0 for value in implied):
            yield block, places, _ZERO
        elif len(places) == sizes[block] and not any(implied):
            yield block, places, _WHOLE
        else:
            yield block, places, None


def _block_label(subject: Subject, block: str) -> tuple[str, ...]:
    table, _, name = block.partition(".")
    return subject.form.tables[table].child(name).label


def _texts(subject: Subject, places: list[FormCell]) -> str:
    return "、".join(dict.fromkeys(subject.raw[place.path].text for place in places))
