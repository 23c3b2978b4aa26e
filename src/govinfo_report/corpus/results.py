"""What a scan says of one file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from govinfo_report.corpus.packing import pack, unpack
from govinfo_report.errors import ReadError
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult

__all__ = ["ScanResult"]


@frozen(kw_only=True, eq=False)
class ScanResult:
    """One file of a scan: the report and its check, or why it could not be read.

    The report travels packed and is unpacked when it is first asked for, so that a run over many files
    that only counts costs little.

    Attributes:
        path: The file.
        error: Why there is no report; ``None`` where there is one.
        digest: SHA-256 of the file's contents, ``None`` where it could not be read at all.
        size: Its size in bytes.
        agency: 机关, where it is known.
        year: The year reported on, where it is known.
        ok: Whether it conforms; ``None`` where it was not checked.
        same_as: An earlier file of this scan with the same contents.
        version_of: An earlier file of this scan that is a report of the same agency and year, but another.
        resumed: Whether the reading was taken from the manifest of an earlier run.
        final: Whether another run would come to the same end: not so for one that took too long, crashed,
            or changed while it was read.
    """

    path: Path
    error: ReadError | None = None
    digest: str | None = None
    size: int | None = None
    agency: str | None = None
    year: int | None = None
    ok: bool | None = None
    same_as: Path | None = None
    version_of: Path | None = None
    resumed: bool = False
    final: bool = True
    packed: bytes | None = field(default=None, repr=False)
    _read: tuple[RawReport, CheckResult | None] | None = field(default=None, repr=False, alias="read")

    def travelling(self) -> ScanResult:
        """The result as it is sent to another process."""
        return self if self._read is None else evolve(self, packed=pack(*self._read), read=None)

    @cached_property
    def _unpacked(self) -> tuple[RawReport | None, CheckResult | None]:
        if self._read is not None:
            return self._read
        return unpack(self.packed) if self.packed is not None else (None, None)

    @property
    def raw(self) -> RawReport | None:
        """The report as printed, ``None`` where the file could not be read."""
        return self._unpacked[0]

    @property
    def result(self) -> CheckResult | None:
        """What the check found, ``None`` where the file could not be read or was not to be checked."""
        return self._unpacked[1]
