"""What web pages put around an article: dates and sources above it, buttons, neighbours and makers below it.

It is no part of the report, neither of its preamble nor of its last section.
"""

from __future__ import annotations

import re

from govinfo_report.raw.figures import bare

__all__ = [
    "behind_furniture",
    "is_entry_value",
    "is_furniture",
    "is_of_the_makers",
    "is_open_entry",
    "is_page_number",
    "is_way",
]

_LONGEST = 200
_LONGEST_VALUE = 40
_SPACES = re.compile(r"\s+")
#: Names of entries, followed by a colon: 发布时间：2024-01-19 10:23 来源：某局 浏览次数：128
_ENTRY = re.compile(
    r"^[\[【（(「]*(?:发布|发文|成文|生成|公开|更新|印发|录入|创建|发表|文章|信息|稿件|内容|文件)?"
    r"(?:时间|日期|来源|机构|机关|单位|作者|编辑|责编|类别|分类|编号|名称|标题)[:：]|"
    r"^[\[【（(「]*(?:索引号|组配分类|主题分类|主题词|关键词|文号|发文字号|有效性|是否有效|信息分类|体裁分类|公开方式|公开范围|"
    r"公开形式|公开时限|责任编辑|浏览次数|浏览量|阅读次数|阅读量|点击数|点击次数|访问量|访问次数|浏览|阅读|点击|字体|字号|"
    r"字体大小|视力保护色|背景色|保护视力色|分享|分享到|分享至|主办|主办单位|承办|承办单位|协办|技术支持|维护单位|"
    r"当前位置|您(?:现在|当前)?(?:所在)?的?位置|所在位置|现在的位置|上一篇|下一篇|上一条|下一条|前一篇|后一篇|上篇|下篇)[:：]"
)
#: Signs between buttons, alone in their line, several of them perhaps.
_SIGNS = "[【（(<《|｜/·]】）)>》"
_BUTTONS = (
    "首页", "返回首页", "网站首页", "打印本页", "打印此页", "打印文章", "我要打印", "打印", "关闭窗口",
    "关闭本页", "关闭页面", "关闭", "收藏本页", "收藏", "返回顶部", "返回", "顶部", "分享到", "分享",
    "纠错", "我要纠错", "大", "中", "小", "字体", "字号", "无障碍浏览", "适老化", "繁体版", "繁体",
    "简体版", "简体", "微信", "微博", "QQ空间", "网站地图", "联系我们", "关于我们", "网站声明", "隐私声明",
    "版权声明", "使用帮助", "法律声明", "相关链接", "相关阅读", "相关文档", "相关文章", "相关稿件",
    "相关信息", "相关新闻", "友情链接", "政府信息公开专栏", "设为首页", "加入收藏",
)  # fmt: skip
#: Buttons of many wordings, and how much may follow.
_OPEN_BUTTONS = (("扫一扫", 12), ("扫描二维码", 14), ("用手机", 12), ("手机扫", 12))
#: Signs of a page's foot, anywhere in a line that is no sentence.
_FOOT = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|Copyright|All Rights Reserved|建议使用.{0,20}浏览器", re.IGNORECASE
)
_MAKERS = re.compile(r"主办|承办|协办|主管|技术支持|维护|运维|版权|Copyright|备案", re.IGNORECASE)
_WAY = re.compile(r"^(?:当前位置|您.{0,6}位置|首页|网站首页).{0,120}(?:>|＞|›|»|/|-).{0,80}$")
#: The number of a page: — 1 —, 第1页 共5页.
_PAGE = re.compile(r"^[-—–－]+[0-9]{1,3}[-—–－]+$|^第[0-9]{1,3}页(?:[,，/]?共[0-9]{1,3}页)?$")
_NUMBERED = re.compile(r"(?<=[\s:：0-9）)】\]])(?=[（(]?[一二三四五六][、.．,，）)\s])")


def is_furniture(text: str) -> bool:
    """Whether a line is part of the page and not of the article on it."""
    ink = bare(text)
    plain = _SPACES.sub("", ink)
    if not plain or len(plain) > _LONGEST or "。" in plain:
        return False
    return _is_buttons(plain) or any(
        pattern.search(plain) is not None for pattern in (_ENTRY, _FOOT, _WAY, _PAGE)
    )


def _is_buttons(plain: str) -> bool:
    """Whether a line is made of buttons and signs and nothing else, however they are told apart."""
    ends = {0}
    for at in range(len(plain)):
        if at in ends:
            ends.update(at + len(button) for button in _BUTTONS if plain.startswith(button, at))
            ends.update([at + 1] if plain[at] in _SIGNS else [])
            for button, more in _OPEN_BUTTONS:
                if plain.startswith(button, at):
                    ends.update(range(at + len(button), at + len(button) + more + 1))
    return len(plain) in ends


def is_way(text: str) -> bool:
    """Whether a line says where on a site a page is: 首页 > 政务公开 > 年报. The article begins below it."""
    return _WAY.search(_SPACES.sub("", bare(text))) is not None


def is_of_the_makers(text: str) -> bool:
    """Whether a line names who made a website or runs it, which is mostly another's."""
    return _MAKERS.search(bare(text)) is not None


def is_open_entry(text: str) -> bool:
    """Whether a line is the name of an entry (``索引号：``) whose value stands in the next."""
    plain = _SPACES.sub("", bare(text))
    return plain.endswith((":", "：")) and _ENTRY.search(plain) is not None and is_furniture(plain)


def is_entry_value(text: str) -> bool:
    """Whether a line may be the value of an entry named in the line before; a sentence never is."""
    return len(bare(text)) <= _LONGEST_VALUE and "。" not in text


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page, which stands anywhere in an article."""
    return _PAGE.search(_SPACES.sub("", bare(text))) is not None


def behind_furniture(text: str) -> int | None:
    """Where in a line something numbered (``浏览次数：一、总体情况``) begins behind entries of the page."""
    for match in _NUMBERED.finditer(text[:_LONGEST]):
        if is_furniture(text[: match.start()]):
            return match.start()
    return None
