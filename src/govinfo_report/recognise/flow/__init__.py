"""Tables in running text that has lost their grid: found as a stream of cells and drawn as grids again."""

from govinfo_report.recognise.flow.drawing import with_grids

__all__ = ["with_grids"]
