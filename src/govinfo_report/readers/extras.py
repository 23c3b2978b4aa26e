"""Readers that need a library the core installation does not bring."""

from __future__ import annotations

from govinfo_report.errors import ReadError
from govinfo_report.extras import how_to_install
from govinfo_report.findings import behind_chinese

__all__ = ["missing_extra"]


def missing_extra(extra: str, zh: str, en: str, file: str | None) -> ReadError:
    """The error that a format needs an extra; it names the command that installs it."""
    advice = how_to_install(extra)
    return ReadError(
        f"读取{behind_chinese(zh)}需要另装组件。",
        f"{en} need a further library.",
        where=file,
        advice_zh=advice.zh,
        advice_en=advice.en,
    )
