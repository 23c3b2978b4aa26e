"""What two libraries would save of reading's lines, and what they would cost: two designs beside ours, in one run.

    python benchmarks/floor.py [--number N]

*tinycss2* parses style sheets into rules and declarations in place of ours; what a rule says of a figure is ours in
either design. *openpyxl* loads every workbook, and the reader that streams is left out. Both designs are checked to say
the same as ours before they are measured. Lines are those of code (`benchmarks/house.py`). Needs ``pip install tinycss2``.
"""

from __future__ import annotations

import argparse
import ast
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import tinycss2
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from house import lines_of  # noqa: E402

import govinfo_report as gr  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.readers.pages.css.rules import rules_of  # noqa: E402
from govinfo_report.readers.pages.css.values import declarations  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402

READERS = ROOT / "src" / "govinfo_report" / "readers"
#: What tinycss2 would do: cut a sheet into rules, and a rule into declarations.
PARSING = {
    "pages/css/rules.py": {"_bodies", "_counts"},
    "pages/css/values.py": {"_pieces", "_unescaped", "_letter"},
}
#: What only the reader that streams needs.
STREAMING = ("xlsx_stream", "xlsx_sheet", "xlsx_parts", "xlsx_styles")


def functions(module: str, names: set[str]) -> int:
    """The lines of code of some functions of a module."""
    source = (READERS / module).read_text(encoding="utf-8")
    found = [
        ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name in names
    ]
    return sum(map(lines_of, found))


def ours(text: str) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of each rule of a style sheet, nothing kept of a call before."""
    declarations.cache_clear()
    return [(rule.selector, dict(rule.declared.normal)) for rule in rules_of([("", text)], quirks=False)]


def by_tinycss2(text: str) -> Iterator[tuple[str, list[str]]]:
    """Selector of each rule of a style sheet with the names that it declares, as tinycss2 cuts them."""
    yield from _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(rules: list[Any]) -> Iterator[tuple[str, list[str]]]:
    for rule in rules:
        if rule.type == "qualified-rule":
            body = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            names = [each.lower_name for each in body if each.type == "declaration"]
            for each in tinycss2.serialize(rule.prelude).split(","):
                yield each.strip(), names
        elif rule.type == "at-rule" and rule.content is not None:
            yield from _rules(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )


def seconds(work: Callable[[], object], times: int) -> float:
    """CPU time of one of some calls, the fastest."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--number", type=int, default=20, metavar="N")
    given = options.parse_args()
    reports = list(synthetic.printed(given.number, seed=1))

    page = bytes(render(reports[0], "html")).decode()
    sheet = page[page.index("<style") : page.index("</style>")].partition(">")[2]
    known = {selector for selector, _ in by_tinycss2(sheet)}
    assert {selector for selector, _ in ours(sheet)} <= known, "tinycss2 finds other rules"
    own, other = seconds(lambda: ours(sheet), 20), seconds(lambda: list(by_tinycss2(sheet)), 20)
    saved = sum(functions(module, names) for module, names in PARSING.items())
    print("| design | lines of code that go | time beside ours |\n|---|--:|--:|")
    print(f"| tinycss2 parses style sheets ({len(sheet)} characters) | {saved} | {other / own:.1f} |")

    books = [bytes(render(report, "xlsx")) for report in reports]
    for data in books:
        assert gr.read(data).cells == gr.read(load_workbook(BytesIO(data))).cells, (
            "openpyxl reads another report"
        )
    own = seconds(lambda: [gr.read(data) for data in books], 3)
    other = seconds(lambda: [gr.read(load_workbook(BytesIO(data))) for data in books], 3)
    saved = sum(
        lines_of((READERS / "workbook" / f"{name}.py").read_text(encoding="utf-8")) for name in STREAMING
    )
    print(f"| openpyxl loads every workbook ({len(books)} workbooks) | ≤ {saved} | {other / own:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
