"""The words of the rules that building a report enforces; their conditions stand in model, form and raw."""

from __future__ import annotations

from govinfo_report.findings import Rule, Severity, Text

__all__ = [
    "AMOUNT",
    "BALANCE",
    "CHANGE",
    "COUNT",
    "HYBRID",
    "IMPOSSIBLE_YEAR",
    "MISSING_AGENCY",
    "NOT_A_FIGURE",
    "OUTCOMES_TOTAL",
    "PERIOD",
    "REMEDIES_TOTAL",
    "ROW_TOTAL",
]

MISSING_AGENCY = Rule(
    code="F101",
    name="missing-agency",
    severity=Severity.WARNING,
    clause=Text(
        "条例第四十九条：年度报告由行政机关公布", "art. 49: the report is the report of a public body"
    ),
    title=Text("年度报告须写明机关名称", "The report names its agency"),
    message=Text(
        "没有机关名称，或不能确定是哪个机关。", "No agency is named, or which one it is is not certain."
    ),
    advice=Text(
        "请在标题或封面写明机关全称，只写一个机关。",
        "Name the agency, one only, in the title or on the cover.",
    ),
    passing=Text("南宫市人民政府办公室2023年政府信息公开工作年度报告", "a title with the agency's name"),
    failing=Text("2023年政府信息公开工作年度报告", "a title without it"),
)

IMPOSSIBLE_YEAR = Rule(
    code="F103",
    name="impossible-year",
    severity=Severity.ERROR,
    clause=Text("条例自2008年5月1日起施行", "the 条例 has been in force since 1 May 2008"),
    title=Text("报告年度须在2008年以后", "The report's year is 2008 or later"),
    message=Text("报告年度 {value} 不可能：{why}。", "{value} cannot be the year of a report: {why_en}."),
    advice=Text("请核对报告年度。", "Correct the year."),
    passing=Text("2023", "2023"),
    failing=Text("203、2203", "203, 2203"),
)

PERIOD = Rule(
    code="F104",
    name="impossible-period",
    severity=Severity.ERROR,
    clause=Text("统计期限应落在报告年度内", "the period reported on lies in the report's year"),
    title=Text(
        "统计期限起止须在报告年度内且先后不倒",
        "The period lies in the year and does not end before it begins",
    ),
    message=Text(
        "统计期限 {value} 与报告年度 {year} 不符：{why}。",
        "The period {value} does not fit the year {year}: {why_en}.",
    ),
    advice=Text("请核对统计期限的起止日期。", "Correct the first and last day of the period."),
    passing=Text("2023年1月1日至12月31日", "2023-01-01 to 2023-12-31"),
    failing=Text("2022年1月1日至12月31日（2023年报告）", "2022-01-01 to 2022-12-31 in the report for 2023"),
)

HYBRID = Rule(
    code="F208",
    name="hybrid-form",
    severity=Severity.WARNING,
    clause=Text(
        "国办公开办函〔2021〕30号：自2021年度起使用新格式，两版不得混用",
        "one report keeps to one edition of the form",
    ),
    title=Text("一份报告只用一版格式", "A report keeps to one edition of the form"),
    message=Text(
        "表格混用两版格式：{which}。",
        "The tables mix editions of the form: {which_en}.",
    ),
    advice=Text("请全部改用该年度适用的一版格式。", "Use the edition in force for that year throughout."),
    passing=Text("全部为2021年版", "all of the 2021 edition"),
    failing=Text("“对外公开总数量”与“本年收费金额”并见", "对外公开总数量 beside 本年收费金额"),
)

COUNT = Rule(
    code="F401",
    name="not-a-count",
    severity=Severity.ERROR,
    clause=Text("表内件数均为自然数", "counts are whole numbers ≥ 0 (implied by the form, A5)"),
    title=Text("件数须为不小于 0 的整数", "A count is a whole number ≥ 0"),
    message=Text(
        "{label}：{value} 不能作件数：{why}。",
        "{label}: {value} is no count: {why_en}.",
    ),
    advice=Text("请核对原始登记，填写整数件数。", "Look up the register and enter a whole number."),
    passing=Text("25", "25"),
    failing=Text("-3、1.5", "-3, 1.5"),
    relation="A5",
)

AMOUNT = Rule(
    code="F402",
    name="not-an-amount",
    severity=Severity.ERROR,
    clause=Text("收费金额单位为万元，可带小数", "amounts are decimal numbers of 万元, ≥ 0 (A5)"),
    title=Text("收费金额须为不小于 0 的有限小数", "An amount is a finite decimal number ≥ 0"),
    message=Text(
        "{label}：{value} 不能作金额：{why}。",
        "{label}: {value} is no amount: {why_en}.",
    ),
    advice=Text("请按万元填写，可带小数。", "Enter the amount in 万元; decimals are allowed."),
    passing=Text("96171.6", "96171.6"),
    failing=Text("-0.5", "-0.5"),
    relation="A5",
)

