"""Why a printed figure is not read: every reason has a name, words, and a smallest example.

A figure whose place is not certain is left over with its reason; nothing else is said of it.
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from govinfo_report.document import GridCell
from govinfo_report.findings import Text

__all__ = ["Refusal", "Refused"]


class Refusal(Enum):
    """A reason; its value are the words in which people are told."""

    CELL_MISSING = Text("该行缺一格", "the row lacks a cell")
    """``规章 | 1 | 2`` under four heads, where blanks are cells: nobody can tell which is gone."""
    CELL_TOO_MANY = Text("该行多出一格", "the row has a cell too many")
    """``规章 | 1 | 2 | 3 | 4`` under four heads: a figure may have been split in two."""
    PUSHED_OUT = Text(
        "表后另有数字，可能是从前面挤出来的",
        "figures stand alone behind the row: they may have been pushed out of it",
    )
    """``880`` in a row of its own behind a table 4, whose rows have no labels."""
    OTHER_WIDTH = Text("字段数与表头不同", "the row has another number of fields than its head")
    """A line of nine fields under heads of ten: a blank behind was trimmed, or a field is lost."""
    MOVED = Text("表头左边有数字，该行可能错位", "a figure stands left of all heads: the row may have moved")
    """``2023 | 规章 | 1`` where the first head stands over 1."""
    UNDER_HEADS = Text(
        "标签伸到表头之下，该行可能错位", "a label reaches under the heads: the row may have moved"
    )
    """``规章`` in a cell that spans the first column of figures."""
    SHIFTED = Text("行与表头错位", "rows are shifted against the heads")
    """Figures stand just behind the last head of a worksheet, and nothing under its first."""
    STRAY = Text("该行有数字不在任何表头之下", "a figure of the row stands under no head")
    """A line with a figure between two heads."""
    SEVERAL = Text("一个栏目下有几个数", "several figures stand under one head")
    """``1 | 2`` under one head that spans both."""
    SPANNING = Text("一格横跨几栏", "one cell spans several columns")
    """One 0 over all columns of a row."""
    TALL = Text("一格纵跨几行", "one cell spans several rows")
    """One 0 over two rows."""
    MAY_SPAN = Text("该行只有一个数，可能横跨几栏", "the row has one figure, which may span several columns")
    """``一、… | 0 |  |  |`` in a text: a merged cell prints the same."""
    FOREIGN_LABEL = Text("旁边有格式没有的字", "words stand beside it that the form does not have there")
    """``上年 | 3 | 5`` under the heads of table 4."""
    FIGURE_IN_LABEL = Text("标签后面连着数字", "digits stand in the cell of the label")
    """``（二）部分公开557`` beside a blank: a figure has run into the label."""
    FOREIGN_HEAD = Text("上面有格式没有的表头", "words stand over it that the form does not have there")
    """自然人 divided into 本年 and 上年."""
    DISPLACED = Text(
        "上层表头不在它的各栏之上，各栏可能错位",
        "a head over several columns stands elsewhere: columns have moved",
    )
    """法人或其他组织 over 商业企业 alone, its span lost: 总计 has moved to the next column."""
    TWO_LABELS = Text("旁边有几行的标签", "labels of several rows stand beside it")
    """``规章 | 行政许可 | 1``: a table on its side, or two rows in one."""
    OPEN = Text("标签说不清是哪一格", "the labels do not settle which figure it is")
    """结果维持 without 行政复议 or 行政诉讼 over it."""
    OUT_OF_PLACE = Text(
        "标签单独说明不了是哪一行，位置也不对",
        "the label says little alone, and stands elsewhere than in the form",
    )
    """``其他 | 1`` that does not stand behind the row that the form has before 3.其他."""
    GROUP = Text("标签是几行共有的", "the label is that of several rows")
    """``（六）其他处理 | 1`` beside the three rows that it is divided into."""
    TWICE = Text("同一格在这张表里出现两次", "the same figure stands in this table twice")
    """``规章`` in two rows under the same heads."""

    HEAD_MISSING = Text("缺一个表头", "a head is missing")
    """Three figures under 本年制发件数 and 现行有效件数."""
    HEAD_TWICE = Text("一个表头出现两次", "a head stands there twice")
    """自然人 twice among the heads of one section."""
    OTHER_HEADS = Text("数字不在各自的表头之下", "the figures do not stand under their heads")
    """Heads and a row are lines of one width, and a label stands before the figures that no head is for."""
    OTHER_NUMBER = Text("数字个数与栏数不同", "the figures are more or fewer than the columns")
    """Three figures behind a label of seven columns, and nothing shows blanks."""
    ROW_MISSING = Text(
        "其后缺一行，数字可能属于那一行", "a row is missing behind it, whose figures these may be"
    )
    """``一、`` with seven figures, then ``三、``: they may be those of 二、."""
    BLANK_OR_LOST = Text("不能确定是空白还是缺失", "blank or lost, nobody can tell")
    """Nothing behind a label, and something else than the form's next label follows."""
    HIDDEN_AMONG = Text(
        "数字之间有看不见的数字，不能确定是否占一格",
        "hidden digits stand among the figures: nobody can tell whether they take a cell",
    )
    """``〓 186 188 189 190`` for five columns: a figure put away, or digits beside four and a blank."""
    MORE_THAN_FELLOWS = Text("比同类行多一格", "it has a cell more than rows of its kind")
    """``3 | 93 | 428 |  |`` among rows of three: a figure may be split in two."""
    FEWER_THAN_FELLOWS = Text("比同类行少一格", "it has a cell fewer than rows of its kind")
    """``3 | 428`` among rows of three: a cell is lost."""
    MORE_THAN_COLUMNS = Text(
        "格数多于栏数，又没有同类行可比", "it has more cells than columns, and no row is like it"
    )
    """Table 4 with sixteen fields for fifteen columns."""
    STRAY_FIGURES = Text(
        "文本里有零散的数字（页码之类），空白又不显示：这一行可能少一个数、多一个数",
        "numbers stand between rows (of pages, say) and blanks are not shown: one may stand for a figure",
    )
    """Seven figures behind a label of seven columns, in a text with a row of eight and one of six."""
    APART = Text("一行数字之外另有一数", "a figure stands apart from the line of figures")
    """A page number before a row without a label; beside blanks, a figure on a line between two rows."""
    SCRAMBLED = Text(
        "有一行的标签不在其位，各行次序已乱", "a row's label stands out of place: rows have lost their order"
    )
    """``四、…``, then ``3.其他`` and its figures: a program has written columns or cells in another order."""
    BEYOND = Text("数字超出各栏", "figures stand beyond the columns")
    """``|  |  | 3 |`` behind a label of two columns."""
    BLANK_OR_MERGED = Text("不能确定是空白还是合并格留下的", "a blank, or what a merged cell left")
    """``106 | 2939 | |`` for three columns, and no full row to compare with."""
    TWO_WAYS = Text("各格可以有两种排法", "its cells can be laid under the columns in two ways")
    """Fields for the columns that cells span may stand in their places or behind the row."""


@frozen(kw_only=True)
class Refused:
    """Figures that are left over.

    Attributes:
        reason: Why.
        path: The row, or as much of its path as is certain.
        cells: What is printed.
        detail: The reason in words where a lattice has its own.
    """

    reason: Refusal | None
    path: str
    cells: tuple[GridCell, ...]
    detail: str = ""

    @property
    def words(self) -> str:
        """The reason in Chinese and English."""
        return self.detail or (str(self.reason.value) if self.reason else "")
