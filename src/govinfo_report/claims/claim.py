"""A claim of the prose, the quantity it is about, and what comparing it with the tables gave."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from govinfo_report.claims.numerals import About

__all__ = ["Claim", "Comparison", "Confidence", "Judgement", "Quantity"]


class Confidence(StrEnum):
    """How sure it is that a claim means what it is taken for."""

    CERTAIN = "certain"
    """Every word before the figure is understood."""
    LIKELY = "likely"
    """Other words stand there, or words that may mean something else; it never makes a disagreement."""


class Judgement(StrEnum):
    """What comparing a claim with the tables gave."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNDECIDED = "undecided"


@frozen(kw_only=True)
class Quantity:
    """What a figure of the prose may be: a cell of the tables, or a sum of cells.

    Attributes:
        name: A stable name: ``requests.received``, ``remedies.litigation.upheld``.
        label: The quantity in Chinese, for a person.
        readings: Each way to read it, as the paths whose figures add up to it; the first is the plain one.
    """

    name: str
    label: str
    readings: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class Claim:
    """A figure that the prose states.

    Attributes:
        section: Attribute of the report: ``preamble``, ``overview`` …
        start: Where the quotation begins in that section's text, counted from 0.
        end: Where it ends.
        quote: The words, as printed.
        quantity: What it is a figure of.
        value: The figure; 0 for a statement that there was none.
        about: Whether the prose says 余, 约, 近 or the like, and so how near the figure is.
        confidence: How sure the reading is.
    """

    section: str
    start: int
    end: int
    quote: str
    quantity: Quantity
    value: int
    about: About = About.EXACT
    confidence: Confidence = Confidence.CERTAIN


@frozen(kw_only=True)
class Comparison:
    """A claim beside the tables.

    Attributes:
        claim: The claim.
        judgement: Agree, disagree, or undecided.
        stated: What the tables state for the plain reading; ``None`` where a cell has no figure.
        paths: The cells of the reading that agrees, else of the plain reading.
    """

    claim: Claim
    judgement: Judgement
    stated: int | None
    paths: tuple[str, ...]
