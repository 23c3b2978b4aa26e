"""Prose in the manner of published reports: varied, of 1,500 to 1,800 characters, saying nothing of the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator

import attrs

from govinfo_report.corpus import synthetic
from govinfo_report.raw import RawReport

_WHO = ("本机关", "我局", "全市各级各部门", "各科室", "办公室", "各镇街")
_WHAT = (
    "重点领域信息",
    "政策文件",
    "财政预决算",
    "民生实事",
    "行政执法信息",
    "乡村振兴信息",
    "营商环境信息",
    "规划计划",
    "会议纪要",
    "招考录用信息",
)
_HOW = ("第一时间", "按时限要求", "分级分类", "持续", "集中", "依法依规", "全面", "逐项")
_DONE = ("予以公开", "更新栏目", "清理规范", "梳理汇总", "审核把关", "解读回应", "归集发布", "动态调整")
_WHERE = (
    "门户网站",
    "政务新媒体",
    "政务公开专区",
    "公报",
    "便民服务中心",
    "新闻发布会",
    "图书馆查阅点",
    "村务公开栏",
)
_WHY = (
    "提高公开的时效",
    "方便群众查阅",
    "回应社会关切",
    "接受社会监督",
    "提升服务水平",
    "推动政策落实",
    "规范权力运行",
)
_NEED = (
    "公开内容不够全面",
    "解读形式较为单一",
    "人员业务能力有待提升",
    "平台功能还需完善",
    "部门之间协调不够顺畅",
    "公开意识有待加强",
)
_SENTENCES = (
    "{who}坚持以公开为常态、不公开为例外，{how}对{what}{done}，{why}。",
    "通过{where}发布{what}{n}条，{how}{done}，切实{why}。",
    "{who}召开政务公开工作推进会{few}次，专题研究{what}公开事项，明确责任分工。",
    "依托{where}设置{what}专栏，由专人负责维护，{how}{done}。",
    "修订信息发布审核制度，落实先审查后公开，对{what}{how}{done}。",
    "组织政务公开业务培训{few}期，参训{n}人次，着力{why}。",
    "将政务公开纳入年度绩效考核，{how}对{who}的{what}公开情况开展督查，并通报结果。",
    "结合图文、视频等形式对政策文件进行解读，全年制作解读材料{few}篇，在{where}同步发布，{why}。",
    "主动公开政务微信推文{n}条，{how}回应网民关心的问题。",
    "一是{need}，{what}的{done}还有差距；二是{other}，与群众的期待仍不相适应。",
    "针对{need}的问题，{who}将{how}加强对{what}的管理，{why}。",
)  # fmt: skip


def passage(rng: random.Random, length: int) -> str:
    """Paragraphs of about so many characters."""
    told, paragraphs = 0, list[str]()
    while told < length:
        paragraph = "".join(_sentence(rng) for _ in range(rng.randint(2, 4)))
        told += len(paragraph)
        paragraphs.append(paragraph)
    return "\n".join(paragraphs)


def _sentence(rng: random.Random) -> str:
    need, other = rng.sample(_NEED, 2)
    return rng.choice(_SENTENCES).format(
        who=rng.choice(_WHO), what=rng.choice(_WHAT), how=rng.choice(_HOW), done=rng.choice(_DONE), where=rng.choice(_WHERE),
        why=rng.choice(_WHY), need=need, other=other, n=rng.randint(20, 900), few=rng.randint(2, 9),
    )  # fmt: skip


def printed(number: int, *, seed: int) -> Iterator[RawReport]:
    """The reports of `synthetic.printed` with such prose before what they say themselves."""
    rng = random.Random(seed)
    for raw in synthetic.printed(number, seed=seed):
        yield attrs.evolve(
            raw,
            overview=f"{passage(rng, rng.randint(950, 1_100))}\n{raw.overview}",
            problems_and_improvements=passage(rng, rng.randint(350, 450)),
        )
