"""PDFium's functions as they are asked for every object and every character: by their addresses alone.

ctypes looks at every argument for the type it is declared to have, makes an object of each pointer that comes
back, and lets other threads go first; that takes longer than most answers. Here handles are whole numbers, no
other thread comes between, and `map` asks for all. What takes PDFium long (pages, drawing) is not asked so.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

__all__ = ["POINTER", "lean", "places"]

POINTER = ctypes.c_void_p
"""The type of handles, and of places for answers."""


@cache
def lean(raw: Any, name: str, answer: Any = ctypes.c_int, *takes: Any) -> Any:
    """A function of PDFium's, asked by its address.

    Args:
        raw: PDFium.
        name: The function's.
        answer: The type of what comes back.
        takes: The types of its arguments. Where none are told, whole numbers go as ``int``, and all else has
            to be an object of ctypes: the shortest way.
    """
    there = ctypes.cast(getattr(raw, name), POINTER).value or 0
    same = ctypes.PYFUNCTYPE(answer)(there)
    if takes:
        same.argtypes = takes
    return same


def places(kind: Any, number: int) -> tuple[Any, list[Any]]:
    """Room for so many answers of a kind, and how a function is told where each is to go."""
    room = (kind * number)()
    return room, [ctypes.byref(room, ctypes.sizeof(kind) * at) for at in range(number)]
