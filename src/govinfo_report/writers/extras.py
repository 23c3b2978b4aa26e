"""Writers that need a library the core installation does not bring."""

from __future__ import annotations

from govinfo_report.errors import WriteError

__all__ = ["missing_extra"]


def missing_extra(extra: str, zh: str, en: str) -> WriteError:
    """The error that a format needs an extra; it names the command that installs it."""
    command = f'pip install "govinfo-report[{extra}]"'
    here = f'pip install ".[{extra}]"'
    return WriteError(
        f"写{zh}需要另装组件。",
        f"Writing {en} needs a further library.",
        advice_zh=f"请运行：{command}；从源码文件夹安装的，在该文件夹运行：{here}",
        advice_en=f"Run: {command}; installed from its own folder, there: {here}",
    )
