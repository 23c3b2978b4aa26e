"""Precision and recall of the claims found in the labelled sentences.

python benchmarks/claims.py            prints them
python benchmarks/claims.py --write    writes them to docs/claims.md
"""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.claims.labelled import CASES, score  # noqa: E402


def page() -> str:
    found = score()
    return "\n".join(
        [
            "# Claims of the prose, measured",
            "",
            f"Printed by `python benchmarks/claims.py --write` on {date.today()}, Python {platform.python_version()}. The sentences stand in",
            "`tests/claims/sentences.txt`: written for this purpose in the manner of real reports, with traps. The lexicon was mended on them,",
            "so these figures say that nothing is broken, not how it does on reports nobody has seen.",
            "",
            "| | |",
            "|---|---|",
            f"| sentences | {len(CASES)} |",
            f"| figures they state of the tables | {found.labelled}, of which {found.labelled_disagreements} wrong |",
            f"| precision of disagreements | {found.right_disagreements} of {found.disagreements} |",
            f"| recall of disagreements | {found.right_disagreements} of {found.labelled_disagreements} |",
            f"| recall of all figures | {found.found} of {found.labelled} |",
            f"| agreements that are none | {found.false_agreements} |",
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        (ROOT / "docs" / "claims.md").write_text(page(), encoding="utf-8")
    print(page())


if __name__ == "__main__":
    main()
