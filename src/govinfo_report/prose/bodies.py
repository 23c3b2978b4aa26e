"""Which words are the whole name of a public body.

A name ends in a word for a kind of body; no word of a sentence, of a page or of a second body stands in it.
What may be a part of a name, or a name and something more, is none: half a name is somebody else's.
"""

from __future__ import annotations

import re

from attrs import frozen

__all__ = [
    "BODY",
    "Named",
    "has_two_plates",
    "is_an_office",
    "is_body",
    "is_cut",
    "is_place",
    "is_rest",
    "is_whole_name",
    "is_without_place",
    "may_be_of_a_name",
]

_SHORTEST, _LONGEST = 2, 40
_HAN = re.compile(r"[\u3400-\u9fff〇·]+")
_KINDS = (
    "局|委|委员会|办|办公室|办公厅|办事处|政府|厅|院|中心|站|处|所|会|镇|乡|街道|苏木|区|县|市|州|省|旗|盟|公司|集团|队|部|署|社|园|"
    "银行|支行|分行|海关|学校|大学|学院|中学|小学|幼儿园|医院|监狱|馆|台|团|师|场|校|厂|联"
)
_ENDS = re.compile(rf"(?:{_KINDS})$")
#: Words that end as the name of a body does, and are none.
_NO_END = re.compile(
    r"(?:网站|平台|专区|社会|全部|内部|外部|市场|现场|立场|当场|好处|之处|益处|全会|大会|机会|场所|之一|教师|律师|党委|党工委|纪委|[局厅院]办公室)$"
)
#: A kind of body without a name: 县政府办公室, 委员会.
_NAMELESS = re.compile(rf"(?:人民|管理|{_KINDS})+")
#: How an office speaks of itself and of others, and of times; 本溪, 全南, 全州, 全椒 and the like are places.
_OWN = re.compile(
    r"我|该|各|其|本(?!溪)|全(?![南州椒])|上级|下级|同级|有关|相关|所属|下属|所辖|辖区|上述|以上|"
    r"今|去年|上年|近年|近几年|同年|当年|年|截至|截止|"
    r"由|受|经(?!济|开)|据|根据|按照|依据|参照|依照|遵照|按(?!察)|与|和(?!平|田|县|顺|静|硕|布克|政|龙|林格)|及|暨(?!阳|南)|对(?!外|口)|请|"
    r"将(?!乐|军)|现(?!代)|为(?!民)"
)
#: How the second half of a name begins: 县水利局, 人民政府.
_WITHIN = re.compile(
    r"学校|医院(?!管理)|公司|单位|机关(?!事务)|[县区省旗盟]|市(?![中南北]区)|州(?!.{0,3}[县区市])|[镇乡](?=人民|政府|党)|人民|政府|办公室|办事处|委员会|街道|管理"
)
#: Words of sentences and of pages; none of them is part of a body's name.
_FOREIGN = re.compile(
    r"通过|依托|利用(?!外资)|借助|按照|根据|依据|依照|遵照|参照|对照|结合|围绕|聚焦|坚持|坚决|认真|积极|不断|持续|继续|紧紧|紧密|"
    r"严格|全面(?!依法|深化)|切实|扎实|深入|深化(?!改革)|进一步|始终|高度|重视|主动|及时|稳步|有序|大力|着力|努力|充分|牢固|牢牢|主要|"
    r"多措|并举|累计|共计|全年|今年|去年|上年|本年|近年|年来|以来|期间|年度|目前|首先|为了|为进|为切|为保|为深|贯彻|落实|推动|加强|"
    r"加大|完善|健全|做好|做到|开展|收到|受理|接到|制发|印发|答复|办结|编制(?!委员会|办)|编写|公布|发布(?!中心)|主办|承办|来源|作者|"
    r"责编|编辑|附件|如下|关于|报告|网站|门户|网页|官网|平台|微信|微博|公众号|新媒体|客户端|专栏|栏目|热线|首页|"
    r"(?:政府|政务|信息)公开(?!办|处|科|中心|局|服务|领导)|所属|下属|上级|下级|各(?!族)|组织(?!部|委|编制)|有关|相关|部门|(?<!事业)单位|名称|标题|行政机关|"
    r"[本该我]机关|党组|党支部|领导班子|领导下|全体|工作人员|没有|未收|设在|位于|联系|查阅|下载|登录|电话|地址|邮编|委托|"
    r"统一(?!战线)|安排|部署|要求|考核|[的了我该]|本级|本[局委办镇乡厅院]|[两三]级|"
    r"会议|通知|日期|来自|欢迎|访问|公示|(?<![国电联])网(?!信|络|格|球)"
)
#: A kind of body and behind it a word of grammar (某局于…, 某局和…); places begin with such signs, too.
_GOES_ON = re.compile(
    r"(?:局|委员会|委|办公室|政府|厅|院|中心|部|处|所|站|会|街道|镇|乡|队)"
    r"(?:在(?!平)|于(?!都|洪)|以|把|与|及|暨(?!阳)|等(?!级)|将(?!乐|军)|对(?!外|口)|向(?!阳)|由|从(?!化|江)|并|均|未(?!央|成)|"
    r"自(?![然治强由贡立流])|经(?!济|开)|据|按|是|已|也|都(?![江匀昌兰安])|和(?!平|谐)|共(?![青和产])|为(?!民))"
)
#: A body and behind it one of another place; a branch bears the name of its head.
_TWO_PLACES = re.compile(
    r"(?:(?<!总)局|委员会|厅|政府).{2,8}?[省市县区旗].{0,12}(?<!分)(?<!支)(?:局|委|委员会|厅|政府|中心|镇|乡)$|"
    r"委(?:员会)?[省市县区旗镇乡]?(?:人民)?政府$"
)
_PLACE = re.compile(r"((?!城[乡市镇]|乡镇|社区|[县市地]区).{1,8}?(?:[省县旗州盟镇乡]|市(?!场)|区(?![划域])))")
_REST = re.compile(
    r"(?:(?:分|支)[局院队行公司]+|[大中支]队|(?:人民)?政府|(?:政府)?办公室|(?:管理)?委员会|办事处|管理[局处]|服务中心)"
)
#: Bodies whose names need not say where they are.
_OF_THEIR_OWN = re.compile(r"(?:大学|学院|学校|中学|小学|医院|公司|集团|银行|支行|分行|海关|监狱)$")
_PLACE_ALONE = re.compile(r"[\u3400-\u9fff]{1,10}[省市县区旗州盟]")

