"""Make the example workbooks from ``examples/nangong-2023.txt``.

Run ``python scripts/make_examples.py`` in the repository's folder. The text is the real report's
figures with prose of our own; the second workbook has one wrong total in it.
"""

from pathlib import Path

import attrs

import govinfo_report as gr

EXAMPLES = Path(__file__).parent.parent / "examples"
WRONG = "requests.outcomes.unavailable.not_held.total"


def main() -> None:
    raw = gr.read(EXAMPLES / "nangong-2023.txt")
    gr.write(raw, EXAMPLES / "nangong-2023.xlsx", overwrite=True)
    cells = [gr.Cell(cell.path, cell.kind, 51, "51") if cell.path == WRONG else cell for cell in raw]
    gr.write(attrs.evolve(raw, cells=tuple(cells)), EXAMPLES / "nangong-2023-error.xlsx", overwrite=True)


if __name__ == "__main__":
    main()
