"""The message catalogues: compiled for use in the checkout, and checked for gaps."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from infra.toolchain import ROOT

TRANSLATIONS = ROOT / "functions" / "kuultu" / "translations"


def compile_catalogues(folder: Path = TRANSLATIONS) -> None:
    """Compile each catalogue that is newer than its compiled form; safe in several processes at once."""
    for source in sorted(folder.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime:
            unfinished = source.with_suffix(f".{os.getpid()}.unfinished")
            with unfinished.open("wb") as opened:
                write_mo(opened, catalogue(source))
            unfinished.replace(compiled)


def are_complete() -> bool:
    """True if every language translates every message of the catalogues; prints the gaps."""
    gaps = list(gaps_in({file.parts[-3]: catalogue(file) for file in sorted(TRANSLATIONS.rglob("*.po"))}))
    for gap in gaps:
        print(gap, flush=True)
    return not gaps


def catalogue(file: Path) -> Catalog:
    """The message catalogue in a ``.po`` file."""
    with file.open("rb") as opened:
        return read_po(opened)


def gaps_in(catalogues: dict[str, Catalog]) -> Iterator[str]:
    """The gaps of each language: a missing message, a missing translation, or a translation marked as fuzzy."""
    said = {message.id for known in catalogues.values() for message in known if message.id}
    for language, known in catalogues.items():
        for wanted in sorted(said, key=str):
            message = known.get(wanted)
            forms = (
                message.string
                if message and isinstance(message.string, (tuple, list))
                else (message and message.string,)
            )
            if message is None or message.fuzzy or not all(forms):
                yield f"translations: {language} lacks {wanted!r}"
