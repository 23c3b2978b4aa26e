"""Write ``docs/rules.md`` from the rules themselves; with ``--check``, only say whether it is up to date."""

import sys
from pathlib import Path

import govinfo_report as gr

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
HEAD = """# Rules · 规则

Written by `scripts/make_rule_book.py` from the rules themselves. An error keeps a report from conforming;
a warning or a note does not. 错误使报告不符合，警告和提示不影响结论。
"""


def page() -> str:
    parts = [HEAD]
    for rule in gr.catalogue():
        relation = f" · {rule.relation}" if rule.relation else ""
        weight = f"{SEVERITIES[rule.severity]} {rule.severity}"
        parts.append(f"\n## {rule.code} {rule.name}\n\n*{weight}{relation}*\n")
        for zh, en, text in (
            ("要求", "Demands", rule.title),
            ("依据", "Basis", rule.clause),
            ("合格", "Passes", rule.passing),
            ("不合格", "Fails", rule.failing),
            ("处理", "What to do", rule.advice),
            *([("例外", "Exceptions", rule.exceptions)] if rule.exceptions is not None else []),
        ):
            parts.append(f"- {zh}：{text.zh}\n  {en}: {text.en}")
    return "\n".join(parts) + "\n"


def main() -> int:
    if "--check" in sys.argv:
        if PAGE.read_text(encoding="utf-8") == page():
            return 0
        print(f"{PAGE} is out of date: run python scripts/make_rule_book.py", file=sys.stderr)
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
