"""A file's name must say what is in it: Excel and Word refuse to open a file of another kind."""

from __future__ import annotations

import os
from pathlib import Path

from govinfo_report.errors import WriteError
from govinfo_report.writers.atomic import refuse_folder

__all__ = ["require_suffix", "workbook_suffix"]


def require_suffix(path: str | os.PathLike[str], suffix: str) -> None:
    """Refuse a name that ends otherwise than its content demands.

    Args:
        path: The file to be made.
        suffix: How its name has to end, with the point.

    Raises:
        WriteError: It ends otherwise, or is a folder.
    """
    name = Path(path)
    refuse_folder(name)
    if name.suffix.lower() != suffix:
        raise WriteError(
            f"写出的是 {suffix} 文件，文件名却以“{name.suffix or name.name}”结尾，会打不开。",
            f"The file is an {suffix} file, but its name ends in “{name.suffix or name.name}”.",
            where=str(path),
            advice_zh=f"请把文件名改成 {name.stem}{suffix}。",
            advice_en=f"Call it {name.stem}{suffix}.",
        )


def workbook_suffix(template: str | os.PathLike[str]) -> str:
    """How the copy of a workbook is to be called: one with macros stays one."""
    suffix = Path(template).suffix.lower()
    return suffix if suffix in (".xlsm", ".xltx", ".xltm") else ".xlsx"
