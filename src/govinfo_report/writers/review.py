"""What a check found, on a web page: the verdict at the top, each finding below its table or sentence.

All of it stands in asides, which are no part of the report and are not read as one. Links lead from the
top to the cells, from a cell or a sentence to what was found of it, and back. Notes that say the same of
many cells are folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from govinfo_report.findings import Severity
from govinfo_report.rules import CheckResult
from govinfo_report.rules.summary import claims_counted, counts, verdict
from govinfo_report.writers.annotations import SUGGESTED, Annotations, Claimed, Remark
from govinfo_report.writers.characters import CONTROL, check_characters, clean
from govinfo_report.writers.printing import Printout

__all__ = ["as_html", "cards", "marked", "reference", "summary"]

#: White space that a browser would draw together with its neighbours.
_RUN = re.compile(r" (?= )")


def as_html(text: str, place: str) -> str:
    """Text as HTML. What a page cannot hold is refused, what it would draw together is kept apart.

    Raises:
        WriteError: It holds characters that a page cannot.
    """
    check_characters(text, place, CONTROL, "网页", "a web page")
    return _RUN.sub("&nbsp;", escape(text)).replace("\n", "<br>")


def summary(printout: Printout) -> Iterator[str]:
    """The verdict, the counts, what is wrong, and which cells may be; nothing for a plain document."""
    result = printout.annotations.result
    if result is None:
        return
    yield '<aside class="summary" aria-labelledby="verdict">'
    yield f'<h2 id="verdict" class="{"ok" if result.ok else "error"}">{verdict(result)}</h2>'
    yield f"<p>{counts(result)}{claims_counted(result) or ''}</p>"
    remarks = printout.annotations.remarks
    elsewhere = {remark.number for remark in remarks if _home(remark, printout) is not None}
    notes = [each for each in remarks if each.number in elsewhere and each.finding.severity is Severity.INFO]
    told = [each for each in remarks if each.number not in elsewhere or not (each in notes or each.repeated)]
    yield from _listed(told, lambda each: (_line if each.number in elsewhere else _card)(each))
    if notes:
        links = (
            f'<a href="#finding-{each.number}">[{each.number}]</a>' for each in notes if not each.repeated
        )
        yield f"<p>提示 {len(notes)} 处，见各部分之下：{' '.join(links)}</p>"
    yield from _suggestions(printout.annotations, result)
    yield "</aside>"


def _line(remark: Remark) -> str:
    """A finding in a line, with a link to its cell or, where it has none, to what is said of it there."""
    target = remark.places[0] if remark.places else f"finding-{remark.number}"
    words = as_html(remark.message, remark.finding.code)
    return (
        f'<li value="{remark.number}" class="{remark.finding.severity}"><p>'
        f'<a href="#{target}">{remark.weight} {remark.finding.code}</a>　{words}</p></li>'
    )


def _suggestions(annotations: Annotations, result: CheckResult) -> Iterator[str]:
    if not annotations.suggestions:
        return
    yield f"<h3>{SUGGESTED}</h3><ul>"
    for suggestion, words in zip(result.suggestions, annotations.suggestions, strict=True):
        link = f'<a href="#{suggestion.changes[0].path}">到该格</a>'
        yield f"<li><p>{link}　{as_html(words, 'finding')}</p></li>"
    yield "</ul>"


def _home(remark: Remark, printout: Printout) -> str | None:
    """The section below which a finding is told; ``None`` for the top of the page."""
    printed = {section.name for section in printout.sections}
    there = remark.section in printed or (remark.section == "preamble" and printout.front)
    return remark.section if there else None


def cards(printout: Printout, section: str) -> Iterator[str]:
    """The findings of a section, below it."""
    here = [remark for remark in printout.annotations.remarks if _home(remark, printout) == section]
    if here:
        yield '<aside class="findings">'
        yield from _listed(here, _card)
        yield "</aside>"


def _listed(remarks: list[Remark], drawn: Callable[[Remark], str]) -> Iterator[str]:
    """A list; what says the same once more of another cell is folded behind it."""
    if not remarks:
        return
    yield "<ol>"
    yield from (drawn(remark) for remark in remarks if not remark.repeated)
    for code in dict.fromkeys(remark.finding.code for remark in remarks if remark.repeated):
        again = [drawn(each) for each in remarks if each.repeated and each.finding.code == code]
        yield f'<li class="fold"><details><summary>{code} 同类还有 {len(again)} 处</summary><ol>'
        yield from again
        yield "</ol></details></li>"
    yield "</ol>"


def _card(remark: Remark) -> str:
    """A finding in full, with links to its cells."""
    finding, cells = remark.finding, remark.places
    words = as_html(remark.message, finding.code)
    names = [f"第{number}格" for number in range(1, len(cells) + 1)] if len(cells) > 1 else ["到该格"]
    links = " ".join(f'<a href="#{path}">{name}</a>' for path, name in zip(cells, names, strict=False))
    where = f'<p class="where">位置：{as_html(remark.where, "source")}</p>' if remark.where else ""
    return (
        f'<li id="finding-{remark.number}" value="{remark.number}" class="{finding.severity}">'
        f"<p><strong>{remark.weight} {finding.code}</strong>　{words} {links}</p>"
        f'{where}<p class="where">处理：{as_html(remark.advice, "advice")}</p></li>'
    )


def reference(remarks: Iterable[Remark], text: str, said: str) -> str:
    """A figure as a link to what was found of it; the number of what is folded is not printed."""
    here = list(remarks)
    told = [remark for remark in here if not remark.repeated]
    numbers = ",".join(str(remark.number) for remark in told or here)
    printed = f' data-number="[{numbers}]"' if told else ""
    words = escape("\n".join(remark.words for remark in here))
    return (
        f'<a href="#finding-{(told or here)[0].number}"{printed} title="{words}"'
        f' aria-label="{said}，见检查结果第{numbers}条">{text}</a>'
    )


def marked(printout: Printout, section: str, text: str) -> Iterator[str]:
    """The paragraphs of a section, with the figures that it states of the tables marked where they stand.

    Raises:
        WriteError: A paragraph holds characters that a page cannot.
    """
    claims = [each for each in printout.annotations.claims if each.claim.section == section]
    # A line may stand before the preamble that is none of it.
    start = -text.index("\n".join(printout.preamble)) if section == "preamble" else 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        here = [each for each in claims if start <= each.claim.start < each.claim.end <= end]
        yield f"<p>{''.join(_marked(paragraph, start, here, section))}</p>"
        start = end + 1


def _marked(paragraph: str, start: int, claims: list[Claimed], section: str) -> Iterator[str]:
    done = 0
    for each in sorted(claims, key=lambda each: (each.claim.start, -each.claim.end)):
        first, last = each.claim.start - start, each.claim.end - start
        if first < done:
            continue  # one sentence may state several figures
        yield as_html(paragraph[done:first], section)
        quote, done = as_html(paragraph[first:last], section), last
        words = f'title="{escape(clean(each.words))}"'
        if each.remark is None:
            yield f'<a class="claim" href="#{each.path}" {words}>{quote}</a>'
        else:
            number = each.remark.number
            mark = f'class="claim {each.remark.finding.severity}" data-number="[{number}]"'
            yield f'<a {mark} href="#finding-{number}" {words}>{quote}</a>'
    yield as_html(paragraph[done:], section)