_MOST_OFFICES = 2
"""So often 局 stands in the name of one body: 某局某分局."""

BODY = r"[\w·]{2,40}?"
"""What a name is written in, for expressions that look for one; `is_body` has the last word."""
_TWO_PLATES = re.compile(rf"({BODY})[（(]({BODY})[）)]")


@frozen(kw_only=True)
class Named:
    """Whose report it is, and of which year, as some words name them."""

    agency: str | None
    year: int | None


def is_body(name: str) -> bool:
    """Whether ``name``, without spaces and in Simplified characters, is the whole name of one public body."""
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and may_be_of_a_name(name)
        and _ENDS.search(name) is not None
        and _NO_END.search(name) is None
        and _NAMELESS.fullmatch(name) is None
        and not _is_two(name)
    )


def may_be_of_a_name(text: str) -> bool:
    """Whether ``text`` may be the first part of a name: nothing in it is of a sentence or of a page."""
    return (
        _HAN.fullmatch(text) is not None
        and _OWN.match(text) is None
        and _FOREIGN.search(text) is None
        and _GOES_ON.search(text) is None
    )


def is_place(name: str) -> bool:
    """Whether ``name`` is that of a county, a city or the like, and of no office."""
    return _PLACE_ALONE.fullmatch(name) is not None


def is_cut(name: str) -> bool:
    """Whether a name begins as the rest of one does: 县水利局, as one says within the county."""
    return _WITHIN.match(name) is not None


def is_without_place(name: str) -> bool:
    """Whether a name does not say where its body is: 水利局; nor does the rest of one that a break cut."""
    return is_cut(name) or (
        _PLACE.match(name) is None and not name.startswith(("国家", "中国", "中华", "全国", "最高", "中共"))
    )


def has_two_plates(name: str) -> bool:
    """Whether a name is that of one body with two plates: 某局（某办公室）. Both are its name."""
    plates = _TWO_PLATES.fullmatch(name)
    return plates is not None and all(map(is_body, plates.groups()))


def is_rest(name: str) -> bool:
    """Whether a name is the rest of one that a line break cut: 分局, 办公室."""
    return _REST.fullmatch(name) is not None


def is_whole_name(name: str) -> bool:
    """Whether a name by itself, in a line of its own, tells which body is meant: it says where that is."""
    return (
        is_body(name)
        and not is_place(name)
        and not is_cut(name)
        and (not is_without_place(name) or _OF_THEIR_OWN.search(name) is not None)
    )


def is_an_office(name: str) -> bool:
    """Whether a name is that of the office of a government, which signs for it."""
    return name.endswith(("政府办公室", "政府办公厅", "政府办"))


def _is_two(name: str) -> bool:
    """Whether the names of two bodies stand one behind the other: 某县水利局某县林业局."""
    place = _PLACE.match(name)
    again = place is not None and place[1] in name[place.end() :]
    return again or _TWO_PLACES.search(name) is not None or name.count("局") > _MOST_OFFICES
