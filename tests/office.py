"""LibreOffice as a user has it: recalculates a workbook, prints a document to PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

__all__ = ["convert", "needs_office"]

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def convert(files: Sequence[Path], to: str, folder: Path, *, by: str | None = None) -> list[Path]:
    """Convert files with LibreOffice, which recalculates formulas that store no result.

    Args:
        files: What to convert.
        to: The suffix of what is made.
        folder: Where to.
        by: The filter with its options, where the suffix does not tell it.
    """
    assert SOFFICE is not None
    profile = folder / "profile"  # of its own, so that runs beside each other do not wait for one another
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            by or to,
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    made = [folder / f"{file.stem}.{to}" for file in files]
    missing = [path.name for path in made if not path.exists()]
    if len(missing) == len(files):
        pytest.skip(f"this LibreOffice does not convert to {to} (is the module for it installed?)")
    assert not missing
    return made
