"""Libraries that the core installation does not bring, and the command that does."""

from __future__ import annotations

from govinfo_report.findings import Text

__all__ = ["how_to_install", "not_installed"]


def how_to_install(extra: str) -> Text:
    """The command that installs an extra of this package, from an index or from the folder of its sources."""
    command, here = f'pip install "govinfo-report[{extra}]"', f'pip install ".[{extra}]"'
    return Text(
        f"请运行：{command}；从源码文件夹安装的，在该文件夹运行：{here}",
        f"Run: {command}; installed from its own folder, there: {here}",
    )


def not_installed(need: Text, advice: Text, missing: str | None) -> ModuleNotFoundError:
    """The error that a library is missing which a call in Python needs.

    Args:
        need: What needs which library.
        advice: How it is installed.
        missing: The module that was not found.
    """
    return ModuleNotFoundError(f"{need.zh}。{advice.zh} / {need.en}. {advice.en}", name=missing)
