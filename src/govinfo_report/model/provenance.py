"""Of which reports a consolidated one is the sum."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Member", "Provenance"]


@frozen(kw_only=True)
class Member:
    """A report that went into a consolidated one.

    Attributes:
        agency: 机关 of the report.
        file: The file it was read from, where it was read from one.
    """

    agency: str
    file: str | None = None


@frozen(kw_only=True)
class Provenance:
    """What a consolidated report was made of.

    Attributes:
        members: The reports summed, in the order given, own office (本级) included where it was given.
        missing: Names on the roster for which there was no report.
    """

    members: tuple[Member, ...]
    missing: tuple[str, ...] = ()
