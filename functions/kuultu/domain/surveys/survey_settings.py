"""A survey's own settings in place of the usual values: clocks, retention, origins, partial answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kuultu.domain.calendar.clocks import Clocks

SPANS = ("reflection_days", "promise_days", "follow_up_days")
"""The clocks that a survey may set, in days of the deployment's own length."""


@dataclass(frozen=True)
class SurveySettings:
    """A survey's own settings; None is the deployment's value, and no origins are all origins.

    `retention_days` is the time for which responses and cases are kept: recorded with each version, not yet used.
    `partial` is true if partial responses are kept, `refund_account` if a refund asks for an account number.
    """

    reflection_days: float | None = None
    promise_days: float | None = None
    follow_up_days: float | None = None
    retention_days: int | None = None
    allowed_origins: tuple[str, ...] = ()
    partial: bool = False
    refund_account: bool = False

    def clocks(self, usual: Clocks) -> Clocks:
        """The clocks of the survey: its own values, and the deployment's usual ones for the rest."""
        own = {name: getattr(self, name) for name in SPANS}
        return replace(usual, **{name: days for name, days in own.items() if days is not None})

    def admits(self, origin: str) -> bool:
        """True if a page of the origin may ask the survey."""
        return not self.allowed_origins or origin in self.allowed_origins


def survey_settings_from(document: Mapping[str, Any]) -> SurveySettings:
    """The settings in a survey's definition."""
    spans = {name: document[name] for name in (*SPANS, "retention_days") if name in document}
    partial = bool(document.get("partial", False))
    origins, account = tuple(document.get("allowed_origins", ())), bool(document.get("refund_account", False))
    return SurveySettings(**spans, allowed_origins=origins, partial=partial, refund_account=account)
