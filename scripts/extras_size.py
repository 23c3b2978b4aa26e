"""Write what each extra takes on disk into ``docs/install.md``: each is installed alone and measured.

It downloads some 250 MB and takes a few minutes. What it writes is of one day and one system, so nothing
compares it.
"""

from __future__ import annotations

import datetime
import platform
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "install.md"
MARKS = "<!-- sizes -->", "<!-- /sizes -->"
#: What somebody installs → what it is for.
SETS = {
    "": "the core · 核心",
    "docx": "writes Word · 写 Word",
    "html": "reads web pages · 读网页",
    "pdf": "reads PDF · 读 PDF",
    "xls": "reads .xls · 读 .xls",
    "json": "reads JSON faster · 读 JSON 更快",
    "frames": "data frames, Parquet, DuckDB · 数据框",
    "plots": "pictures · 图",
    "dask": "scans on a cluster · 集群上扫描",
    "testing": "strategies for tests · 测试数据",
    "docx,html,pdf,xls": "for clerks and evaluators · 办事员、评估",
    "all": "for researchers; all but dask and testing · 研究",
}


def installed(extras: str) -> int:
    """Bytes on disk of this library with some extras, and everything that these need."""
    what = f"{ROOT}[{extras}]" if extras else str(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-compile", "--target", folder, what]
        subprocess.run(command, check=True)
        return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())


def table() -> str:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    forgotten = {*named["optional-dependencies"]} - {*SETS} - {"bench", "dev", "docs", "test"}
    assert not forgotten, f"no line for {forgotten}"
    sizes = {extras: installed(extras) for extras in SETS}
    lines = [
        f"Measured by `python scripts/extras_size.py` on {datetime.date.today()}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; "
        "without compiled files (`.pyc`).",
        "",
        "| install · 安装 | for · 用途 | MB | above the core · 另加 |",
        "|---|---|---:|---:|",
    ]
    for extras, purpose in SETS.items():
        command = f'pip install ".[{extras}]"' if extras else "pip install ."
        more = f"{(sizes[extras] - sizes['']) / 1e6:.1f}" if extras else ""
        lines.append(f"| `{command}` | {purpose} | {sizes[extras] / 1e6:.0f} | {more} |")
    return "\n".join(lines)


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    between = re.compile(f"(?<={MARKS[0]}\n).*?(?={MARKS[1]})", re.DOTALL)
    PAGE.write_text(between.sub(lambda _: f"\n{table()}\n\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
