"""The lines of a page, or of one of its cells, as they are gathered."""

from __future__ import annotations

import re

from attrs import define, field

from govinfo_report.document.typography import doubted, figures_in, tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.boxes import Block
from govinfo_report.readers.pages.css import Look

__all__ = ["Lines", "in_doubt"]

_SPACE = " \t\r\n\f"
_SPACES = re.compile(f"[{_SPACE}]+")


@define
class Lines:
    """Blocks as they are gathered; text belongs to the line until something ends it.

    Attributes:
        hidden: Whether figures were left out that the eye does not see.
        covered: Whether something may lie over what stands here.
        moved: How much of the figures stands in each element that is moved out of its line, and in each
            piece of a line from the right.
    """

    blocks: list[Block] = field(factory=list)
    line: list[str] = field(factory=list)
    hidden: bool = False
    covered: bool = False
    moved: dict[int | str, int] | None = None

    def write(self, look: Look, text: str) -> None:
        """Add text to the line."""
        written = look.written(text)
        if not written and tells_figures(text):
            self.hidden = True
        elif (look.moved or look.from_right) and look.typography.doubt is None:
            number = figures_in(written)
            # Each piece of a line from the right may stand on either side of those before it.
            place = look.moved if not look.from_right else f"{len(self.blocks)}:{len(self.line)}"
            if number:
                self.moved = self.moved or {}
                self.moved[place] = self.moved.get(place, 0) + number
        self.line.append(written)

    def end(self) -> None:
        """End the line."""
        if not self.line:
            return
        text = "".join(self.line).strip(_SPACE)
        if text:  # most texts are a word or a figure, with no space in it
            self.blocks.append(text if text.isalnum() else _SPACES.sub(" ", text))
        self.line.clear()

    def settle(self) -> None:
        """Judge a cell: what stands in it together may say more than each piece alone."""
        texts = [block for block in self.blocks if isinstance(block, str)]
        # Something moved beside other figures: their order is the browser's to tell.
        mixed = self.moved is not None and max(self.moved.values()) < sum(map(figures_in, texts))
        if self.covered or mixed:
            self.blocks = [in_doubt(block) for block in self.blocks]
        if not self.blocks and self.hidden:
            self.blocks.append(Doubt.HIDDEN.sign)


def in_doubt(block: Block) -> Block:
    """Text of which only a browser tells where it stands."""
    return doubted(block, Doubt.OVERPRINTED) if isinstance(block, str) else block
