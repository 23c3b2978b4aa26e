"""Options that several commands have, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from govinfo_report.cli.policies import FILE

__all__ = ["blanks_options", "overwrite_option", "previous_option", "scan_options", "sheet_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_REFUSE_OR_ZERO = click.Choice(["refuse", "zero"])


def _together(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Several options, in the order in which the help lists them."""

    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


#: Which worksheet of a workbook is read.
sheet_option = click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
#: Whether files may be replaced.
overwrite_option = click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace existing files")
#: What becomes of blanks and marks where a report has to have figures.
blanks_options = _together(
    click.option(
        "--blanks",
        type=_REFUSE_OR_ZERO,
        default="refuse",
        help="空白：refuse 拒绝，zero 算作 0 / blanks: refuse them, or take them for 0",
    ),
    click.option(
        "--marks",
        type=_REFUSE_OR_ZERO,
        default="refuse",
        help="“/”等符号：refuse 拒绝，zero 算作 0 / marks such as “/”: refuse them, or take them for 0",
    ),
)
#: Beside what the reports of a year are checked.
previous_option = click.option(
    "--previous",
    metavar="DIR|FILE",
    type=FILE,
    help="上年报告；给文件夹则按机关配对 / last year's report; those of a folder are paired by agency",
)
#: Beside what files are checked, how many are read at once, for how long each, and what is not read again.
scan_options = _together(
    previous_option,
    click.option(
        "--resume",
        metavar="FILE",
        type=FILE,
        help="续扫记录，已读过的内容不再读 / do not read again what is in it",
    ),
    click.option("--workers", metavar="N", type=click.IntRange(1), help="进程数 / number of processes"),
    click.option(
        "--seconds",
        metavar="N",
        type=click.FloatRange(0.1),
        default=60.0,
        help="每份文件的时限 / limit for a file",
    ),
)
