"""The command line, ``govinfo-report``."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line. Exit status: 0 conforms, 1 errors found, 2 could not run."""
    from govinfo_report.cli.commands import run

    run()
