"""What a workbook loses when openpyxl saves it: found by comparing the workbook before and after.

A list of what openpyxl cannot keep would be out of date with the next version of Excel or WPS. So
the workbook is saved once for a trial, and what is no longer in it is named.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import iterparse

from govinfo_report.findings import Text

__all__ = ["losses"]

#: Parts of the package that may go: they are made anew, or tell nothing that anybody entered.
_IDLE = re.compile(
    r"\[Content_Types\]|_rels/|.*/_rels/|docProps/|customXml/|docMetadata/"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.|xl/(?:theme|persons?|printerSettings)/"
    r"|xl/(?:work)?sheets?/|xl/worksheets/|xl/charts/(?:style|colors)|xl/drawings/|.*\.vml$"
)
#: Path of a part → what it is; the first that matches.
_PARTS = (
    (re.compile(r"xl/ctrlProps/"), Text("表单控件", "form controls")),
    (re.compile(r"xl/activeX/"), Text("ActiveX 控件", "ActiveX controls")),
    (re.compile(r"xl/(?:slicers?|slicerCaches|timelines?|timelineCaches)/"), Text("切片器", "slicers")),
    (re.compile(r"xl/threadedComments/"), Text("批注对话", "threaded comments")),
    (re.compile(r"xl/comments"), Text("批注", "comments")),
    (re.compile(r"xl/media/.*\.(?:emf|wmf|svg)$", re.IGNORECASE), Text("矢量图", "vector pictures")),
    (re.compile(r"xl/media/"), Text("图片", "pictures")),
    (re.compile(r"xl/(?:cellimages|richData/)"), Text("单元格内的图片", "pictures in cells")),
    (re.compile(r"xl/embeddings/"), Text("嵌入的文件", "embedded files")),
    (re.compile(r"xl/diagrams/"), Text("SmartArt 图形", "SmartArt")),
    (re.compile(r"xl/charts/"), Text("图表", "charts")),
    (re.compile(r"xl/(?:connections|queryTables/)"), Text("外部数据连接", "data connections")),
    (re.compile(r"xl/model/"), Text("数据模型", "data model")),
    (re.compile(r"xl/pivot"), Text("数据透视表", "pivot tables")),
    (re.compile(r"xl/tables/"), Text("表格", "tables")),
    (re.compile(r"xl/externalLinks/"), Text("外部链接", "links to other workbooks")),
    (re.compile(r"xl/vbaProject|xl/vbaData|xl/macrosheets/"), Text("宏", "macros")),
    (re.compile(r"_xmlsignatures/"), Text("数字签名", "digital signatures")),
)
#: Element → what it is, wherever it stands.
_ELEMENTS = {
    "sparklineGroup": Text("迷你图", "sparklines"),
    "sp": Text("文本框或形状", "text boxes or shapes"),
    "cxnSp": Text("连接线", "connectors"),
    "grpSp": Text("组合图形", "grouped shapes"),
    "pic": Text("图片", "pictures"),
    "graphicFrame": Text("图表或图形", "charts or graphics"),
    "control": Text("表单控件", "form controls"),
    "oleObject": Text("嵌入的文件", "embedded files"),
    "picture": Text("工作表背景图", "background pictures"),
    "legacyDrawingHF": Text("页眉页脚里的图片", "pictures in headers"),
    "protectedRange": Text("允许编辑区域", "ranges open for editing"),
    "customSheetView": Text("自定义视图", "custom views"),
    "customWorkbookView": Text("自定义视图", "custom views"),
    "fileSharing": Text("只读建议或写保护", "write reservation"),
    "extLst": Text("扩展内容（如跨表的数据验证）", "extensions such as validation across sheets"),
    "dataValidation": Text("数据验证", "data validations"),
    "cfRule": Text("条件格式", "conditional formats"),
    "hyperlink": Text("超链接", "hyperlinks"),
    "mergeCell": Text("合并单元格", "merged cells"),
    "definedName": Text("名称", "defined names"),
    "f": Text("公式", "formulas"),
}
#: Element → what it is, where there is text in it.
_TEXTS = dict.fromkeys(
    ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"),
    Text("页眉页脚", "headers and footers"),
)
#: Children of a worksheet that tell nothing that anybody entered.
_IDLE_ELEMENTS = {
    "dimension",
    "headerFooter",
    "sheetCalcPr",
    "phoneticPr",
    "ignoredErrors",
    "cellWatches",
    "customSheetViews",
    "drawing",
    "legacyDrawing",
    "AlternateContent",
    "controls",
    "oleObjects",
    "protectedRanges",
    "dataValidations",
    "hyperlinks",
    "conditionalFormatting",
    "mergeCells",
    "cols",
}
_READ = re.compile(r"xl/(?:workbook|worksheets/[^/]+|drawings/[^/]+)\.xml$")


def losses(before: bytes, after: bytes) -> tuple[Text, ...]:
    """What a workbook had before, and has no longer, in words.

    Args:
        before: The workbook, within the readers' limits.
        after: The same, saved by openpyxl.
    """
    had, has = _inventory(before), _inventory(after)
    return tuple(sorted({what for what, count in had.items() if has[what] < count}, key=str))


def _inventory(data: bytes) -> Counter[Text]:
    found: Counter[Text] = Counter()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            what = next((words for pattern, words in _PARTS if pattern.match(name)), None)
            if what is not None:
                found[what] += 1
            elif not _IDLE.match(name):
                part = name.rpartition("/")[0] or name
                found[Text(f"其他部件 {part}", f"another part, {part}")] += 1
            if _READ.match(name):
                found.update(_elements(archive.read(name), sheet=name.startswith("xl/worksheets/")))
    return found


def _elements(xml: bytes, *, sheet: bool) -> Iterator[Text]:
    """Everything in a part that somebody entered or drew."""
    depth = 0
    for event, element in iterparse(BytesIO(xml), events=("start", "end")):
        depth += 1 if event == "start" else -1
        name = element.tag.rpartition("}")[2]
        if event == "end":
            if name in _TEXTS and element.text:
                yield _TEXTS[name]
            if name == "row" or depth == 1:
                element.clear()
            continue
        if name in _ELEMENTS:
            if name != "extLst" or (
                sheet and depth == 2
            ):  # elsewhere it holds what programs note for themselves
                yield _ELEMENTS[name]
        elif sheet and depth == 2 and name not in _IDLE_ELEMENTS:
            yield Text(f"〈{name}〉", f"<{name}>")
        elif sheet and name == "c" and (element.get("cm") or element.get("vm")):
            yield Text("动态数组或单元格内的图片", "dynamic arrays or pictures in cells")
