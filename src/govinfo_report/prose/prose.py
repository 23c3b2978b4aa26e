"""The prose of a report as it is being read: what was found so far, and where."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from govinfo_report.model import Period
from govinfo_report.model.prose import canonical_prose
from govinfo_report.prose.bodies import Named
from govinfo_report.raw import Leftover
from govinfo_report.raw.report import line_name
from govinfo_report.source import Source

__all__ = ["Item", "Prose"]


@frozen(kw_only=True)
class Item:
    """A piece of running text.

    Attributes:
        text: The text.
        source: Where it stands.
        sheet: The worksheet it stands on, ``None`` elsewhere.
        row: Texts of the same row of a grid, this one included; a cover's entries are such pairs.
    """

    text: str
    source: Source
    sheet: str | None = None
    row: tuple[str, ...] = ()


@define(kw_only=True)
class Prose:
    """The prose of a report as it is being read."""

    texts: dict[str, list[str]] = field(factory=dict)
    places: dict[str, list[Source]] = field(factory=dict)
    """Where each of a section's texts stands."""
    sources: dict[str, Source] = field(factory=dict)
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    leftovers: list[Leftover] = field(factory=list)
    period: Period | None = None
    implied: set[str] = field(factory=set)
    """What only the title says."""
    titles: list[Named] = field(factory=list)
    """What each line says that is a title of a report: the report's own, and others' on the page."""
    from_afar: bool = False
    """Whether the agency stands in a line of its own above the title or below it, as a site's name may."""

    signature: str | None = None
    """Who signs below."""
    around: list[Item] = field(factory=list)
    """The lines above its first section, the page's own among them, and its last ones."""

    def text(self, name: str) -> str | None:
        """The prose of a section, ``None`` if the section was not found."""
        parts = self.texts.get(name)
        return canonical_prose("\n".join(parts)) if parts is not None else None

    def leave(self, item: Item, section: str | None = None) -> None:
        """Leave a piece of text over."""
        self.leftovers.append(Leftover(text=item.text, reason="text", source=item.source, path=section))

    def open(self, name: str, source: Source) -> None:
        """Begin a section."""
        self.texts.setdefault(name, [])
        self.places.setdefault(name, [])
        self.sources.setdefault(name, source)

    def add(self, name: str, text: str, source: Source) -> None:
        """Add a text to a section that was begun."""
        self.texts[name].append(text)
        self.places[name].append(source)

    def take(self, named: Named, source: Source) -> None:
        """Take what a title or a sentence names and nothing before it did."""
        if self.agency is None and named.agency is not None:
            self.agency = named.agency
            self.sources["agency"] = source
        if self.year is None and named.year is not None:
            self.year = named.year
            self.sources["year"] = source

    def forget(self, name: str) -> list[str]:
        """Take a section away that was none after all; its texts."""
        self.places.pop(name, None)
        return self.texts.pop(name, [])

    def forget_front(self, item: Item) -> None:
        """Leave over what stood before a line that opens the article: it was the page's."""
        source = self.sources.pop("preamble", item.source)
        self.leftovers += [
            Leftover(text=text, reason="text", source=source) for text in self.forget("preamble")
        ]

    def line_sources(self) -> Iterator[tuple[str, Source]]:
        """Where the lines of the sections stand, for those that do not stand where their section begins."""
        for name, texts in self.texts.items():
            number = 0
            for text, source in zip(texts, self.places[name], strict=True):
                lines = canonical_prose(text)
                for _ in range(lines.count("\n") + 1 if lines else 0):
                    if source != self.sources[name]:
                        yield line_name(name, number), source
                    number += 1
