"""The programs with which users make documents, where they are installed: LibreOffice, Chromium, fonts.

A test that needs one is skipped where it is not, and says what is missing.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

__all__ = [
    "CHROMIUM",
    "SOFFICE",
    "chromium",
    "convert",
    "has_fonts",
    "needs_chromium",
    "needs_fonts",
    "needs_office",
]

SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def has_fonts() -> bool:
    """Whether the machine has Chinese fonts; without some, what is printed has boxes for signs."""
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    run = subprocess.run([listing, ":lang=zh"], capture_output=True, check=False)
    return bool(run.stdout.strip())


needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
needs_fonts = pytest.mark.skipif(not has_fonts(), reason="there are no Chinese fonts to print with")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


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
