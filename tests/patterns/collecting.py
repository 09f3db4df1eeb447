"""Every regular expression that the package compiles, and where; run as a program of its own.

``re`` is watched while all modules are imported and what makes patterns of data files is called;
calls inside other functions are read in the source, if their pattern stands there. A call of ``re``
that neither finds is reported as missed, so that no pattern can be forgotten.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pickle
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

KG = Path(__file__).parents[2] / "kg"
_CALLS = frozenset(
    ("compile", "search", "match", "fullmatch", "split", "sub", "subn", "findall", "finditer")
)
_WORDED = frozenset(("category", "name", "wanted"))  # parameters that take a word of a data file


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, the line of the package that compiles it, and how it is matched there."""

    site: str
    pattern: str | bytes
    flags: int
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A line that calls ``re``; the pattern is None where it does not stand in the source."""

    line: str
    pattern: str | bytes | None
    flags: int
    used: tuple[str, ...]


def collect() -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return the patterns, and the lines that call ``re`` with a pattern that was not found."""
    seen: set[tuple[str, str | bytes, int, str]] = set()
    compile_ = re._compile  # type: ignore[attr-defined]

    def watched(pattern: object, flags: int) -> re.Pattern[str]:
        frame = sys._getframe(2)
        file = frame.f_code.co_filename
        if isinstance(pattern, str | bytes) and file.startswith(str(KG)):
            site = f"{Path(file).relative_to(KG)}:{frame.f_lineno}"
            seen.add((site, pattern, int(flags), sys._getframe(1).f_code.co_name))
        return compile_(pattern, flags)  # type: ignore[no-any-return]

    re._compile = watched  # type: ignore[attr-defined]
    modules = _modules()
    _use(modules)
    re._compile = compile_  # type: ignore[attr-defined]
    sites: dict[str, Site] = {}
    for module in modules:
        sites |= {site.line: site for site in _sites(module)}
    found = {
        Found(line, pattern, flags, sites[line].used if line in sites else (call,))
        for line, pattern, flags, call in seen
    }
    reached = {one.site for one in found}
    written = {
        Found(site.line, site.pattern, site.flags, site.used)
        for site in sites.values()
        if site.line not in reached and site.pattern is not None
    }
    missed = set(sites) - reached - {one.site for one in written}
    return tuple(sorted(found | written, key=repr)), tuple(sorted(missed))


def _modules() -> list[ModuleType]:
    import kg  # noqa: PLC0415 - only once re is watched

    names = [m.name for m in pkgutil.walk_packages(kg.__path__, "kg.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def _use(modules: list[ModuleType]) -> None:
    categories, asked = _categories(), _asked()
    for module in modules:
        for name, maker, parameter in _makers(module):
            words = asked.get(name, set()) | (categories if parameter == "category" else set())
            for arguments in [(word,) for word in sorted(words)] if parameter else [()]:
                try:
                    maker(*arguments)
                except (LookupError, StopIteration, ValueError):
                    continue  # not a category of its own file


def _makers(module: ModuleType) -> Iterator[tuple[str, Callable[..., object], str]]:
    """Yield what makes patterns of data, or keeps what it made, and its parameter, if any."""
    for name, value in vars(module).items():
        function = inspect.unwrap(value) if callable(value) else None
        if not inspect.isfunction(function) or function.__module__ != module.__name__:
            continue
        signature = inspect.signature(function)
        needed = [p for p in signature.parameters.values() if p.default is p.empty]
        makes = re.search("Pattern|CueSet", str(signature.return_annotation)) is not None
        kept = isinstance(value, functools._lru_cache_wrapper)
        if not needed and (kept or makes):
            yield name, value, ""
        elif makes and [p.name in _WORDED for p in needed] == [True]:
            yield name, value, needed[0].name


def _categories() -> set[str]:
    """Return what the entries of data files have as category."""
    texts = [path.read_text(encoding="utf-8") for path in (KG / "data").glob("*.yaml")]
    return {word for text in texts for word in re.findall(r"\bcategory: *[\"']?([\w-]+)", text)}


def _asked() -> dict[str, set[str]]:
    """Return the words that the package itself passes to each function."""
    asked = defaultdict(set)
    for path in KG.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    asked[node.func.id].add(first.value)
    return asked


def _sites(module: ModuleType) -> Iterator[Site]:
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = _holders(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (call := _call(node)):
            used = _used(tree, holders.get(id(node))) if call == "compile" else (call,)
            flags = next((k.value for k in node.keywords if k.arg == "flags"), None)
            yield Site(
                f"{path.relative_to(KG)}:{node.lineno}",
                _value(node.args[0], module),
                int(_value(flags, module)) if flags else 0,
                used,
            )


def _holders(tree: ast.Module) -> dict[int, str]:
    """Return by what name each expression is known: a variable's, or that of its function."""
    names: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names |= {id(inner): node.name for inner in ast.walk(node)}
        elif isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            names[id(node.value)] = target.id
    return names


def _value(node: ast.expr, module: ModuleType) -> Any:
    """Return what an expression is, if the names of its module suffice to tell."""
    try:
        return eval(compile(ast.Expression(node), "", "eval"), vars(module))  # noqa: S307 - our own
    except (NameError, AttributeError):
        return None


def _call(node: ast.Call) -> str | None:
    of_re = (
        isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
    )
    return node.func.attr if of_re and node.func.attr in _CALLS else None  # type: ignore[attr-defined]


def _used(tree: ast.Module, name: str | None) -> tuple[str, ...]:
    """Return the methods called on a pattern; none where it is also handed to other functions."""
    if name is None or not name.startswith("_"):
        return ()
    attributes = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in _CALLS
        and isinstance(holder := node.value, ast.Name | ast.Call)
        and getattr(holder.func if isinstance(holder, ast.Call) else holder, "id", None) == name
    ]
    uses = sum(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        for node in ast.walk(tree)
    )
    return tuple(sorted(set(attributes))) if uses == len(attributes) else ()


if __name__ == "__main__":
    collected, missed = collect()
    rows = [(one.site, one.pattern, one.flags, one.used) for one in collected]
    sys.stdout.buffer.write(pickle.dumps((rows, missed)))
