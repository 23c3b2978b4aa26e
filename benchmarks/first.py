"""The first reading of a new process, beside `import cattrs`: CPU time by format, and what of it makes classes and patterns.

    python benchmarks/first.py [--rounds 7]

Below stand two designs that were tried: patterns made when they are first asked, and internal classes that neither compare nor
represent themselves (here all classes do not, which no release could do): what the second line of each saves is the most it could.

Each run is a process of its own, `python -c pass` taken off; the fastest counts. Classes are those that attrs makes, patterns those that
`re` compiles; both are timed in runs of their own, with the clock around each, and so stand a little too high.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import scans  # noqa: E402

from govinfo_report.corpus import synthetic  # noqa: E402

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what Python compiles it keeps, as with everybody
READ = "import sys, govinfo_report as gr; gr.read(sys.argv[1])"
#: Reads a file, and says how many classes and patterns that made, and the milliseconds they took.
PARTS = """
import sys, time
import re._compiler as patterns
import attr._make as classes
spent = {"classes": [0, 0.0], "patterns": [0, 0.0]}
def timed(what, work):
    def call(*given, **named):
        start = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[what][0] += 1
            spent[what][1] += 1000 * (time.process_time() - start)
    return call
patterns.compile = timed("patterns", patterns.compile)
builder = classes._ClassBuilder
builder.build_class = timed("classes", builder.build_class)
import govinfo_report as gr
gr.read(sys.argv[1])
modules = sum(name.startswith("govinfo_report") for name in sys.modules)
print(modules, *(each for what in spent.values() for each in what))
"""

#: What runs before the library is imported, by design.
DESIGNS = {
    "as it is": "",
    "patterns on first use": """
import re
made = re.compile
class Pattern:
    __slots__ = ("pattern", "flags", "made", "__weakref__")
    def __init__(self, pattern, flags):
        self.pattern, self.flags, self.made = pattern, flags, None
    def __getattr__(self, name):
        self.made = self.made or made(self.pattern, self.flags)
        return getattr(self.made, name)
import attrs, cattrs, zipfile, hashlib, difflib, selectolax.lexbor
re.compile = lambda pattern, flags=0: pattern if isinstance(pattern, re.Pattern) else Pattern(pattern, flags)
""",
    "classes without comparison and representation": """
import attrs
def bare(decorator):
    def call(*given, **named):
        named.update(repr=False)
        named.setdefault("eq", False)
        return decorator(*given, **named)
    return call
attrs.frozen, attrs.define = bare(attrs.frozen), bare(attrs.define)
""",
}


def spent(rounds: int, code: str, *given: str) -> float:
    """Milliseconds of CPU of a process."""
    found = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *given], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * min(found)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    nothing = spent(rounds, "pass")
    cattrs = spent(rounds, "import cattrs") - nothing
    print("| first reading of | ms | ÷ `import cattrs` | modules | classes | ms | patterns | ms |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    print(f"| (`import cattrs`) | {cattrs:.0f} | 1.00 | | | | | |")
    (raw,) = synthetic.printed(1, seed=1)
    with tempfile.TemporaryDirectory() as name:
        for kind in ("html", "xlsx", "docx", "txt", "pdf"):
            file = Path(name) / f"report.{kind}"
            file.write_bytes(scans.rendered(kind, raw))
            ms = spent(rounds, READ, str(file)) - nothing
            run = subprocess.run(
                [sys.executable, "-c", PARTS, str(file)],
                capture_output=True,
                text=True,
                check=True,
            )
            modules, classes, its, patterns, theirs = map(float, run.stdout.split())
            print(
                f"| {kind} | {ms:.0f} | {ms / cattrs:.2f} | {modules:.0f} | {classes:.0f} | {its:.0f} "
                f"| {patterns:.0f} | {theirs:.0f} |"
            )
        print()
        print("| designs, html | ms | ÷ `import cattrs` |")
        print("|---|--:|--:|")
        for design, code in {**DESIGNS, "both": "".join(DESIGNS.values())}.items():
            ms = spent(rounds, code + READ, str(Path(name) / "report.html")) - nothing
            print(f"| {design} | {ms:.0f} | {ms / cattrs:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
