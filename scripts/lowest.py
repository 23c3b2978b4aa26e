"""Print the lowest versions of everything that an extra names: ``python scripts/lowest.py test``."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]


def lowest(requirements: list[str]) -> Iterator[str]:
    for requirement in requirements:
        own = re.fullmatch(r"govinfo-report\[([a-z,]+)\]", requirement)
        if own is not None:
            for extra in own[1].split(","):
                yield from lowest(PROJECT["optional-dependencies"][extra])
            continue
        floor = re.match(r"([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)>=([0-9.]+)", requirement)
        if floor is None:
            raise SystemExit(f"no lowest version: {requirement}")
        yield f"{floor[1]}=={floor[2]}"


def main() -> None:
    found = [*PROJECT["dependencies"]]
    for extra in sys.argv[1:]:
        found += PROJECT["optional-dependencies"][extra]
    print("\n".join(dict.fromkeys(lowest(found))))


if __name__ == "__main__":
    main()
