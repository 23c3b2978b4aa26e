"""govinfo_report: China's 政府信息公开工作年度报告, read, checked and written.

import govinfo_report as gr

raw = gr.read("nangong-2023.txt")     # as printed, every cell with its source
result = gr.check(raw)                # every rule's outcome, and the findings
report = raw.to_report(blanks="zero") # the report that holds
gr.write(report, "nangong-2023.xlsx")
"""

from typing import TYPE_CHECKING

from govinfo_report.later import listed_in as _listed_in
from govinfo_report.later import loaded as _loaded
from govinfo_report.showing import draw_with as _draw_with
from govinfo_report.version import __version__ as __version__

if TYPE_CHECKING:
    from govinfo_report.public import *  # noqa: F403
else:
    _PUBLIC = _listed_in("govinfo_report.public")
    __all__ = sorted(_PUBLIC)

    def __getattr__(name):
        if name not in _PUBLIC:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = _loaded(_PUBLIC[name], name)
        return value

    def __dir__():
        return __all__


_draw_with(lambda: _loaded("govinfo_report.writers", "display"))
