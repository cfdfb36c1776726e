"""Which modules a Lambda imports, read from the source without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Closure:
    """Everything that a handler can reach: our own modules, and the top-level names of others."""

    own: frozenset[str]
    others: frozenset[str]


def closure_of(handler: str, root: Path) -> Closure:
    """Follow imports from module ``handler``, those inside functions too, through our own modules under ``root``."""
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
    """The file of one of our own modules or packages; nothing for anybody else's."""
    path = root.joinpath(*module.split("."))
    candidates = (path / "__init__.py", path.with_suffix(".py"))
    return next((file for file in candidates if file.is_file()), None)


def own_module(name: str, root: Path) -> str | None:
    """The longest part of a dotted name that is a module of ours: ``kuultu.errors.Gone`` is ``kuultu.errors``."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if source_of(prefix, root)), None)


def parents(module: str) -> list[str]:
    """The packages that importing a module imports first."""
    parts = module.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def imported_by(module: str, root: Path) -> Iterator[str]:
    """Every dotted name that the source of a module imports, relative ones made absolute."""
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
    """The module that a ``from`` import names, seen from the top."""
    if not node.level:
        return node.module or ""
    base = package.split(".")
    kept = base[: len(base) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])
