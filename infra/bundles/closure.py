"""The modules that a Lambda imports, found in the source without running the code."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Closure:
    """The modules within reach of a handler: Kuultu's modules, and the top-level names of all others."""

    own: frozenset[str]
    others: frozenset[str]


def closure_of(handler: str, root: Path) -> Closure:
    """Follow imports from module ``handler``, also inside functions, through Kuultu's modules under ``root``."""
    own: set[str] = set()
    others: set[str] = set()
    waiting = [handler]
    while waiting:
        module = waiting.pop()
        if module in own:
            continue
        own.add(module)
        for name in {*imported_by(module, root), *parents(module)}:
            found = own_module(name, root)
            if found:
                waiting.append(found)
            else:
                others.add(name.partition(".")[0])
    return Closure(frozenset(own), frozenset(others))


def source_of(module: str, root: Path) -> Path | None:
    """The source file of a module or package of Kuultu; None for a third-party module."""
    path = root.joinpath(*module.split("."))
    candidates = (path / "__init__.py", path.with_suffix(".py"))
    return next((file for file in candidates if file.is_file()), None)


def own_module(name: str, root: Path) -> str | None:
    """The longest part of a dotted name that is a module of Kuultu: ``kuultu.errors`` of ``kuultu.errors.Gone``."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if source_of(prefix, root)), None)


def parents(module: str) -> list[str]:
    """The packages around a module, outermost first: Python imports them before the module."""
    parts = module.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def imported_by(module: str, root: Path) -> Iterator[str]:
    """The dotted names in the imports of a module, relative names made absolute."""
    source = source_of(module, root)
    if source is None:
        raise FileNotFoundError(f"No source for {module} under {root}.")
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source.read_bytes(), filename=str(source))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(node, package)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def absolute(node: ast.ImportFrom, package: str) -> str:
    """The absolute name of the module in a ``from`` import."""
    if not node.level:
        return node.module or ""
    base = package.split(".")
    kept = base[: len(base) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])
