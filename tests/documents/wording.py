"""How agencies word and set the form's labels."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

__all__ = ["DEFINITIONS", "HEAD_PARTS", "TRADITIONAL", "VARIANTS", "Wording", "head_lines", "worded"]

Numbering = Literal["1.", "1、", "１．", "1．", "1. ", "1"]

#: Wordings met in real reports, by the official one.
VARIANTS: dict[str, tuple[str, ...]] = {
    "行政规范性文件": ("规范性文件",),
    "规章": ("规 章",),
    "现行有效件数": ("现行有效件",),
    "行政事业性收费": ("行政事业型收费",),
    "本年收费金额（单位：万元）": ("本年度收费金额（单位：万元）",),
    "科研机构": ("科研企业",),
    "总计": ("合计",),
    "尚未审结": ("未审结",),
    "复议后起诉": ("复议后诉讼",),
    "四、结转下年度继续办理": ("四、结转下一年度", "四、结转下一年度继续办理"),
    "（七）总计": ("（七）合计",),
    "2.其他法律行政法规禁止公开": ("2.其他法律法规禁止公开", "2.其他法律行政止公开"),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": ("1.逾期不补正",),
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (
        "（本列）数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    ),
}

#: Definitions that some print behind a label.
DEFINITIONS = {
    "规章": "：指由有权机关依法定程序制定的规范，名称一般称“规定”“办法”。",
    "规范性文件": "：指规章以外由行政机关制定、涉及公民权利义务、可反复适用的文件。",
    "行政规范性文件": "：指规章以外由行政机关制定、涉及公民权利义务、可反复适用的文件。",
}

#: Where a head breaks when it is set over two lines.
HEAD_PARTS: dict[str, tuple[str, ...]] = {
    "本年新制作数量": ("本年新", "制作数量"),
    "本年新公开数量": ("本年新", "公开数量"),
    "对外公开总数量": ("对外公开", "总数量"),
    "上一年项目数量": ("上一年", "项目数量"),
    "本年增/减": ("本年", "增/减"),
    "处理决定数量": ("处理决定", "数量"),
    "本年处理决定数量": ("本年处理", "决定数量"),
    "本年制发件数": ("本年制发", "件数"),
    "本年废止件数": ("本年废止", "件数"),
    "现行有效件数": ("现行有效", "件数"),
    "本年收费金额（单位：万元）": ("本年收费金额", "（单位：万元）"),
    "法人或其他组织": ("法人或", "其他组织"),
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "社会公益组织": ("社会公益", "组织"),
    "法律服务机构": ("法律服务", "机构"),
    "结果维持": ("结果", "维持"),
    "结果纠正": ("结果", "纠正"),
    "其他结果": ("其他", "结果"),
    "尚未审结": ("尚未", "审结"),
}

#: Simplified characters of the form and their traditional ones, as on pages for readers overseas.
TRADITIONAL = str.maketrans(
    "条项内废数现规范处决许罚强费单万业总计对开减务额权组织机构转结办复议诉讼维纠审经无当补请续关为类报继没属于国过执询稳护举获认确据纳缴采购学系访",
    "條項內廢數現規範處決許罰強費單萬業總計對開減務額權組織機構轉結辦復議訴訟維糾審經無當補請續關為類報繼沒屬於國過執詢穩護舉獲認確據納繳採購學係訪",
)

_NUMBER = re.compile(r"^([1-9])\.")
_HALF = str.maketrans("（）：，", "():,")
_WIDE = str.maketrans("123456789", "１２３４５６７８９")


@frozen(kw_only=True)
class Wording:
    """One agency's way of setting the labels.

    Attributes:
        numbering: How ``1.`` is set.
        brackets: Full-width brackets and colons, or half-width ones.
        straight: Whether “quotes” are "straight".
        spaced: Whether short heads are spaced out: ``商 业 企 业``.
        variants: Official wording and the one used instead, see `VARIANTS`.
        defined: Whether rows of table 2 carry a definition.
        traditional: Whether labels are in traditional characters.
    """

    numbering: Numbering = "1."
    brackets: Literal["full", "half"] = "full"
    straight: bool = False
    spaced: bool = False
    variants: tuple[tuple[str, str], ...] = ()
    defined: bool = False
    traditional: bool = False


def worded(label: str, wording: Wording, *, head: bool = False) -> str:
    """The label as ``wording`` sets it.

    Args:
        label: The official label.
        wording: How it is set.
        head: Whether it is a head, which may be spaced out.
    """
    text = dict(wording.variants).get(label, label)
    if wording.defined:
        text += DEFINITIONS.get(label, "")
    text = _NUMBER.sub(lambda found: _numbered(found[1], wording.numbering), text)
    if wording.straight:
        text = text.replace("“", '"').replace("”", '"')
    if wording.traditional:
        text = text.translate(TRADITIONAL)
    if wording.brackets == "half":
        text = text.translate(_HALF)
    if wording.spaced and head and text.isalpha() and len(text) <= 6:
        text = " ".join(text)
    return text


def _numbered(digit: str, numbering: Numbering) -> str:
    return numbering.replace("1", digit).replace("１", digit.translate(_WIDE))


def head_lines(text: str, *, vertical: bool = False) -> tuple[str, ...]:
    """A head set over lines: as in `HEAD_PARTS`, or one character per line.

    Args:
        text: The head.
        vertical: Whether each character of a head of a narrow column has its own line.
    """
    if vertical and text.isalpha() and len(text) <= 6:
        return tuple(text)
    return HEAD_PARTS.get(text, (text,))
