"""Names that are loaded when they are first used, so that an import stays light."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import InspectLoader  # loads a dozen modules

__all__ = ["listed_in", "loaded"]


def listed_in(module: str) -> dict[str, str]:
    """The names that a module imports → the module that each comes from; none of them is imported.

    The module runs with an import that only takes notes. So its lines are the one list, for programs and for
    type checkers, and its source need not be there: a frozen program has none.
    """
    found: dict[str, str] = {}

    def note(origin: str, _globals: object, _locals: object, names: tuple[str, ...], _level: int) -> object:
        found.update(dict.fromkeys(names, origin))
        return SimpleNamespace(**dict.fromkeys(names))

    spec = find_spec(module)
    assert spec is not None
    code = cast("InspectLoader", spec.loader).get_code(module)
    assert code is not None
    exec(code, {"__builtins__": {"__import__": note}})
    return found


def loaded(module: str, name: str) -> Any:
    """What a module has under a name: one of its own modules, or a value."""
    found = import_module(module)
    return getattr(found, name) if name in vars(found) else import_module(f"{module}.{name}")
