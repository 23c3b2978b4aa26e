"""The words in which reports speak of their figures: the only place where they are listed.

A word has a sense; a few senses together name a quantity (see `phrases`). Words that matter nothing
are fillers. What is neither is a stranger, and makes a claim no more than likely. Words with a year in them (2023年结转) stand
in a list of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from attrs import frozen

__all__ = [
    "ACTIONS",
    "BLOCKING",
    "DECISIONS",
    "DOUBTFUL",
    "KEYS",
    "KINDS",
    "LEXICON",
    "OBJECTS",
    "OUTCOMES",
    "PARTS",
    "RESULTS",
    "ROWS",
    "TITLE",
    "Lexicon",
    "Sense",
    "lexicon",
]


class Sense(StrEnum):
    """What a word of the prose tells."""

    REQUEST = "request"
    RECEIVE = "receive"
    NEW = "new"
    """新收: certainly without what was carried in."""
    ANSWER = "answer"
    HANDLE = "handle"
    CARRIED_IN = "carried in"
    CARRIED_OVER = "carried over"
    GRANTED = "granted"
    PARTIAL = "partially granted"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NOT_PROCESSED = "not processed"
    OTHERWISE = "closed otherwise"
    DISCLOSED = "granted or partially granted"
    STATE_SECRET = "row:refused.state_secret"
    PROHIBITED = "row:refused.prohibited_by_law"
    STABILITY = "row:refused.security_and_stability"
    THIRD_PARTY = "row:refused.third_party_rights"
    INTERNAL = "row:refused.internal_affairs"
    PROCESS = "row:refused.deliberative_process"
    ENFORCEMENT = "row:refused.enforcement_files"
    INQUIRY = "row:refused.administrative_inquiries"
    NOT_HELD = "row:unavailable.not_held"
    CREATION = "row:unavailable.requires_creation"
    UNCLEAR = "row:unavailable.still_unclear"
    PETITION = "row:not_processed.petitions"
    REPEATED = "row:not_processed.repeated"
    PUBLICATION = "row:not_processed.publications"
    EXCESSIVE = "row:not_processed.excessive"
    RECONFIRMATION = "row:not_processed.reconfirmation"
    NOT_CORRECTED = "row:closed_otherwise.not_corrected"
    FEE_UNPAID = "row:closed_otherwise.fee_unpaid"
    NATURAL = "natural person"
    LEGAL = "legal persons"
    BUSINESS = "column:business"
    RESEARCH = "column:research"
    PUBLIC_INTEREST = "column:public_interest"
    LEGAL_SERVICE = "column:legal_service"
    REVIEW = "reconsideration"
    SUIT = "litigation"
    DIRECT = "litigation, direct"
    AFTER = "litigation after reconsideration"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER_RESULT = "other result"
    PENDING = "pending"
    CLOSED = "closed"
    """已审结: of all results but pending."""
    OTHER = "other"
    """其他: of reviews and suits the other results, of anything else nothing certain."""
    REGULATION = "regulation"
    DOCUMENT = "normative document"
    ISSUE = "issue"
    CREATE = "create"
    """新制作: of 2019 one of two columns, which other words may mean both of."""
    PUBLISH = "publish"
    PUBLIC_TOTAL = "public total"
    REPEAL = "repeal"
    IN_FORCE = "in force"
    LICENCE = "licence"
    PENALTY = "penalty"
    COERCION = "coercion"
    DECISION = "decision"
    FEE = "fee"
    DISCLOSURE = "of government information disclosure"
    NONE = "none"
    """未, 没有, 无: a statement that there was none."""
    EACH = "each"
    """均, 各, 都: the figure is that of each thing named."""
    RESPECTIVELY = "respectively"
    """分别: as many figures follow as things were named."""
    TOTAL = "together"
    """合计: the sum of what was named before, if nothing else is named."""
    AMONG = "among them"
    MANNER = "manner"
    """按期, 及时: matters nothing beside a figure but for those answered in time; 未及时 is no statement of none."""
    AND = "and"
    OWN_YEAR = "own year"
    OTHER_YEAR = "other year"
    """去年, 以来, 上半年, 下一步: the figures of the sentence are not the year's."""
    COMPARED = "compared"
    """同比, 增加: the figures of the clause are not the year's."""
    SCOPE = "scope"
    """全市, 市政府: whose figures these are is another question."""
    CHANNEL = "channel"
    """网络, 信函: a part of the whole."""
    DISTRACTOR = "distractor"
    """Another thing altogether: posts, hotline calls, proposals, filings."""
    ELSEWHERE = "elsewhere"
    """修改: a figure of its own, for which the form has no cell."""
    MADE_PUBLIC = "made public"
    """主动公开: likewise, but what is made public of decisions or documents may be all of them."""
    FILLER = "filler"


