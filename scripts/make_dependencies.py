"""Write ``docs/dependencies.md``: what the library needs, for what, under which licence; or ``--check``.

Licences are those that the installed packages state in their metadata. Install ``.[all,dask,testing]`` first.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
EXTRAS = ("docx", "html", "pdf", "xls", "json", "frames", "plots", "dask", "testing")
#: Licences as packages spell them → as SPDX does.
SPELLED = {
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
}


def licence(name: str) -> str:
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return "(not installed)"
    stated = found.get("License-Expression") or ""
    if not stated:
        classified = [line for line in found.get_all("Classifier", []) if line.startswith("License ::")]
        names = sorted({line.rpartition(" :: ")[2] for line in classified})
        stated = " / ".join(names) or (found.get("License") or "?").splitlines()[0][:60]
    return SPELLED.get(stated, stated)


def page() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        "# Dependencies and their licences",
        "",
        "Written by `scripts/make_dependencies.py` from `pyproject.toml` and the packages' own metadata.",
        "The library itself is under the MIT licence and contains no code of others.",
        "",
        "| package | needed for | licence |",
        "|---|---|---|",
    ]
    groups = {"everything": project["dependencies"]}
    groups |= {f"`[{extra}]`": project["optional-dependencies"][extra] for extra in EXTRAS}
    for group, requirements in groups.items():
        for requirement in requirements:
            name = re.match(r"[A-Za-z0-9._-]+", requirement)
            assert name is not None
            lines.append(f"| {name[0]} | {group} | {licence(name[0])} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE} is out of date: run python scripts/make_dependencies.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
