"""One deterministic zip per Lambda: the modules that the Lambda imports, and the data of its folder."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from infra.bundles.closure import Closure, closure_of, source_of
from infra.bundles.distributions import files_of, needed
from infra.bundles.targets import LOCK, Target, compile_all, install
from infra.file_lock import exclusive
from infra.toolchain import BUILD, ROOT, say

FUNCTIONS = ROOT / "functions"
LAMBDAS = (
    "intake",
    "survey_pages",
    "survey_forms",
    "link_pages",
    "link_actions",
    "console_pages",
    "console_actions",
    "sign_in_mails",
    "case_steps",
    "response_stream",
    "mail_events",
    "sweep",
)
RENDERING = "kuultu.rendering.templates"
RENDERED_FROM = ("kuultu/templates", "kuultu/translations")
START_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def build(target: Target, out: Path = BUILD / "bundles") -> dict[str, Path]:
    """Return the zip of each Lambda for a target; all are made anew if the sources or the lock file changed."""
    bundles = {name: out / target.name / f"{name}.zip" for name in LAMBDAS}
    made_from = out / target.name / "made-from"
    today = fingerprint(target)
    with exclusive("bundles"):
        if not (made_from.is_file() and made_from.read_text(encoding="utf-8") == today):
            say(f"Bundles: packing {len(LAMBDAS)} functions for {target.name}")
            made_from.unlink(missing_ok=True)
            pack_all(target, bundles)
            made_from.write_text(today, encoding="utf-8")
    return bundles


def fingerprint(target: Target) -> str:
    """A hash of the origin of a target's bundles: target, sources, packing code and lock file."""
    digest = hashlib.sha256(f"{target.name} {target.compiler()} {target.markers}".encode())
    for file in (*sources(FUNCTIONS), *sources(Path(__file__).parent), LOCK):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    """The source files under a folder, without compiled files, in a fixed order."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return (file for file in files if "__pycache__" not in file.parts and file.suffix not in {".pyc", ".mo"})


def pack_all(target: Target, bundles: dict[str, Path]) -> None:
    """Compile the sources and the packages once, then write each Lambda's share into its zip."""
    own = BUILD / "staging" / f"own-{target.name}"
    stage_own(own)
    compile_all(target, own)
    installed = packages(target)
    for name, bundle in bundles.items():
        closure = closure_of(f"{name}.handler", FUNCTIONS)
        chosen = {**third_party(closure, installed, target), **own_files(name, closure, own)}
        write_zip(bundle, chosen)


def stage_own(staging: Path) -> None:
    """Copy Kuultu's sources, and compile the message catalogues on the way."""
    shutil.rmtree(staging, ignore_errors=True)
    for file in sources(FUNCTIONS):
        copy = staging / file.relative_to(FUNCTIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".po":
            with file.open("rb") as catalogue, copy.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(catalogue))
        else:
            shutil.copyfile(file, copy)


def packages(target: Target) -> Path:
    """The third-party packages installed and compiled for a target, once for each state of the lock file."""
    key = hashlib.sha256(f"{target.compiler()} {target.markers}".encode() + LOCK.read_bytes()).hexdigest()[:16]
    installed = BUILD / "packages" / f"{target.name}-{key}"
    if not installed.is_dir():
        unfinished = installed.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        install(target, unfinished)
        compile_all(target, unfinished)
        unfinished.rename(installed)
    return installed


def third_party(closure: Closure, installed: Path, target: Target) -> dict[str, Path]:
    """The files of third-party packages for a Lambda, by name in the bundle."""
    found = needed(closure.others, installed, target.markers)
    names = (name for distribution in found for name in files_of(distribution))
    return with_bytecode({name: installed / name for name in names})


def own_files(name: str, closure: Closure, staging: Path) -> dict[str, Path]:
    """Kuultu's files for a Lambda: modules, data beside its handler, and templates and catalogues if it renders."""
    found = [file for module in closure.own if (file := source_of(module, staging))]
    folders = [name, *(RENDERED_FROM if RENDERING in closure.own else ())]
    data = [file for folder in folders for file in (staging / folder).rglob("*") if file.is_file()]
    found.extend(file for file in data if file.suffix not in {".py", ".pyc"})
    return with_bytecode({file.relative_to(staging).as_posix(): file for file in found})


def with_bytecode(files: dict[str, Path]) -> dict[str, Path]:
    """Add the compiled form of each source, if there is a compiled form."""
    compiled = {}
    for name, file in files.items():
        if file.suffix == ".py":
            for one in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
                compiled[f"{Path(name).parent.as_posix()}/__pycache__/{one.name}".removeprefix("./")] = one
    return {**files, **compiled}


def write_zip(bundle: Path, files: dict[str, Path]) -> None:
    """Write a zip with files in alphabetical order and fixed times and rights: same content, same bytes."""
    bundle.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, START_OF_ZIP_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name].read_bytes(), compresslevel=9)
