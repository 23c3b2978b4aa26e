"""Rules on the form itself: its edition, and whether its tables, rows and columns are all there."""

from __future__ import annotations

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.form import form_with
from govinfo_report.model.catalogue import HYBRID
from govinfo_report.model.editions import edition_in
from govinfo_report.model.invariants import LAST_YEAR
from govinfo_report.raw.conversion import hybrid_finding
from govinfo_report.rules.examples import changed, put, undivided, with_rows_of_2019, without
from govinfo_report.rules.rule import Looked, applies, rule
from govinfo_report.rules.subject import Subject


@rule(
    code="F201",
    name="missing-table",
    severity=Severity.ERROR,
    clause=Text("国办公开办函〔2021〕30号：格式含三张表", "the official format has three tables"),
    title=Text("三张表应齐全", "All three tables are there"),
    message=Text("没有找到“{label}”的表格。", "The table of “{label}” was not found."),
    advice=Text(
        "没有该表的，请补上；有而没有读出的，请看表内文字是否官方原文、是否是图片。",
        "Add the table; if it is there and was not read, see whether its labels are the official ones, "
        "and whether it is a picture.",
    ),
    passing=Text("三张表俱在", "three tables"),
    failing=Text("缺第四部分的表", "no table in section 四"),
    breaks=without("remedies"),
)
def _missing_table(subject: Subject, own: Rule) -> Looked:
    there = {path.partition(".")[0] for path in subject.raw.paths}
    for name, tree in subject.form.tables.items():
        label = (tree.printed.label,)
        yield Outcome.PASSED if name in there else Finding(rule=own, path=name, label=label)


@rule(
    code="F202",
    name="missing-cell",
    severity=Severity.ERROR,
    clause=Text("国办公开办函〔2021〕30号：表内各行各列固定", "rows and columns of the tables are fixed"),
    title=Text("表内各行各列应齐全", "Every row and column of a table is there"),
    message=Text(
        "{label}：没有找到，或其数字不能确定位置（{count}格）。",
        "{label}: not found, or its figures could not be placed ({count} cells).",
    ),
    advice=Text(
        "没有该行的，请补上；有而没有读入的，请看该行和表头是否多格、少格、跨栏有误。",
        "Add the row; if it is there and its figures were not read, see whether it or the heads lack a cell, "
        "have one too many, or span the wrong columns.",
    ),
    passing=Text("表三 25 行齐全", "25 rows in table 3"),
    failing=Text("表三少“2.重复申请”一行", "table 3 without 2.重复申请"),
    breaks=without("disclosure.licensing"),
)
def _missing_row(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED
    raw = subject.raw
    if subject.form.by_path.keys() <= set(raw.paths):
        return
    there = {path.partition(".")[0] for path in raw.paths}
    for name, tree in subject.form.tables.items():
        if name not in there:
            continue
        for row in tree.rows():
            absent = [cell for cell in row.cells() if cell.path not in raw]
            if len(absent) == len(row.children):
                yield Finding(rule=own, path=row.path, label=row.label, details={"count": len(absent)})
            else:
                for cell in absent:
                    yield Finding(rule=own, path=cell.path, label=cell.label, details={"count": 1})


@rule(
    code="F204",
    name="undivided-other",
    severity=Severity.WARNING,
    clause=Text(
        "国办公开办函〔2021〕30号：（六）其他处理分三行", "（六）其他处理 has three rows in the 2021 edition"
    ),
    title=Text("（六）其他处理应分三行填报", "（六）其他处理 is divided into three rows"),
    message=Text(
        "（六）其他处理只有一行，是旧格式。", "（六）其他处理 is a single row, as in the former edition."
    ),
    advice=Text("请按现行格式分三行填报。", "Divide it into the three rows of the current form."),
    passing=Text("（六）其他处理下有三行", "three rows under （六）"),
    failing=Text("（六）其他处理只有一行", "one row"),
    breaks=lambda raw, _: undivided(raw),
)
def _undivided(subject: Subject, own: Rule) -> Looked:
    row, edition = "requests.outcomes.closed_otherwise", subject.raw.edition
    there = [path for path in subject.raw.paths if path.startswith(f"{row}.undivided.")]
    # In the 2019 edition the row is as it should be.
    if there and (edition is None or there[0] not in form_with(edition=edition).by_path):
        source = subject.raw[there[0]].source
        yield Finding(rule=own, path=row, label=subject.label_of(row), source=source)
    elif any(path.startswith("requests.outcomes.") for path in subject.raw.paths):
        yield Outcome.PASSED


@rule(
    code="F206",
    name="no-figures",
    severity=Severity.ERROR,
    clause=Text("年度报告须有数据", "a report has figures"),
    title=Text("表格应已填写", "The tables are filled in"),
    message=Text(
        "表格没有填写：除上年结转外，一个数字也没有。",
        "The tables are not filled in: besides what was carried in there is not a single figure.",
    ),
    advice=Text("请填写后再检查；没有的填 0。", "Fill them in; where there is nothing, print 0."),
    passing=Text("填有数字的表格", "tables with figures"),
    failing=Text("空白的格式模板", "the blank form"),
    breaks=lambda raw, _: put(raw, dict.fromkeys(raw.paths, "")),
)
def _no_figures(subject: Subject, own: Rule) -> Looked:
    # What was carried in is put in by a template before anybody fills it in.
    filled = {
        figure is not None
        for path, figure in subject.figures.items()
        if not path.startswith("requests.carried_in.")
    }
    if filled:
        yield Outcome.PASSED if any(filled) else Finding(rule=own)


@rule(
    code="F207",
    name="edition-of-another-year",
    severity=Severity.WARNING,
    clause=Text(
        "国办公开办函〔2021〕30号：2021年度报告起使用新格式",
        "reports for 2021 on use the 2021 edition, earlier ones that of 2019",
    ),
    title=Text("格式版本应与报告年度相符", "The edition of the form is that of the report's year"),
    message=Text(
        "{year}年度的报告用的是{edition}年版格式。", "The report for {year} uses the {edition} edition."
    ),
    advice=Text("请改用该年度适用的格式。", "Use the edition in force for that year."),
    passing=Text("2022年度报告用2021年版", "the 2021 edition for 2022"),
    failing=Text("2022年度报告用2019年版", "the 2019 edition for 2022"),
    breaks=changed(year=2020, period=None, title=None),
)
def _wrong_edition(subject: Subject, own: Rule) -> Looked:
    year, edition = subject.raw.year, subject.raw.edition
    due = edition_in(year) if year is not None and year <= LAST_YEAR else None
    if edition is None or due is None:
        return
    if edition == due:
        yield Outcome.PASSED
        return
    details = {"year": year, "edition": str(edition)}
    yield Finding(rule=own, path="disclosure", source=subject.raw.source_of("year"), details=details)


@applies(HYBRID, breaks=lambda raw, _: with_rows_of_2019(raw, "disclosure.regulations"))
def _hybrid(subject: Subject, _: Rule) -> Looked:
    if len(subject.raw):
        yield hybrid_finding(subject.raw) or Outcome.PASSED
