"""The words in which reports speak of their figures: the only place where they are listed.

A word has a sense; a few senses together name a quantity (see `quantities`). Words that matter nothing
are fillers. What is neither is a stranger, and makes a claim no more than likely.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["LEXICON", "LONGEST", "Sense"]


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
    NATURAL = "natural person"
    LEGAL = "legal persons"
    REVIEW = "reconsideration"
    SUIT = "litigation"
    DIRECT = "litigation, direct"
    AFTER = "litigation after reconsideration"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER_RESULT = "other result"
    PENDING = "pending"
    REGULATION = "regulation"
    DOCUMENT = "normative document"
    ISSUE = "issue"
    REPEAL = "repeal"
    IN_FORCE = "in force"
    LICENCE = "licence"
    PENALTY = "penalty"
    COERCION = "coercion"
    DECISION = "decision"
    DISCLOSURE = "of government information disclosure"
    NONE = "none"
    """未, 没有, 无: a statement that there was none."""
    EACH = "each"
    """均, 各, 都: the figure is that of each thing named."""
    AND = "and"
    OWN_YEAR = "own year"
    OTHER_YEAR = "other year"
    """去年, 同比, 以来: the figures of the sentence are not the year's."""
    SCOPE = "scope"
    """全市, 市政府: whose figures these are is another question."""
    CHANNEL = "channel"
    """网络, 信函: a part of the whole."""
    DISTRACTOR = "distractor"
    """Another thing altogether: posts, hotline calls, proposals, filings."""
    FILLER = "filler"


