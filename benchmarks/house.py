"""The size of the house: lines of code, modules, functions that are hard to follow, numeric constants, by package.

    python benchmarks/house.py [--against CHECKOUT] [PACKAGE …]

Without packages those of reading: form, raw, document, prose, readers, recognise, worker, and whatever of them
another checkout has. Lines are those of code, without docstrings, comments and blank lines. A function is hard to
follow if its complexity is above 15: branches, boolean operators and comprehensions count 1 each, and nested functions
into the outer one. Constants are numbers other than 0, 1 and -1 in module-level assignments.
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
READING = ("form", "raw", "document", "prose", "readers", "recognise", "worker", "isolated", "reading")
_BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
    ast.With,
)


def modules_of(checkout: Path, package: str) -> list[Path]:
    """The modules of a package, or the module of that name."""
    place = checkout / "src" / "govinfo_report" / package
    return (
        sorted(place.rglob("*.py"))
        if place.is_dir()
        else [p for p in [place.with_suffix(".py")] if p.exists()]
    )


def lines_of(source: str) -> int:
    """Lines with code."""
    text = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skipped:
            found.update(range(token.start[0], token.end[0] + 1))
    return len(found - text)


def complexity(function: ast.AST) -> int:
    """Branches, boolean operators and comprehensions of a function, and 1."""
    score = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            score += len(node.values) - 1
        elif isinstance(node, _BRANCHES):
            score += 1
    return score


def hard_functions(tree: ast.Module) -> int:
    """Functions whose complexity is above 15; those inside others are counted with these."""
    found = 0
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += complexity(node) > 15
        elif isinstance(node, ast.ClassDef):
            pending += node.body
    return found


def constants_of(tree: ast.Module) -> int:
    """Numbers in module-level assignments."""
    assigned = (
        node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
    )
    return sum(
        isinstance(each, ast.Constant) and type(each.value) in (int, float) and each.value not in (0, 1)
        for value in assigned
        for each in ast.walk(value)
    )


def measured(checkout: Path, packages: tuple[str, ...]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for package in packages:
        counts = Counter[str]()
        for module in modules_of(checkout, package):
            source = module.read_text(encoding="utf-8")
            tree = ast.parse(source)
            counts += Counter(
                lines=lines_of(source), modules=1, hard=hard_functions(tree), constants=constants_of(tree)
            )
        if counts:
            found[package] = counts
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("packages", nargs="*", metavar="PACKAGE", default=READING)
    options.add_argument("--against", type=Path, metavar="CHECKOUT")
    given = options.parse_args()
    packages = tuple(given.packages)
    sides = [measured(ROOT, packages)]
    if given.against:
        sides.insert(0, measured(given.against, packages))
    names = ("lines", "modules", "hard", "constants")
    print("| package | " + " | ".join(name for name in names) + " |")
    print("|---|" + "--:|" * len(names))
    total = [Counter[str](), Counter[str]()]
    for package in packages:
        here = [side.get(package, Counter()) for side in sides]
        if any(here):
            print(
                f"| {package} | "
                + " | ".join(" → ".join(str(each[name]) for each in here) for name in names)
                + " |"
            )
            for place, each in enumerate(here):
                total[place].update(each)
    print(
        "| all | "
        + " | ".join(" → ".join(str(t[name]) for t in total[: len(sides)]) for name in names)
        + " |"
    )


if __name__ == "__main__":
    main()
