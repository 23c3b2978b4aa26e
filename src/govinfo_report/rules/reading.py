"""Rules on the report's identity and on how it was read: wording, notation, what was left over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.model import Period
from govinfo_report.model.catalogue import IMPOSSIBLE_YEAR, MISSING_AGENCY, PERIOD
from govinfo_report.model.invariants import period_details, possible_year, year_details
from govinfo_report.raw import CellKind, Leftover, Note, NoteKind
from govinfo_report.raw.figures import Notation
from govinfo_report.rules.examples import GRANTED, changed
from govinfo_report.rules.rule import Example, Looked, applies, rule
from govinfo_report.rules.subject import Subject

_REASONS = {
    "extra row": "表内多出的行 / an extra row of the table",
    "extra cell": "表内多出的格 / an extra cell of the table",
    "unplaced": "数字位置不能确定 / its place is not certain",
}


#: How figures are written, in Chinese.
_NOTATIONS: dict[str, str] = {
    Notation.FULL_WIDTH: "全角数字",
    Notation.THOUSANDS: "带千分位",
    Notation.UNIT: "带单位",
    Notation.SIGN: "带正负号",
    Notation.DECIMALS: "带小数位",
    Notation.WORD: "写作文字",
    Notation.ZEROS: "几个零",
    "number stored as text": "以文本存放",
}


@applies(MISSING_AGENCY, breaks=changed(agency=None))
def _agency(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED if subject.raw.agency else Finding(rule=own, path="agency")


@rule(
    code="F102",
    name="missing-year",
    severity=Severity.WARNING,
    clause=Text("年度报告须写明所报告的年度", "the report says which year it is about"),
    title=Text("年度报告须写明年度", "The report names its year"),
    message=Text(
        "没有写明报告年度，或不能确定是哪一年。", "No year is stated, or which one it is is not certain."
    ),
    advice=Text(
        "请在标题或封面写明年度，只写一个。", "Name the year, one only, in the title or on the cover."
    ),
    passing=Text("南宫市人民政府办公室2023年政府信息公开工作年度报告", "a title with the year"),
    failing=Text("南宫市人民政府办公室政府信息公开工作年度报告", "a title without it"),
    breaks=changed(year=None),
)
def _missing_year(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED if subject.raw.year is not None else Finding(rule=own, path="year")


@applies(IMPOSSIBLE_YEAR, breaks=changed(year=203, period=None, title=None))
def _impossible_year(subject: Subject, own: Rule) -> Looked:
    year, source = subject.raw.year, subject.raw.source_of("year")
    if possible_year(year):
        yield Outcome.PASSED
    elif year is not None:
        yield Finding(rule=own, path="year", source=source, details=year_details(year))


@applies(PERIOD, breaks=changed(period=Period(start=date(2010, 1, 1), end=date(2010, 12, 31))))
def _period(subject: Subject, own: Rule) -> Looked:
    period, year, source = subject.raw.period, subject.raw.year, subject.raw.source_of("period")
    if period is not None and year is not None:
        wrong = period_details(period, year)
        yield Finding(rule=own, path="period", source=source, details=wrong) if wrong else Outcome.PASSED


@rule(
    code="F205",
    name="unrecognised",
    severity=Severity.WARNING,
    clause=Text("读到而无法归入格式的内容不得丢弃", "what has no place in the form is not dropped"),
    title=Text("表格内外不应有格式以外的数字", "Nothing stands in the tables that the form does not have"),
    message=Text("未能归入格式：{text}（{why}）。", "Not part of the form: {text} ({why_en})."),
    advice=Text(
        "这些内容没有读作表中数字。请看该行文字是否官方原文、格数是否与表头相符；另加的内容请移到表外。",
        "It was not read as figures of the form. See whether the row has its official label and a cell for "
        "each head; move what was added out of the table.",
    ),
    passing=Text("表内只有官方各行", "only official rows"),
    failing=Text("多出“其他主动公开文件”一行", "an extra row 其他主动公开文件"),
    breaks=changed(leftovers=(Leftover(text="其他主动公开文件\t3", reason="extra row"),)),
)
def _unrecognised(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED
    for leftover in subject.raw.leftovers:
        if leftover.reason in _REASONS:
            why = Text.of(leftover.detail or _REASONS[leftover.reason])
            yield Finding(
                rule=own,
                path=leftover.path,
                source=leftover.source,
                severity=Severity.WARNING if any(sign.isdigit() for sign in leftover.text) else Severity.INFO,
                details={
                    "text": leftover.text.replace("\t", " | "),
                    "why": why.zh,
                    "why_en": why.en,
                },
            )


def _noted(subject: Subject, own: Rule, *kinds: NoteKind) -> Looked:
    """One finding for every note of the reader of one of ``kinds``."""
    yield Outcome.PASSED
    for note in subject.raw.notes:
        if note.kind not in kinds:
            continue
        cell = subject.raw.get(note.path) if note.path else None
        figure = cell.value if cell is not None and cell.kind is CellKind.NUMBER else None
        yield Finding(
            rule=own,
            path=note.path,
            label=subject.label_of(note.path),
            stated=figure,
            source=note.source,
            details={
                **_hidden_words(note),
                "printed": note.text,
                "official": note.value,
                "text": " ".join(note.text.split()),
                "value": note.value if figure is None else format(figure, "f" * isinstance(figure, Decimal)),
                "why": _NOTATIONS.get(note.value, note.value),
                "why_en": note.value,
            },
        )


def _hidden_words(note: Note) -> dict[str, str]:
    hidden = Text.of(note.text) if note.text else Text("表格的一部分", "part of the tables")
    return {"hidden": hidden.zh, "hidden_en": hidden.en[:1].upper() + hidden.en[1:]}


def _note(kind: NoteKind, path: str, text: str, value: str = "") -> Example:
    return changed(notes=(Note(kind=kind, path=path, text=text, value=value),))


@rule(
    code="F203",
    name="label-variant",
    severity=Severity.INFO,
    clause=Text("国办公开办函〔2021〕30号：表内文字固定", "the labels of the tables are fixed"),
    title=Text("表内文字应与官方格式一致", "Labels are worded as in the official form"),
    message=Text(
        "印作“{printed}”，官方文字为“{official}”。",
        "“{printed}” is printed; the official wording is “{official}”.",
    ),
    advice=Text("请改为官方文字。", "Use the official wording."),
    passing=Text("其他法律行政法规禁止公开", "其他法律行政法规禁止公开"),
    failing=Text("其他法律法规禁止公开", "其他法律法规禁止公开"),
    breaks=_note(NoteKind.LABEL_VARIANT, "disclosure.normative_documents", "规范性文件", "行政规范性文件"),
)
def _label_variant(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.LABEL_VARIANT)


@rule(
    code="F306",
    name="notation",
    severity=Severity.INFO,
    clause=Text("表内应只填数字", "cells hold plain figures"),
    title=Text("数字应为普通阿拉伯数字", "Figures are plain digits"),
    message=Text(
        "{label}：“{text}”读作 {value}（{why}）{missing}。",
        "{label}: “{text}” was read as {value} ({why_en}){missing_en}.",
    ),
    advice=Text(
        "请只填半角数字。工作簿里以文本存放的，把单元格格式改为数字再输入一遍，否则公式求和时会跳过它。",
        "Print plain digits only. Where a workbook stores it as text, make the cell's format a number and "
        "type it again: formulas that sum pass over text.",
    ),
    passing=Text("1234", "1234"),
    failing=Text("１２、1,234、12件", "１２, 1,234, 12件"),
    breaks=_note(NoteKind.NOTATION, "disclosure.licensing.decisions", "１２", "full-width digits"),
)
def _notation(subject: Subject, own: Rule) -> Looked:
    missing = _passed_over(subject)
    for each in _noted(subject, own, NoteKind.NOTATION, NoteKind.TEXT_NUMBER):
        if not isinstance(each, Finding):
            yield each
            continue
        total = missing.get(each.path or "")
        said = {
            "missing": f"，“{total}”的公式没有把它算进去" if total else "",
            "missing_en": f", and the formula of “{total}” passes over it" if total else "",
        }
        severity = Severity.ERROR if total else each.severity
        yield attrs.evolve(each, severity=severity, details={**dict(each.details), **said})


def _passed_over(subject: Subject) -> dict[str, str]:
    """The cells that a formula passes over, as their total shows: without them it is right → that total."""
    noted = {
        note.path for note in subject.raw.notes if note.kind in (NoteKind.NOTATION, NoteKind.TEXT_NUMBER)
    }
    found: dict[str, str] = {}
    for each in subject.evaluations:
        if each.finding is None or each.identity.total not in subject.raw.formulas:
            continue
        parts = [part for part in each.finding.contributors if part.path in noted]
        if parts and each.finding.difference == -sum(part.sign * (part.stated or 0) for part in parts):
            found |= {part.path: " / ".join(each.finding.label) for part in parts}
    return found


@rule(
    code="F307",
    name="formula-computed",
    severity=Severity.INFO,
    clause=Text("公式单元格没有保存可用的计算结果", "the file stores no result that counts for the formula"),
    title=Text("公式应带有计算结果", "A formula is stored with its result"),
    message=Text(
        "{label}：公式 {text} 未保存可用的结果，已按公式算得 {value}。",
        "{label}: the formula {text} has no stored result that counts; it was computed as {value}.",
    ),
    advice=Text(
        "用 Excel 或 WPS 打开后保存一次即可。", "Open and save the file once in a spreadsheet program."
    ),
    passing=Text("公式带有结果", "a formula with its result"),
    failing=Text("由程序写成、未经计算的公式", "a formula written by a program"),
    breaks=_note(NoteKind.COMPUTED, f"{GRANTED}.total", "=SUM(D9:I9)"),
)
def _computed(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.COMPUTED)


@rule(
    code="F308",
    name="formula-without-result",
    severity=Severity.ERROR,
    clause=Text("公式单元格没有保存可用的计算结果", "the file stores no result that counts for the formula"),
    title=Text("公式应带有计算结果", "A formula is stored with its result"),
    message=Text(
        "{label}：公式 {text} 未保存可用的结果，也不能确定它显示什么。",
        "{label}: the formula {text} has no stored result that counts, and what it shows is not certain.",
    ),
    advice=Text(
        "用 Excel 或 WPS 打开后保存一次，再作检查。",
        "Open and save the file once in a spreadsheet program, then check again.",
    ),
    passing=Text("=SUM(D4:I4)", "=SUM(D4:I4)"),
    failing=Text("=VLOOKUP(…)，未保存结果", "=VLOOKUP(…) without a result"),
    breaks=_note(NoteKind.NO_RESULT, f"{GRANTED}.total", "=VLOOKUP(A1,B:C,2)"),
)
def _no_result(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.NO_RESULT)


@rule(
    code="F309",
    name="hidden",
    severity=Severity.WARNING,
    clause=Text("隐藏的内容不会被读者看到", "readers do not see what is hidden"),
    title=Text("表格不应隐藏", "Nothing of the tables is hidden"),
    message=Text(
        "{hidden}是隐藏的，其中内容已照常读取。", "{hidden_en} is hidden; its content was read all the same."
    ),
    advice=Text("请取消隐藏后核对。", "Unhide it and look."),
    passing=Text("没有隐藏的行", "no hidden rows"),
    failing=Text("第 7 行被隐藏", "row 7 is hidden"),
    breaks=_note(NoteKind.HIDDEN, "requests", "第7行 / row 7"),
)
def _hidden(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.HIDDEN)


@rule(
    code="F310",
    name="repeated-table",
    severity=Severity.INFO,
    clause=Text("同一张表只应出现一次", "a table stands once"),
    title=Text("同一张表不应重复出现", "No table stands twice"),
    message=Text(
        "“{text}”的表格重复出现，数字相同，只读一次。",
        "The table of “{text}” stands twice with the same figures; it was read once.",
    ),
    advice=Text("请删去重复的表。", "Remove the repeated table."),
    passing=Text("每表一次", "each table once"),
    failing=Text("表三出现两次", "table 3 twice"),
    breaks=_note(NoteKind.DUPLICATE, "remedies", "四、政府信息公开行政复议、行政诉讼情况"),
)
def _duplicate(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.DUPLICATE)


@rule(
    code="F311",
    name="tracked-changes",
    severity=Severity.WARNING,
    clause=Text("发布的文件不应留有修订痕迹", "a published file holds no tracked changes"),
    title=Text("Word 文件不应留有修订痕迹", "A Word file holds no tracked changes"),
    message=Text(
        "文件里有 {why} 处修订痕迹，已按全部接受读取。",
        "The file holds {why} tracked changes; it was read as if all were accepted.",
    ),
    advice=Text("请接受或拒绝全部修订后再发布。", "Accept or reject them all before publishing."),
    passing=Text("没有修订痕迹", "no tracked changes"),
    failing=Text("删去 12、插入 13 的修订", "a deleted 12 and an inserted 13"),
    breaks=_note(NoteKind.TRACKED_CHANGES, "requests", "", "2"),
)
def _tracked(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.TRACKED_CHANGES)


@rule(
    code="F312",
    name="rounded-by-format",
    severity=Severity.INFO,
    clause=Text("读者看到的是舍入后的数字", "readers see the rounded figure"),
    title=Text("数字格式不应隐去数位", "A number format hides no digits"),
    message=Text(
        "{label}：存的与显示的不同（{text}），按所存的读取。",
        "{label}: what is stored is not what is shown ({text}); it was read as stored.",
    ),
    advice=Text("请填舍入后的数字，或放宽数字格式。", "Enter the rounded figure, or widen the format."),
    passing=Text("存 12.35，显示 12.35", "12.35 stored and shown"),
    failing=Text("存 12.3456，显示 12.35", "12.3456 stored, 12.35 shown"),
    breaks=_note(NoteKind.ROUNDED, "disclosure.fees.amount", "12.3456 → “12.35”"),
)
def _rounded(subject: Subject, own: Rule) -> Looked:
    return _noted(subject, own, NoteKind.ROUNDED)
