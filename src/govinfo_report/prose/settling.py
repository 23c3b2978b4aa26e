"""Whose report it is, and of which year, by all that its words tell: who is trusted before whom."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.document.additions import period_sentence
from govinfo_report.model import AnnualReport
from govinfo_report.prose.bodies import Named, is_an_office
from govinfo_report.prose.fitting import fitting
from govinfo_report.prose.periods import (
    find_period,
    in_plain,
    period_told,
    year_ended,
    year_opened,
    years_told,
)
from govinfo_report.prose.prose import Prose
from govinfo_report.prose.telling import (
    find_author,
    find_contact,
    find_named,
    find_subject,
    fuller,
    speaks_otherwise,
)
from govinfo_report.source import Source

__all__ = ["settle_identity"]

_MOST_AGENCIES = 50
"""Agencies in the titles of a page among which the text may tell its own."""


def settle_identity(prose: Prose) -> None:
    """What neither title nor cover name, the preamble may, and the first words of section 一."""
    _take_period_sentence(prose)
    preamble = prose.text("preamble") or ""
    overview = prose.text("overview") or ""
    words = f"{preamble}\n{overview}"
    _settle_period(prose, preamble, overview)
    _settle_titles(prose, words)
    settled = "agency" in prose.sources and not prose.from_afar
    for name, text in (("preamble", preamble), ("overview", overview)):
        for paragraph in text.split("\n"):
            # The year of another sentence may be another year; it counts only beside the agency's name.
            _take_beside(prose, find_named(paragraph), name)
        _take_beside(prose, find_subject(text), name)
    last = prose.text("other_matters") or ""
    told = (find_author(preamble), find_contact(preamble) or find_contact(last))
    if prose.agency is not None and prose.title is not None:
        prose.agency = fuller(prose.agency, *told)
    for author in told:
        if author is not None and prose.agency is None and len(_agencies(prose)) < 2:
            prose.take(author, prose.sources.get("preamble") or prose.sources["other_matters"])
    if not settled and prose.agency is not None and speaks_otherwise(words, prose.agency):
        _unsettle(prose, "agency")
    _settle_signed(prose, words)
    _settle_year(prose, preamble, overview)


def _take_period_sentence(prose: Prose) -> None:
    """Take the paragraph by which this library tells a period that the preamble does not tell."""
    texts = prose.texts.get("preamble")
    period = find_period(texts[-1]) if texts and "period" not in prose.sources else None
    if texts and period is not None and texts[-1].strip() == period_sentence(period):
        prose.period, prose.sources["period"] = period, prose.places["preamble"][-1]
        del texts[-1], prose.places["preamble"][-1]
        if not texts:
            prose.forget("preamble")


def _settle_signed(prose: Prose, words: str) -> None:
    """Where no word of a report names its agency: who signs it, or who around it fits how it speaks.

    The office of a government signs its government's report.
    """
    if prose.agency is not None or len(_agencies(prose)) > 1:
        return
    signer = prose.signature
    if signer is None or is_an_office(signer) or speaks_otherwise(words, signer):
        own = (prose.text(name) or "" for name in AnnualReport.PROSE_SECTIONS)
        signer = fitting([item.text for item in prose.around], prose.text("preamble") or "", "\n".join(own))
    if signer is not None:
        found = [item.source for item in prose.around if signer in in_plain(item.text)]
        prose.take(Named(agency=signer, year=None), found[-1] if found else Source())


def _settle_year(prose: Prose, preamble: str, overview: str) -> None:
    """Where nothing names a year: the period's, that in which the text opens, or at whose end it counts."""
    if prose.year is None and prose.period is not None and prose.period.start.year == prose.period.end.year:
        prose.year = prose.period.start.year
        prose.sources["year"] = prose.sources["period"]
    told = {
        year: name
        for name, year in (
            ("preamble", year_ended(preamble)),
            ("overview", year_ended(overview)),
            ("overview", year_opened(overview)),
        )
        if year is not None
    }
    if len(told) == 1 and all(title.year is None for title in prose.titles):
        ((year, name),) = told.items()
        prose.take(Named(agency=None, year=year), prose.sources[name])


def _settle_period(prose: Prose, preamble: str, overview: str) -> None:
    told = (("preamble", find_period(preamble)), ("overview", period_told(overview)))
    for name, period in told:
        if prose.period is None and period is not None:
            prose.period = period
            prose.sources["period"] = prose.sources[name]


def _take_beside(prose: Prose, named: Named | None, name: str) -> None:
    if named is not None and prose.agency in (None, named.agency) and None in (prose.agency, prose.year):
        prose.take(named, prose.sources[name])


def _agencies(prose: Prose) -> set[str]:
    names = {title.agency for title in prose.titles if title.agency is not None}
    # 双泉区政府信息公开年报 is of 东坪市双泉区人民政府; a government's office is another body.
    bodies = {name for name in names if not is_an_office(name)}
    return {name for name in names if not any(name in each for each in bodies - {name})}


def _settle_titles(prose: Prose, words: str) -> None:
    """Of several agencies or years in the titles of a page, only what the text bears out is the report's."""
    rivals = _rivals(prose.titles)
    years = {title.year for title in rivals if title.year is not None}
    several = _agencies(prose)
    doubtful = len(several) > 1 or (len(years) > 1 and any(title.agency is None for title in rivals))
    source = prose.sources.get("title", Source())
    if "agency" in prose.implied and doubtful:
        borne_out = [agency for agency in several if len(several) <= _MOST_AGENCIES and agency in words]
        _unsettle(prose, "agency")
        if len(borne_out) == 1:
            prose.take(Named(agency=borne_out[0], year=None), source)
    if "year" in prose.implied and len(years) > 1:
        period = prose.period
        told = {period.start.year, period.end.year} if period is not None else years_told(words)
        _unsettle(prose, "year")
        if len(years & told) == 1:
            prose.take(Named(agency=None, year=(years & told).pop()), source)


def _rivals(titles: Sequence[Named]) -> list[Named]:
    """Titles of which each may be the report's: without an agency above one that has it, they are a menu."""
    last = max((index for index, title in enumerate(titles) if title.agency is not None), default=-1)
    return [title for index, title in enumerate(titles) if index > last or title.agency is not None]


def _unsettle(prose: Prose, attribute: str) -> None:
    setattr(prose, attribute, None)
    prose.sources.pop(attribute, None)