OUTCOMES = (
    *(Sense.DISCLOSED, Sense.PARTIAL, Sense.GRANTED, Sense.REFUSED, Sense.UNAVAILABLE),
    *(Sense.NOT_PROCESSED, Sense.OTHERWISE),
)
ROWS = tuple(sense for sense in Sense if sense.startswith("row:"))
PARTS = (Sense.NATURAL, Sense.LEGAL, *(sense for sense in Sense if sense.startswith("column:")))
RESULTS = (Sense.UPHELD, Sense.CORRECTED, Sense.OTHER_RESULT, Sense.PENDING, Sense.CLOSED)
KINDS = (Sense.DIRECT, Sense.AFTER)
ACTIONS = (Sense.IN_FORCE, Sense.REPEAL, Sense.PUBLIC_TOTAL, Sense.PUBLISH, Sense.CREATE, Sense.ISSUE)
OBJECTS = (Sense.REGULATION, Sense.DOCUMENT)
DECISIONS = (Sense.LICENCE, Sense.PENALTY, Sense.COERCION)
KEYS = frozenset(
    {
        *(Sense.REQUEST, Sense.RECEIVE, Sense.NEW, Sense.ANSWER, Sense.HANDLE, Sense.CARRIED_IN),
        *(Sense.CARRIED_OVER, Sense.REVIEW, Sense.SUIT, *KINDS),
        *(OUTCOMES + ROWS + PARTS + RESULTS + ACTIONS + OBJECTS + DECISIONS),
        Sense.FEE,
    }
)
"""Senses that say what a figure is of."""
BLOCKING = frozenset(
    (
        Sense.DISTRACTOR,
        Sense.CHANNEL,
        Sense.OTHER_YEAR,
        Sense.COMPARED,
        Sense.ELSEWHERE,
        Sense.MADE_PUBLIC,
    )
)
"""Senses that make a figure none of the year's own."""
DOUBTFUL = frozenset((Sense.SCOPE, Sense.MADE_PUBLIC, None))
"""Senses beside which a figure is likely one of the tables' at most; ``None`` is a stranger."""