_WORDS: dict[Sense, str] = {
    Sense.REQUEST: "政府信息公开申请 信息公开申请 依申请公开申请 依申请公开政府信息 政府信息依申请公开 依申请公开事项 依申请公开件 "
    "依申请公开 公开申请 申请公开 公开申请件 申请件 申请",
    Sense.RECEIVE: "收到 受理 接收 收办 接到 收件 收悉",
    Sense.NEW: "新收到 新收 新受理 新增",
    Sense.ANSWER: "答复 办结 办理完毕 已办结 回复 办理答复 受理并答复 答复办结",
    Sense.HANDLE: "办理 处理 办件",
    Sense.CARRIED_IN: "上年结转 上年度结转 上年转入 上年度转入 结转上年度 结转上年 上一年度结转 上一年结转 往年结转 去年结转 上年结转申请 "
    "上年度结转申请 上年度结转继续办理",
    Sense.CARRIED_OVER: "结转下年度继续办理 结转至下年度继续办理 结转到下年度继续办理 结转下年度 结转下年 结转至下年度 结转至下年 结转到下年度 "
    "结转下一年度 结转至下一年度 结转到下一年度 转下年度办理 转下年度继续办理 转下年度 转至下年度 转入下年度 转入下一年度 顺延到下年度答复 顺延至下年度答复 "
    "顺延到下年度办理 顺延至下年度办理 顺延到下年度 顺延至下年度 顺延至下一年度 结转次年 结转",
    Sense.GRANTED: "予以公开 准予公开 同意公开 全部公开",
    Sense.PARTIAL: "部分公开 予以部分公开",
    Sense.REFUSED: "不予公开",
    Sense.UNAVAILABLE: "无法提供",
    Sense.NOT_PROCESSED: "不予处理",
    Sense.OTHERWISE: "其他处理",
    Sense.NATURAL: "自然人申请 自然人 公民",
    Sense.LEGAL: "法人或其他组织申请 法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织",
    Sense.REVIEW: "行政复议申请 行政复议案件 行政复议 复议案件 复议",
    Sense.SUIT: "行政诉讼案件 行政诉讼 行政应诉案件 诉讼案件 诉讼",
    Sense.DIRECT: "未经复议直接起诉 未经行政复议直接起诉",
    Sense.AFTER: "复议后起诉 行政复议后起诉 经复议后起诉",
    Sense.UPHELD: "结果维持 维持原具体行政行为 维持",
    Sense.CORRECTED: "结果纠正 被纠正 纠正 纠错",
    Sense.OTHER_RESULT: "其他结果",
    Sense.PENDING: "尚未审结 未审结 正在审理 尚在审理",
    Sense.REGULATION: "政府规章 行政规章 规章",
    Sense.DOCUMENT: "行政规范性文件 规范性文件",
    Sense.ISSUE: "制发 制定 新制定 印发 出台 新增公开 新制发 新出台 制定出台 制定印发 制定发布 新印发 发布 公开发布",
    Sense.REPEAL: "废止 宣布废止 宣布失效 失效 废止失效",
    Sense.IN_FORCE: "现行有效 继续有效",
    Sense.LICENCE: "行政许可",
    Sense.PENALTY: "行政处罚",
    Sense.COERCION: "行政强制",
    Sense.DECISION: "处理决定 决定 作出",
    Sense.DISCLOSURE: "因政府信息公开工作 因政府信息公开申请 因政府信息公开 涉及政府信息公开的 涉及政府信息公开 政府信息公开类 政府信息公开工作 "
    "政府信息公开 因信息公开 涉及信息公开 信息公开类 信息公开工作 信息公开 因政务公开 政务公开",
    Sense.NONE: "未发生 未出现 未产生 未涉及 没有发生 没有产生 没有 不存在 无 零 未",
    Sense.EACH: "均为 均 各 都为 都是 分别",
    Sense.AND: "以及 和 及 与 或 或者 、",
    Sense.OWN_YEAR: "本年度 本年 今年 全年 年内 报告期内",
    Sense.OTHER_YEAR: "去年 上年同期 上年度同期 上年 上年度 上一年度 上一年 同比 环比 同期 较上年 比上年 较去年 比去年 以来 历年 增长 下降 减少 增加 "
    "多于 少于 累计至今 截至目前累计",
    Sense.SCOPE: "全市 全县 全区 全镇 全省 全州 全旗 全系统 全局系统 各部门 各镇 各乡镇 各街道 各单位 各级 下属单位 市政府办公室 市政府办 市政府 县政府办公室 "
    "县政府办 县政府 区政府办公室 区政府办 区政府 省政府 市本级 县本级 区本级 本级 政府系统 部门 乡镇 直属单位 市直 县直 区直",
    Sense.CHANNEL: "网络申请 网上申请 在线申请 网上 网络 线上 在线 信函 邮寄 信件 邮件 电子邮件 当面 现场 窗口 传真 平台 网站 其中通过",
    Sense.DISTRACTOR: "政策性文件 政策文件 政策解读 解读材料 解读 微信 微博 公众号 抖音 信息 动态 公报 新闻发布会 发布会 热线 12345 留言 咨询 投诉 举报 信访 "
    "建议 提案 人大代表建议 政协提案 议案 备案 合法性审查 审查 审核 培训 会议 专栏 检查 督查 案卷 专题 目录 指南 活动 访谈 双公示 公示 公告 "
    "要闻 图片 视频 稿件 问题 意见 预算 决算 采购 项目 事项清单 权责清单 清单 附件 修改 修订 撤销 违法 重点领域 民生 补正 延期 撤回 更正",
    Sense.FILLER: "一共 总共 共计 合计 总计 累计 全部 共 总 计 我局 我办 我镇 我乡 我街道 我委 我厅 我院 我单位 我机关 本机关 本单位 本局 本办 本镇 本街道 "
    "我中心 我社 我处 我县 我市 我区 我们 各类 各种 有关 相关 有 为 是 的 了 已 并 其中 中 按照 按规定 按时 按期 及时 依法 依规 依法依规 规范 在法定期限内 "
    "法定期限内 期限内 规定时限内 均已 要求 向 对 于 在 该 由 被 被申请 提起 引起 引发 产生 发生 情况 工作 数量 件数 总量 总数 案件 事项 方面 "
    "公民、法人和其他组织 公众 群众 群众提出的 社会公众 提出的 提出 提交的 提交 收到的 依申请公开方面 书面 予以 继续 办理结果 结果 含 包括 包含 另有 另 尚有 还有 "
    "尚 达 达到 数为 数 量 起 件 全 年 度 行政机关 行政 政府 文件 机关 书 项 个",
}


def _lexicon() -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for sense, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, sense)
    return found


#: Word → its sense.
LEXICON = _lexicon()
#: Length of the longest word.
LONGEST = max(map(len, LEXICON))
