"""The command line, ``govinfo-report``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line. Exit status: 0 conforms, 1 errors found, 2 could not run."""
    from govinfo_report.errors import PluginError

    try:
        from govinfo_report.cli.commands import run

        run()
    except PluginError as error:  # the form itself may not come together
        print(f"错误 error: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:  # before there was a command to interrupt
        sys.exit(130)
