"""The result of an effect."""

from collections.abc import Sequence
from dataclasses import dataclass

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect


@dataclass(frozen=True)
class Performed:
    """The dossier after an effect, and further effects to carry out."""

    dossier: Dossier
    effects: Sequence[Effect] = ()