_WORDS: dict[Sense, str] = {
    Sense.REQUEST: "信息公开申请件 依申请公开方面 依申请公开情况 依申请公开办理工作 公开政府信息的申请 要求公开政府信息的申请 申请获取政府信息 申请公开政府信息的 政府信息公开的相关申请 依申请公开政府信息的相关申请 依申请公开的申请 依申请公开的情形 申请信息公开 要求公开政府信息的申请书 申请书 申请件数 申请数 申请数量 申请公开政府信息的来信来函来电 依申请公开数量 申请获取信息 信息公开案件 依申请公开政务信息数 依申请公开政务信息 依申请公开信息数 依申请公开件数 依申请公开数 政府信息公开申请件 依申请公开来件 依申请公开来函 政府信息公开的申请 信息公开的申请 政府信息公开申请表 信息公开申请表 政府信息公开申请 信息公开申请 依申请公开申请 依申请公开政府信息 政府信息依申请公开 依申请公开事项 依申请公开件 "
    "依申请公开 公开申请 申请公开 公开申请件 申请件 申请 申请公开政府信息 申请公开信息 依申请公开信息 依申请公开信息申请 申请政府信息公开 申请信息公开",
    Sense.RECEIVE: "递交 接件 收件数 接收到的 收到的申请数 接收到 收到了 来件 收到 受理 接收 收办 接到 收件 收悉 登记 接受 受理量 收到的",
    Sense.NEW: "新收到 新收 新受理 新增 新接收",
    Sense.ANSWER: "作出答复 答复 办结 办理完毕 已办结 回复 办理答复 受理并答复 答复办结 办结答复 答复量 办结量",
    Sense.HANDLE: "办理 处理 办件",
    Sense.CARRIED_IN: "往年结转 上年度转来 上年转来 上年遗留 上年度遗留 上年度遗留件 历年结转至本年度 结转至本年度 从上年结转 从上年度结转 从上一年度结转 上年结转申请件 上年结转 上年度结转 上年转入 上年度转入 结转上年度 结转上年 上一年度结转 上一年结转 往年结转 去年结转 上年结转申请 "
    "上年度结转申请 上年度结转继续办理 上年度结转办理 上年结转办理 上一年度结转申请 去年结转申请 上年结转的申请 上年度结转的申请",
    Sense.CARRIED_OVER: "下年度结转 下年结转 下一年度结转 正在办理中 正在办理 尚在办理中 尚在办理 仍在办理中 仍在办理 结转下年度继续办理 结转至下年度继续办理 结转到下年度继续办理 结转下年度 结转下年 结转至下年度 结转至下年 结转到下年度 "
    "结转下一年度 结转至下一年度 结转到下一年度 转下年度办理 转下年度继续办理 转下年度 转至下年度 转入下年度 转入下一年度 顺延到下年度答复 顺延至下年度答复 "
    "顺延到下年度办理 顺延至下年度办理 顺延到下年度 顺延至下年度 顺延至下一年度 结转次年 结转 "
    "结转下年度办理 结转至下年度办理 结转到下年度办理 结转下一年度继续办理 结转至下一年度继续办理 结转到下一年度继续办理 结转下一年度办理 结转至次年 "
    "结转到下年 转至下年度办理 转至下年度继续办理 转入下年度办理 转入下年度继续办理 转入下一年度办理 转入下一年度继续办理 结转至下年度的",
    Sense.GRANTED: "提供信息的 提供信息 予以公开 准予公开 同意公开 全部公开",
    Sense.DISCLOSED: "公开类 予以公开或部分公开 予以公开或者部分公开 全部或部分公开 全部或者部分公开 全部公开或部分公开 公开或部分公开 公开或者部分公开 公开和部分公开",
    Sense.PARTIAL: "部分提供的 部分提供 部分公开 予以部分公开 作部分公开",
    Sense.REFUSED: "不公开类 不予公开的 不予公开 依法不予公开 决定不予公开",
    Sense.UNAVAILABLE: "无法提供 本机关无法提供",
    Sense.NOT_PROCESSED: "不予处理",
    Sense.OTHERWISE: "其他处理 作其他处理 作出其他处理 予以其他处理 其他方式处理 其他处理结果",
    Sense.STATE_SECRET: "属于国家秘密",
    Sense.PROHIBITED: "其他法律行政法规禁止公开 属于其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开",
    Sense.STABILITY: "危及“三安全一稳定” 危及三安全一稳定 “三安全一稳定”",
    Sense.THIRD_PARTY: "保护第三方合法权益 属于保护第三方合法权益 侵害第三方合法权益",
    Sense.INTERNAL: "属于三类内部事务信息 三类内部事务信息 三类内部事务 内部事务信息 属于内部事务信息",
    Sense.PROCESS: "属于四类过程性信息 四类过程性信息 四类过程性 过程性信息 属于过程性信息",
    Sense.ENFORCEMENT: "属于行政执法案卷 行政执法案卷 行政执法案卷信息 属于行政执法案卷信息",
    Sense.INQUIRY: "属于行政查询事项 行政查询事项",
    Sense.NOT_HELD: "本机关不掌握相关信息 信息不掌握类 不掌握相关信息 本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握",
    Sense.CREATION: "没有现成信息需要另行制作 没有现成信息 需要另行制作",
    Sense.UNCLEAR: "补正后申请内容仍不明确 补正后申请内容仍不明确的",
    Sense.PETITION: "信访投诉举报类申请 信访投诉举报类 信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请",
    Sense.REPEATED: "重复申请",
    Sense.PUBLICATION: "要求提供公开出版物",
    Sense.EXCESSIVE: "无正当理由大量反复申请 大量反复申请",
    Sense.NOT_CORRECTED: "申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正",
    Sense.FEE_UNPAID: "申请人逾期未缴纳费用 逾期未缴纳费用 逾期未缴费",
    Sense.CLOSED: "已审结 已结案 审结 结案",
    Sense.FEE: "行政事业性收费 行政事业性费用 行政事业性收费金额 收取行政事业性收费 收取行政事业性费用",
    Sense.RECONFIRMATION: "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息",
    Sense.NATURAL: "个人提出的 个人提出 个人申请 公民个人提出 自然人申请 自然人 公民个人申请 公民个人 自然人提出申请 自然人提出的申请",
    Sense.BUSINESS: "商业企业申请 商业企业",
    Sense.RESEARCH: "科研机构申请 科研机构",
    Sense.PUBLIC_INTEREST: "社会公益组织申请 社会公益组织",
    Sense.LEGAL_SERVICE: "法律服务机构申请 法律服务机构",
    Sense.LEGAL: "法人 法人申请 法人或其他组织提出申请 法人或其他组织申请 法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织",
    Sense.REVIEW: "复议数 申请行政复议 行政复议问题 复议问题 行政复议情形 行政复议事项 行政复议申请 行政复议案件 行政复议 复议案件 复议",
    Sense.SUIT: "诉讼数 被起诉 提起行政诉讼 行政诉讼问题 诉讼问题 行政诉讼情形 行政诉讼事项 行政诉讼案件 行政诉讼 行政应诉案件 诉讼案件 诉讼",
    Sense.DIRECT: "未经复议的 直接起诉的 直接起诉 未经复议直接起诉 未经行政复议直接起诉",
    Sense.AFTER: "经复议后又提起诉讼的 经复议后又提起诉讼 复议后又起诉 复议后起诉 行政复议后起诉 经复议后起诉",
    Sense.UPHELD: "结果维持 维持原具体行政行为 维持原行政行为 维持结果 维持",
    Sense.CORRECTED: "结果纠正 被纠正 纠正 纠错",
    Sense.OTHER_RESULT: "其他结果",
    Sense.OTHER: "其他",
    Sense.PENDING: "未结案 未结 尚未审结 未审结 正在审理 尚在审理 正在审理中 尚在审理中 尚未办结的",
    Sense.REGULATION: "政府规章 行政规章 规章",
    Sense.DOCUMENT: "行政规范性文件 规范性文件",
    Sense.ISSUE: "制定过 新发 新制定的 制发 制定 新制定 印发 出台 新增公开 新制发 新出台 制定出台 制定印发 制定发布 新印发 发布 公开发布 本年制发 当年制发",
    Sense.CREATE: "新制作",
    Sense.PUBLISH: "新公开",
    Sense.PUBLIC_TOTAL: "对外公开 对外公开总数量 对外公开总数 公开总数量",
    Sense.REPEAL: "作废止处理 废止 宣布废止 宣布失效 失效 废止失效",
    Sense.IN_FORCE: "年末有效 有效的 有效 保留 现行有效 继续有效 现行有效的",
    Sense.LICENCE: "行政许可",
    Sense.PENALTY: "行政处罚",
    Sense.COERCION: "行政强制措施 行政强制行为 行政强制",
    Sense.DECISION: "处理决定 决定 作出",
    Sense.DISCLOSURE: "因公开政府信息而 因公开政府信息 因信息公开问题 政府信息公开方面的 信息公开方面的 政务公开方面的 政府信息公开方面 信息公开方面 因政府信息公开而 因信息公开而 因政府信息公开工作 因政府信息公开申请 因政府信息公开 涉及政府信息公开的 涉及政府信息公开 政府信息公开类 政府信息公开工作 "
    "政府信息公开 政府信息公开工作引起的 因信息公开 涉及信息公开 信息公开类 信息公开工作 信息公开 因政务公开 政务公开 因不服政府信息公开答复 不服政府信息公开答复 政府信息公开答复",
    Sense.NONE: "既无 又无 也无 亦无 不曾 未接获 未接到 没有过 没有遇到 未遇到 不存在过 更没有 也没有 暂未 未有 亦未 也未 并未 没有出现 未曾发生 镇没有 乡没有 局没有 街道没有 尚未 均未 从未 未曾 未发生 未出现 未产生 未涉及 没有发生 没有产生 没有 不存在 无 零 未",
    Sense.EACH: "均为 均 各 都为 都是",
    Sense.RESPECTIVELY: "分别为 分别是 分别有 分别",
    Sense.TOTAL: "合计 共计 总计 一共 总共 两项合计 二者合计 合计共 共",
    Sense.AMONG: "其中",
    Sense.MANNER: "无正当理由 应公开 应答复 及时 按时 按期 依法 依规 依法依规 规范 全部 按照 按规定 在法定期限内 法定期限内 期限内 规定时限内 在规定时限内 按要求 均按期",
    Sense.AND: "以及 和 及 与 或 或者 、",
    Sense.OWN_YEAR: "本年度 本年 今年 全年 年内 报告期内 当年 当年度 今年以来 本年度以来 一年来",
    Sense.OTHER_YEAR: "如果 如无 如有 若无 若有 去年 上年 上年度 上一年度 上一年 前年 同期 以来 历年 往年 近年来 近年 近两年 近三年 近五年 两年来 三年来 五年来 累计至今 截至目前累计 "
    "上半年 下半年 前三季度 一季度 二季度 三季度 四季度 季度 月底 每月 每季 明年 来年 次年 下年 下年度 下一年度 下一步 今后 计划 拟 力争 预计 目标",
    Sense.COMPARED: "同比 环比 较上年 比上年 较去年 比去年 较上年度 比上年度 较上年同期 比上年同期 较去年同期 比去年同期 与上年相比 与去年相比 与上年同期相比 "
    "增长 下降 上升 减少 增加 增幅 降幅 多于 少于 持平",
    Sense.SCOPE: "通过网上栏目提交的 通过网站提交的 通过网络提交的 通过网上提交的 通过信函提交的 通过邮件提交的 通过平台提交的 市民 全市 全县 全区 全镇 全省 全州 全旗 全系统 全局系统 各级行政机关 各级各部门 转办 交办 各部门 各镇 各乡镇 各街道 各单位 各级 下属单位 市政府办公室 市政府办 市政府 县政府办公室 "
    "县政府办 县政府 区政府办公室 区政府办 区政府 省政府 市本级 县本级 区本级 本级 政府系统 部门 乡镇 直属单位 市直 县直 区直",
    Sense.CHANNEL: "依申请公开系统 依申请公开平台 申请系统 申请平台 申请公开系统 申请公开平台 线下 网站申请 邮寄申请 邮件申请 当面申请 现场申请 信函申请 电子邮件申请 传真申请 网络申请 网上申请 在线申请 网上 网络 线上 在线 信函 邮寄 信件 邮件 电子邮件 当面 现场 窗口 传真 平台 网站 其中通过",
    Sense.DISTRACTOR: "行政强制事项 行政处罚事项 行政许可事项 信息公开申请受理点 申请受理点 受理点 申请点 查阅点 受理窗口 公开查阅点 政策性文件 政策文件 政策解读 解读材料 解读 微信 微博 公众号 抖音 信息 动态 公报 新闻发布会 发布会 热线 12345 留言 咨询 投诉 举报 信访 "
    "建议 提案 人大代表建议 政协提案 议案 备案 合法性审查 审查 审核 培训 会议 专栏 检查 督查 案卷 专题 目录 指南 活动 访谈 双公示 公示 公告 "
    "要闻 图片 视频 稿件 问题 意见 预算 决算 采购 项目 事项清单 权责清单 清单 附件 撤销 违法 重点领域 民生 补正 延期 撤回 更正 模板 来电 来信 来访 工单 诉求 公文 属性 服务事项",
    Sense.ELSEWHERE: "修改 修订 修正",
    Sense.MADE_PUBLIC: "主动公开 并主动公开 公布",
    Sense.FILLER: "等 之说 出现 出现过 发生过 接到过 收到过 三类 两类 三种 两种 各类 均系 任何 我关 我队 我所 本所 我站 本站 我中心 学院 学校 医院 街道办事处 经统计 经核查 提出过 更 既 又 的发生 的案件 线上、线下各渠道 线上、线下 元 万元 实现 因此 任何单位和个人 任何单位或个人 任何单位 任何形式的 申请人 申请人提出的 公民、企业和社会组织 公民、法人和社会组织 企业提出的 书面或网上的 书面 针对 亦 亦无 未出现过 相关的 本校 我校 本院 我站 本站 一份 一件 一起 各渠道 实施 开展 行为 依申请公开件均 向我局 向本局 向我单位 收取 金额为 金额 就 线上线下 该镇 情形 的情形 的情况 累计 总 计 全局 全办 全委 全厅 全院 全中心 新 内 也 都 还 数字 数据 我局 我办 我镇 我乡 我街道 我委 我厅 我院 我单位 我机关 本机关 本单位 本局 本办 本镇 本街道 "
    "我中心 我社 我处 我县 我市 我区 我们 各类 各种 有关 相关 有 为 是 的 了 已 并 中 属于 均系 "
    "均已 要求 向 对 于 在 该 由 被 被申请 提起 引起 引发 产生 发生 情况 工作 数量 件数 总量 总数 案件 事项 方面 "
    "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 自然人、法人或其他组织 自然人、法人和其他组织 自然人、法人或者其他组织 "
    "公民 公众 群众 群众提出的 社会公众 提出的 提出 提交的 提交 依申请公开方面 予以 继续 办理结果 结果 含 包括 包含 另有 另 尚有 还有 "
    "尚 达 达到 数为 数 量 起 件 全 年 度 行政机关 行政 政府 机关 书 项 个",
}


