"""Rules on what the prose says of the tables."""

from __future__ import annotations

from govinfo_report.claims import Judgement
from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.rules.examples import ASPECTS_TOLD, RECEIVED, count_in, written
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject


@rule(
    code="N101",
    name="prose-figure",
    severity=Severity.WARNING,
    clause=Text(
        "文字与表格说的是同一件事，数字应一致（C1）",
        "prose and tables state the same facts; their figures agree (C1)",
    ),
    title=Text("文字中的数字与表格一致", "Figures in the prose agree with the tables"),
    message=Text(
        "{section}说“{quote}”，即{quantity} {expected}；表中为 {stated}。",
        "{section} says “{quote}” ({quantity}: {expected}); the tables state {stated}.",
    ),
    advice=Text(
        "请核对文字与表格，改正有误的一处；口径不同的，在文中写明。",
        "Correct whichever is wrong; where they count different things, say so in the text.",
    ),
    passing=Text("文字“收到申请25件”，表中 25", "“收到申请25件” beside 25"),
    failing=Text("文字“收到申请2件”，表中 3", "“收到申请2件” beside 3"),
    exceptions=Text(
        "一句话可能另有所指（其他口径、往年、转载数）时不作判断。",
        "a sentence that may mean something else is not judged.",
    ),
    breaks=lambda raw, _: written(
        raw, overview=f"{ASPECTS_TOLD}新收申请{count_in(raw, f'{RECEIVED}.total') + 1}件。"
    ),
)
def _disagreement(subject: Subject, own: Rule) -> Looked:
    for comparison in subject.comparisons:
        if comparison.judgement is not Judgement.DISAGREE:
            yield Outcome.PASSED if comparison.judgement is Judgement.AGREE else Outcome.UNDECIDED
            continue
        claim = comparison.claim
        place = subject.form.by_path[comparison.paths[0]]
        yield Finding(
            rule=own,
            path=place.path,
            label=place.label,
            stated=comparison.stated,
            expected=claim.value,
            source=subject.raw.source_of(claim.section, claim.start),
            details={
                "section": "前言" if claim.section == "preamble" else subject.form.heading(claim.section),
                "quote": claim.quote,
                "quantity": claim.quantity.label,
            },
        )
