"""What a report says in words: prose in a canonical form, and the period reported on."""

from __future__ import annotations

from datetime import date

from attrs import frozen

__all__ = ["Period", "canonical_name", "canonical_prose"]


def canonical_prose(text: str) -> str:
    """Prose as the model keeps it: one paragraph a line, no blank lines, no indents.

    Two texts that differ only in layout are thereby equal, whatever format they came through.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"正文应为 str，不是 {type(text).__name__} / prose is a str, not {type(text).__name__}"
        )
    # A line separator of Unicode ends a paragraph; every other white space within one is a space,
    # and runs at its ends are layout (the two ideographic spaces of an indent), not words.
    paragraphs = [part.strip() for part in text.replace("\t", " ").replace("\u00a0", " ").splitlines()]
    return "\n".join([paragraph for paragraph in paragraphs if paragraph])


def canonical_name(text: str) -> str:
    """A name as the model keeps it: one line, white space at the ends removed.

    What is no text passes through, for the constructor to refuse with everything else that is wrong.
    """
    return canonical_prose(text).replace("\n", " ") if isinstance(text, str) else text


@frozen(kw_only=True)
class Period:
    """统计期限: the days a report covers, both included."""

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        days: tuple[tuple[str, object], ...] = (("start", self.start), ("end", self.end))
        for name, day in days:
            if not isinstance(day, date):
                kind = type(day).__name__
                raise TypeError(f"Period.{name} 应为 date，不是 {kind} / is a date, not {kind}")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """1 January to 31 December of ``year``."""
        return cls(start=date(year, 1, 1), end=date(year, 12, 31))

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def describe(self) -> str:
        """The period as reports print it: ``2023年1月1日至2023年12月31日``."""
        first, last = self.start, self.end
        return f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
