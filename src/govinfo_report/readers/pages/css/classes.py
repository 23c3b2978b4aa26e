"""Classes that hide text from the eye, and whose style sheets are seldom in the page that uses them."""

from __future__ import annotations

import re
from collections.abc import Container

__all__ = ["is_for_screen_readers"]

#: Classes by which pages hide text from eyes and keep it for screen readers, or hide it altogether. The style
#: sheets that say so are seldom in the page.
_FOR_SCREEN_READERS = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "visually-hidden-focusable", "screen-reader-text",
        "screen-reader-only", "screenreader", "screen-reader", "element-invisible", "a11y-hidden",
        "aria-only", "aria-hidden", "assistive-text", "offscreen", "off-screen", "hidden", "hide",
        "is-hidden", "d-none", "invisible", "layui-hide", "v-cloak", "ng-hide", "ng-cloak", "uk-hidden",
        "uk-invisible", "ui-helper-hidden", "ui-helper-hidden-accessible", "el-hidden", "ant-hidden",
        "weui-hidden", "mui-hidden", "am-hide", "opacity-0", "show-for-sr", "cdk-visually-hidden",
        "u-hidden", "js-hidden", "clip-text", "text-hide", "display-none",
    }
)  # fmt: skip
#: Classes that show on a desktop what such a class hides on a phone: ``d-none d-md-block``.
_SHOWN_WIDE = re.compile(
    r"^(?:d-(?:sm|md|lg|xl)-(?!none)|(?:sm|md|lg|xl):(?!hidden)|visible-(?:sm|md|lg)|sr-only-focusable$)"
)


def is_for_screen_readers(classes: str | None, styled: Container[str]) -> bool:
    """Whether a class says that text is not for the eye, and no style sheet here says otherwise.

    Args:
        classes: The value of the attribute ``class``.
        styled: The classes of which the page's style sheets say anything.
    """
    if not classes:
        return False
    names = classes.split()
    hiding = [name for name in names if name in _FOR_SCREEN_READERS]
    return (
        bool(hiding)
        and not any(name in styled for name in hiding)
        and not any(_SHOWN_WIDE.match(name) for name in names)
    )
