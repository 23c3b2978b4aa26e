"""How often a table is known from another: hits by format, over reports without blanks, with blanks, and both.

    python benchmarks/plans.py [--makers 20] [--each 25]

The files are those of `ratios.py`. A hit is a table of a page, a Word file or a worksheet that was made by the mould
of another, or a text that was read by a plan that was there; *plans* are lattices whose shape had been decided.
"""

from __future__ import annotations

import argparse
import random
import sys
import warnings
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import ratios  # noqa: E402

import govinfo_report as gr  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.readers.moulds import Kept  # noqa: E402
from govinfo_report.recognise import plan as lattices  # noqa: E402
from govinfo_report.recognise.sequence import plan as texts  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402

MOST_DRAWN = 4_000


class Counted:
    """Counts what is asked of the moulds kept."""

    def __init__(self) -> None:
        self.asked = self.hits = 0
        get = Kept.get

        def counted(kept: Kept[Any], key: Hashable) -> Any:
            found = get(kept, key)
            if type(found).__name__ != "Styles":
                self.asked += 1
                self.hits += found is not None
            return found

        Kept.get = counted  # type: ignore[method-assign]


def reports(kind: str, each: int, seed: int) -> Sequence[gr.RawReport]:
    """Reports without a blank, each with some, or as they come."""
    found: list[gr.RawReport] = []
    for raw in synthetic.printed(MOST_DRAWN, seed=seed):
        blank = any(not cell.text for cell in raw)
        if kind == "mixed" or blank == (kind == "blanks"):
            found.append(raw)
        if len(found) == each:
            break
    return found


def main() -> int:
    """Print the table."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--makers", type=int, default=20)
    options.add_argument("--each", type=int, default=25)
    given = options.parse_args()
    counted = Counted()
    print(
        "| format | figures | files | moulds or text plans asked for | hits | lattice plans asked for | hits |"
    )
    print("|---|---|--:|--:|--:|--:|--:|")
    for kind in ("html", "docx", "xlsx", "txt"):
        ways = ratios.styles(kind, given.makers) if kind in ratios.DRAWN else list(range(given.makers))
        for figures in ("complete", "blanks", "mixed"):
            files = []
            for maker, way in enumerate(ways):
                lot = random.Random(maker)
                for raw in reports(figures, given.each, 1000 + maker):
                    if kind in ratios.DRAWN:
                        files.append(ratios.DRAWN[kind][0](raw, way))
                    else:
                        files.append(render(raw, "xlsx") if maker % 2 else ratios.sheet(raw, lot))
            lattices._plan.cache_clear()
            texts._planned.cache_clear()
            counted.asked = counted.hits = 0
            for at in range(given.each):
                for data in files[at :: given.each]:
                    gr.read(data if isinstance(data, bytes) else data.encode())
            known = lattices._plan.cache_info()
            asked, hits = counted.asked, counted.hits
            if kind == "txt":
                its = texts._planned.cache_info()
                asked, hits = its.hits + its.misses, its.hits
            print(
                f"| {kind} | {figures} | {len(files)} | {asked} | {hits / max(asked, 1):.0%} "
                f"| {known.hits + known.misses} | {known.hits / max(1, known.hits + known.misses):.0%} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