NOT_A_FIGURE = Rule(
    code="F403",
    name="no-figure",
    severity=Severity.ERROR,
    clause=Text("年度报告的每一格都须有确定的数字", "a report that holds has a figure in every cell"),
    title=Text("生成正式报告时每一格都须有数字", "Every cell has a figure when a report is built"),
    message=Text("{label}：{what}。", "{label}: {what_en}."),
    advice=Text(
        '请补填数字；确认空白即为 0 时，用 blanks="zero"；“/”等符号用 marks="zero"。',
        'Fill in the figure; where a blank is known to stand for 0, pass blanks="zero", for marks such as / '
        'marks="zero".',
    ),
    passing=Text("0", "0"),
    failing=Text("空白", "a blank"),
)

CHANGE = Rule(
    code="F405",
    name="not-a-change",
    severity=Severity.ERROR,
    clause=Text("增/减为带正负号的整数", "本年增/减 is a whole number with a sign (A5)"),
    title=Text("本年增/减须为整数", "本年增/减 is a whole number"),
    message=Text("{label}：{value} 不能作增减数：{why}。", "{label}: {value} is no change: {why_en}."),
    advice=Text("请填写整数，减少填负数。", "Enter a whole number, negative for a decrease."),
    passing=Text("-3", "-3"),
    failing=Text("1.5", "1.5"),
    relation="A5",
)

BALANCE = Rule(
    code="T301",
    name="request-balance",
    severity=Severity.ERROR,
    clause=Text(
        "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "printed in the form: per column, 一 + 二 = （七）总计 + 四",
    ),
    title=Text(
        "每列：一＋二＝三（七）总计＋四", "Each column: received + carried in = outcomes + carried over"
    ),
    message=Text(
        "{label}：表中为 {stated}，按勾稽关系应为 {expected}（{formula}），相差 {difference}。",
        "{label}: {stated} is printed, the balance demands {expected} ({formula}); difference {difference}.",
    ),
    advice=Text(
        "请核对该列第一、二、三（七）、四项和各项办理结果，找出填错的一格。",
        "Check items 一, 二, （七） and 四 of the column, and its outcomes: one of them is wrong.",
    ),
    passing=Text("25 + 0 = 25 + 0", "25 + 0 = 25 + 0"),
    failing=Text("25 + 0 ≠ 24 + 0", "25 + 0 ≠ 24 + 0"),
    relation="A1",
)

_SUM_MESSAGE = Text(
    "{label}：表中为 {stated}，按分项相加应为 {expected}（{formula}），相差 {difference}。",
    "{label}: {stated} is printed, its parts add up to {expected} ({formula}); difference {difference}.",
)
_SUM_ADVICE = Text(
    "请核对总计与各分项，改正填错的一格。",
    "Compare the total with its parts and correct the cell that is wrong.",
)

OUTCOMES_TOTAL = Rule(
    code="T302",
    name="outcomes-total",
    severity=Severity.ERROR,
    clause=Text(
        "（七）总计为本年度各项办理结果之和", "（七）总计 is the sum of the outcomes of the year (A2)"
    ),
    title=Text("每列：（七）总计＝各项办理结果之和", "Each column: （七）总计 = the sum of the detail rows"),
    message=_SUM_MESSAGE,
    advice=_SUM_ADVICE,
    passing=Text("4 + 2 + 15 + 4 = 25", "4 + 2 + 15 + 4 = 25"),
    failing=Text("4 + 2 + 15 + 4 ≠ 24", "4 + 2 + 15 + 4 ≠ 24"),
    relation="A2",
)

ROW_TOTAL = Rule(
    code="T303",
    name="row-total",
    severity=Severity.ERROR,
    clause=Text("总计为自然人与法人或其他组织各栏之和", "总计 is the sum over all kinds of applicants (A3)"),
    title=Text(
        "每行：总计＝自然人＋法人或其他组织五栏", "Each row: 总计 = 自然人 + the five kinds of 法人或其他组织"
    ),
    message=_SUM_MESSAGE,
    advice=_SUM_ADVICE,
    passing=Text("3001 + 53 + 0 + 0 + 61 + 4 = 3119", "3001 + 53 + 0 + 0 + 61 + 4 = 3119"),
    failing=Text("法律服务机构 1、总计 0", "法律服务机构 1 beside 总计 0"),
    relation="A3",
)

REMEDIES_TOTAL = Rule(
    code="T401",
    name="remedies-total",
    severity=Severity.ERROR,
    clause=Text("总计为各种结果与尚未审结之和", "总计 is the sum of the four results of its block (A4)"),
    title=Text("每块：总计＝结果维持＋结果纠正＋其他结果＋尚未审结", "Each block: 总计 = its four results"),
    message=_SUM_MESSAGE,
    advice=_SUM_ADVICE,
    passing=Text("72 + 64 + 178 + 37 = 351", "72 + 64 + 178 + 37 = 351"),
    failing=Text("10 + 1 与总计 0", "10 + 1 beside 总计 0"),
    relation="A4",
)
