"""The effects of the end of an enquiry of any kind."""

from kuultu.domain.cases.effects import Effect, Open, Settle
from kuultu.domain.cases.enquiries import on_its_way
from kuultu.domain.cases.news_effects import TellNews
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind


def enquiry_ended(situation: Situation) -> list[Effect]:
    """A product on the way back is to be inspected; the case goes on after the last enquiry; late news is told."""
    returned = situation.task.kind is TaskKind.RETURN_PRODUCT and situation.record.task(TaskKind.INSPECT)
    inspection: list[Effect] = [Open(TaskKind.INSPECT)] if on_its_way(situation.record) or returned else []
    news: list[Effect] = [TellNews(situation.task)] if _is_late(situation) else []
    return [*inspection, Settle(), *news]


def _is_late(situation: Situation) -> bool:
    """True if an enquiry ended after the request for a conclusion, and the conclusion is not written yet."""
    concluding, ended_at = situation.record.task(TaskKind.CONCLUDE), situation.task.ended_at
    return bool(concluding and not concluding.ended and ended_at and ended_at > concluding.opened_at)
