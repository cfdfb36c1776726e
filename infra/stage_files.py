"""The settings of a deployment in its file `stages/NAME.toml`: typed, and refused with line and sentence."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

from infra.deployment_stages import DeploymentStage, InvalidStage, local
from infra.toolchain import ROOT

FIELDS = {name: hint for name, hint in get_type_hints(DeploymentStage).items() if name != "name"}
TEXT = 'a text in quotes, as in "text"'
KINDS: Mapping[object, tuple[type | tuple[type, ...], str]] = {
    str: (str, TEXT),
    str | None: (str, TEXT),
    float: ((int, float), "a number, as in 2.5"),
    int: (int, "a whole number, as in 60"),
    bool: (bool, "true or false"),
    tuple[str, ...]: (list, 'a list of texts, as in ["fi", "sv"]'),
}


class InvalidStageFile(ValueError):
    """A file of settings that cannot be used; `told` has a sentence for each fault, with file and line."""

    def __init__(self, told: list[str]) -> None:
        super().__init__("\n".join(told))
        self.told = told


def from_context(setting: Callable[[str], object]) -> DeploymentStage:
    """The stage that `-c stage=NAME` names, from its file; raises InvalidStageFile.

    Settings are never taken from the command line: a stack would change when one of them is forgotten.
    """
    name = str(setting("stage") or "production")
    if name == "local":
        return local(port=8000)  # each local run gives its own values to the parameters of the template
    file = _file_of(name, str(setting("stages") or "stages"))
    given = [one for one in (*FIELDS, "alarm_topic") if setting(one) not in (None, "")]
    if given:
        raise InvalidStageFile(
            [f"-c {one}=… is not taken: write {one} into {_shown(file)}, where nobody can forget it." for one in given]
        )
    return read_stage(file)


def read_stage_of(name: str, folder: str) -> DeploymentStage:
    """The stage of a name, from its file in a folder; raises InvalidStageFile."""
    return local(port=8000) if name == "local" else read_stage(_file_of(name, folder))


def _file_of(name: str, folder: str) -> Path:
    return ROOT / folder / f"{name}.toml"


def read_stage(file: Path) -> DeploymentStage:
    """The stage in a file, named after it; raises InvalidStageFile with all faults."""
    text = _text_of(file)
    content = _parsed(text, file)
    faults = [*_unknown(content), *_mistyped(content)]
    if not faults:
        values: Any = {name: tuple(one) if isinstance(one, list) else one for name, one in content.items()}
        try:
            return DeploymentStage(name=file.stem, **values)
        except InvalidStage as invalid:
            faults = list(invalid.faults)
        except TypeError:
            faults = [(name, f"{name} is missing: it has no default.") for name in _required() if name not in content]
    by_line = sorted((_line_of(name, text), told) for name, told in faults)
    raise InvalidStageFile([f"{_shown(file)}:{line}: {told}" for line, told in by_line])


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        sample = "Copy stages/sample.toml to it, and write your own settings there."
        raise InvalidStageFile([f"{_shown(file)}: This stage has no file yet. {sample}"]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidStageFile([f"{_shown(file)}: This file cannot be read: {error}."]) from error


def _parsed(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = line.group(1) if line else len(text.splitlines())  # else the document ends too early
        raise InvalidStageFile([f"{_shown(file)}:{number}: This is not TOML: {error}."]) from error


def _unknown(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in content.keys() - FIELDS.keys():
        close = get_close_matches(name, FIELDS, 1)
        advice = f"Is {close[0]} meant?" if close else f"There are: {', '.join(FIELDS)}."
        yield name, f"There is no setting {name}. {advice}"


def _mistyped(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in content.keys() & FIELDS.keys():
        kind, shown = KINDS[FIELDS[name]]
        value = content[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool) or _holds_other(value):
            yield name, f"{name} must be {shown}."


def _holds_other(value: object) -> bool:
    """True for a list that holds anything but texts."""
    return isinstance(value, list) and not all(isinstance(one, str) for one in value)


def _required() -> list[str]:
    return [name for name in FIELDS if name not in vars(DeploymentStage)]


def _line_of(name: str, text: str) -> int:
    """The line of a setting; 1 for one that is missing."""
    begins = (number for number, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[?\"?{name}\b", line))
    return next(begins, 1)


def _shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)
