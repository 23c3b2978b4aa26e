"""Which language to speak."""

from __future__ import annotations

import os

__all__ = ["Words", "default_language"]


def default_language() -> str:
    """English on an English locale, Chinese on any other or none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


class Words:
    """Picks between the Chinese and the English of what is said."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, zh: str, en: str) -> str:
        """The one of the two in the language spoken."""
        return en if self.lang == "en" else zh
