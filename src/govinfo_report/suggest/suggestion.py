"""What a suggestion is: cells to change, and why just these."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.findings import Text
from govinfo_report.showing import Shown

__all__ = ["Change", "Suggestion"]

_ALIKE = Text("另有同样可能的改法，不能断定。", "Another way is as likely; nobody can tell.")
_LESS_LIKELY = Text("另有更可能的改法。", "Another way is likelier.")


@frozen
class Change:
    """A cell that would make the relations hold if it were another figure.

    Attributes:
        path: Canonical path.
        stated: The figure as printed.
        proposed: The figure that the relations want.
        label: Official labels of the cell.
    """

    path: str
    stated: int
    proposed: int
    label: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Change {self.path}: {self.stated} to {self.proposed}>"

    def __str__(self) -> str:
        return self.describe()

    def describe(self, lang: str = "zh") -> str:
        """The change in words."""
        name = " / ".join(self.label) or self.path
        if lang == "en":
            return f"{name}: {self.stated} may be {self.proposed}"
        return f"{name}：{self.stated} 疑为 {self.proposed}"


@frozen(kw_only=True)
class Suggestion(Shown):
    """A way to make the relations hold. It is shown to a person, and never applied.

    Attributes:
        changes: The cells to change, all of them together.
        reason: The slip that would explain it, in words.
        certain: Whether no other way is as likely.
        likeliest: Whether none is likelier.
        cost: How unlike a slip it is; suggestions are ordered by it.
    """

    changes: tuple[Change, ...]
    reason: Text
    certain: bool
    cost: float
    likeliest: bool = True

    def __repr__(self) -> str:
        changes = ", ".join(f"{each.path}: {each.stated} to {each.proposed}" for each in self.changes)
        doubt = "" if self.certain else " (others as likely)" if self.likeliest else " (another likelier)"
        return f"<Suggestion {changes}{doubt}>"

    def __str__(self) -> str:
        return self.message()

    @property
    def doubt(self) -> Text:
        """That another way is as likely, or likelier; nothing where it is the likeliest alone."""
        return Text("", "") if self.certain else _ALIKE if self.likeliest else _LESS_LIKELY

    def message(self, lang: str = "zh") -> str:
        """The suggestion in one line."""
        parts = ("; " if lang == "en" else "；").join(change.describe(lang) for change in self.changes)
        return (
            f"{parts} — {self.reason.in_(lang)}. {self.doubt.en}".rstrip()
            if lang == "en"
            else f"{parts}（{self.reason.zh}）。{self.doubt.zh}"
        )