#: Words with a year in them: that before the report's own, its own, or the next.
_YEARLY: dict[Sense, str] = {
    Sense.OWN_YEAR: "{own}年 {own}年度 {own}年以来 {own}年全年",
    Sense.CARRIED_IN: "{last}年结转 {last}年度结转 {last}年结转申请 {last}年度结转申请 {last}年转入",
    Sense.CARRIED_OVER: "结转{next}年 结转至{next}年 结转到{next}年 结转至{next}年度 结转{next}年继续办理 结转至{next}年继续办理 结转到{next}年继续办理 结转至{next}年度继续办理 "
    "结转{next}年办理 结转至{next}年办理 结转到{next}年办理 转入{next}年 转至{next}年 顺延至{next}年 顺延到{next}年 转入{next}年办理 顺延至{next}年办理 转入{next}年继续办理",
    Sense.COMPARED: "较{last}年 比{last}年 较{last}年度 比{last}年度 与{last}年相比 与{last}年度相比 较{last}年同期 比{last}年同期",
}


def _listed(lists: Mapping[Sense, str]) -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for sense, words in lists.items():
        for word in words.split():
            found.setdefault(word, sense)
    return found


#: Parts of the year, and years that are not the report's own; the whole year is no part.
_DATES = (
    (r"1月1日|12月31日|12月(?:底|末)|1月?份?[-—–~～至到]12月份?", Sense.FILLER),
    (r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?", Sense.OTHER_YEAR),
    (r"20[0-9]{2}年度?", Sense.OTHER_YEAR),
)
#: What a title says is said of nobody: 印发《政府信息公开申请办理规范》1份.
TITLE = "《[^》]{0,200}》"


@frozen(eq=False)
class Lexicon:
    """Words with their senses.

    Attributes:
        senses: Word → its sense.
        pattern: Finds a title, else the longest word at a place, else a date.
    """

    senses: Mapping[str, Sense]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, senses: Mapping[str, Sense], *, dated: bool) -> Lexicon:
        """Some words.

        Args:
            senses: Word → its sense.
            dated: Whether the year of the report is known; without it a year may be its own.
        """
        begun: dict[str, list[str]] = {}
        for word in sorted(senses, key=len, reverse=True):
            begun.setdefault(word[0], []).append(re.escape(word[1:]))
        known = "|".join(f"{re.escape(sign)}(?:{'|'.join(rest)})" for sign, rest in begun.items())
        dates = "".join(f"|({pattern})" for pattern, _ in _DATES if dated)
        return cls(senses, re.compile(f"({TITLE})|({known}){dates}"))

    def sense_of(self, found: re.Match[str]) -> Sense | None:
        """The sense of what was found; ``None`` for a title."""
        group = found.lastindex or 1
        if group == 2:
            return self.senses[found[0]]
        return _DATES[group - 3][1] if group > 2 else None


#: Word → its sense.
LEXICON = _listed(_WORDS)


@cache
def lexicon(year: int | None) -> Lexicon:
    """The words of a report of that year: those of every report, and those with a year in them."""
    if year is None:
        return Lexicon.of(LEXICON, dated=False)
    dated = {sense: words.format(last=year - 1, own=year, next=year + 1) for sense, words in _YEARLY.items()}
    return Lexicon.of(LEXICON | _listed(dated), dated=True)
