"""What an agency is told of its report: what was read for certain. What was not is never its fault."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.findings import Finding, Outcome, Severity, Text
from govinfo_report.raw import CellKind, Note, NoteKind, RawReport
from govinfo_report.rules import CheckResult

__all__ = ["Told", "told_of"]

#: Rules that may as well speak of the reader, who did not find or know something, as of the report.
_OF_THE_READER = frozenset(
    {"F101", "F102", "F201", "F202", "F205", "F206", "F301", "F307", "F308", "F313", "F403"} | {"N201"}
)
#: Rules that speak of neither, but of the office's own settings and rules.
_OF_THE_OFFICE = frozenset({"F901", "F902", "Y505"})
#: Notes on figures that were not simply read, and why nobody is told of what rests on them.
_NOT_SIMPLY_READ = {
    NoteKind.DOUBT: Text("该格不能确定读到的是什么", "what stands in a cell is in doubt"),
    NoteKind.COMPUTED: Text("该格的数由公式算得，不是读到的", "a figure was computed, not read"),
    NoteKind.NO_RESULT: Text("公式没有结果", "a formula has no result"),
    NoteKind.DERIVED: Text("该格的数是推算的，不是读到的", "a figure was derived, not read"),
    NoteKind.ROUNDED: Text("该格存的与显示的不同", "a cell shows another figure than it holds"),
    NoteKind.HIDDEN: Text("所在的表有隐藏的内容", "something in its table is hidden"),
    NoteKind.TRACKED_CHANGES: Text("文件有未定的修订", "the file has changes nobody has accepted yet"),
}
_READER = Text("可能是没有读出，不一定是报告的问题", "it may be the reader that failed, not the report")
_OFFICE = Text(
    "是设置或自编规则的问题，与报告无关", "it is about the settings or rules in use, not the report"
)
_LAST_YEAR = Text("上年报告中有关的格不能确定", "a cell of last year's report was not read for certain")
_CELL = Text("有关的格没有确定地读到", "a cell it is about was not read for certain")


@frozen(kw_only=True)
class Told:
    """What becomes of a report's findings in a letter.

    Attributes:
        errors: What has to be corrected.
        doubts: What it is asked to look at: warnings, and cells without which a relation cannot be checked.
        withheld: What it is not told, with the reason. Notes (提示) are never told, and are not listed here.
        suggestions: Which cells may be wrong, in words; none where something was withheld.
    """

    errors: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    withheld: tuple[tuple[Finding, Text], ...]
    suggestions: tuple[str, ...]


def told_of(result: CheckResult) -> Told:
    """Divide what a check found into what the agency is told, and what not."""
    errors, doubts, withheld = [], [], []
    for finding in result.findings:
        if finding.severity is Severity.INFO:
            continue
        why = _unsure(finding, result)
        if why is not None:
            withheld.append((finding, why))
        elif finding.severity is Severity.ERROR and finding.outcome is Outcome.FAILED:
            errors.append(finding)
        else:
            doubts.append(finding)
    related = not withheld and any(each.rule.relation for each in errors)
    return Told(
        errors=tuple(errors),
        doubts=tuple(doubts),
        withheld=tuple(withheld),
        suggestions=tuple(each.message("zh") for each in result.suggestions if each.likeliest)
        if related
        else (),
    )


def _unsure(finding: Finding, result: CheckResult) -> Text | None:
    """Why a finding is not told; ``None`` for one that rests on nothing but what was read for certain."""
    if finding.code in _OF_THE_OFFICE:
        return _OFFICE
    if finding.code in _OF_THE_READER:
        return _READER
    if any(part.sure is False for part in finding.contributors):
        return _LAST_YEAR
    raw = result.raw
    paths = _cells(finding, result)
    # That a cell is blank, or holds “/”, is read for certain too; it is what such a finding is about.
    no_figure = {CellKind.BLANK, CellKind.MARK} if finding.outcome is Outcome.UNDECIDED else set()
    kinds = {cell.kind for path in paths if (cell := raw.get(path)) is not None}
    if kinds - no_figure - {CellKind.NUMBER}:
        return _CELL
    if any(path in raw.form.by_path and path not in raw for path in paths):
        return _CELL
    return next((why for note in raw.notes if (why := _why(note, paths, raw))), None)


def _why(note: Note, paths: set[str], raw: RawReport) -> Text | None:
    touched = any(note.touches(path) for path in paths if path in raw.form.by_path)
    return _NOT_SIMPLY_READ.get(note.kind) if touched else None


def _cells(finding: Finding, result: CheckResult) -> set[str]:
    """The cells that a finding rests on; of one about the prose, all that its words may speak of."""
    paths = {part.path for part in finding.contributors if part.sure is None}
    if finding.path is not None:
        paths.add(finding.path)
    quote = finding.detail("quote")
    if quote is not None and finding.path is not None and finding.path in result.raw.form.by_path:
        for claimed in result.claims:
            if claimed.claim.quote == quote:
                paths.update(path for reading in claimed.claim.quantity.readings for path in reading)
    return paths
