"""What the province of 青禾 (which does not exist) adds to govinfo_report."""

from __future__ import annotations

import csv
import io

import govinfo_report as gr
from govinfo_report.document import Document, Grid, GridCell, Kind, Paragraph

# A rule: the province limits section 一 to 1,000 characters.
LONG = gr.Rule(
    code="QH101",
    name="qinghe-overview-length",
    severity=gr.Severity.WARNING,
    clause=gr.Text(
        "青禾省办公厅通知：总体情况一般不超过1000字", "the province's notice: about 1,000 characters"
    ),
    title=gr.Text("第一部分不超过1000字", "Section 一 has at most 1,000 characters"),
    message=gr.Text("第一部分有 {count} 字。", "Section 一 has {count} characters."),
    advice=gr.Text("请压缩篇幅。", "Shorten it."),
    passing=gr.Text("800字", "800 characters"),
    failing=gr.Text("1500字", "1,500 characters"),
)


def _long(subject: gr.Subject) -> gr.Verdict:
    text = subject.raw.overview or ""
    count = len("".join(text.split()))
    findings = [gr.Finding(rule=LONG, path="overview", details={"count": count})] if count > 1000 else []
    return gr.Verdict.of(iter(findings), looked=bool(text))


CHECKS = (gr.Check(LONG, _long),)

# Wordings that the province's offices use.
LABELS = {"商业企业": ("工商企业",), "（一）予以公开": ("同意公开",)}


# A format: the province's system exports cells parted by semicolons, under a line of its own.
_HEAD = b"QINGHE-EXPORT\n"


def _document(data: bytes, file: str | None, limits: gr.Limits) -> Document:
    text = data.removeprefix(_HEAD).decode("utf-8")
    lines = [line for line in text.splitlines() if line]
    if len(lines) > limits.cells:
        raise gr.ReadError("文件过大。", "The file is too large.", where=file)
    blocks: list[Paragraph | Grid] = []
    rows: list[list[str]] = []

    def end_table() -> None:
        if rows:
            cells = tuple(
                GridCell(row=row, column=column, text=text)
                for row, texts in enumerate(rows)
                for column, text in enumerate(texts)
            )
            blocks.append(Grid(cells=cells, kind=Kind.COMPLETE, file=file, table=len(blocks) + 1))
            rows.clear()

    for line in lines:
        if ";" in line:
            rows.append(line.split(";"))
        else:
            end_table()
            blocks.append(Paragraph(line, gr.Source(file=file)))
    end_table()
    return Document(file=file, blocks=tuple(blocks))


READER = gr.Reader(name="青禾省导出文件", claims=lambda data: data.startswith(_HEAD), read=_document)


# A format to write: a list of cells.
def _csv(raw: gr.RawReport) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["path", "text"])
    writer.writerows((cell.path, cell.text) for cell in raw)
    return stream.getvalue().encode("utf-8-sig")


WRITER = gr.Writer(suffix="csv", render=_csv)
