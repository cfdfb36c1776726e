"""The closed cases of the sample data: how each unhappy answer was handled, and ended."""

import random
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from infra.local.sample.case_history import CaseHistory
from infra.local.sample.wording import TEXTS
from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.payloads.finding_out import Conclusion, Settlement, Triage
from kuultu.domain.cases.payloads.putting_right import Delivery, FollowUp, Proposal, RemedyChoice, Reply
from kuultu.domain.cases.remedy import MONEY, Remedy
from kuultu.domain.cases.reopening import may_reopen
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey

SHARE_CHOOSING, SHARE_FOLLOWED_UP, SHARE_LOST = 0.75, 0.7, 0.25
"""Customers who choose a remedy, who answer the follow-up, and whom nothing wins back."""

LONGEST_ROUND = timedelta(days=40)
"""A round with its waits, if nobody answers; whoever was unhappy later than that has called the matter settled."""

ROUNDS = 3

Ending = Mapping[str, Any]


@cache
def endings() -> Mapping[str, Ending]:
    """The endings by topic, as the file has them."""
    return tomllib.loads((TEXTS / "endings.toml").read_text(encoding="utf-8"))


def ending_for(response: Response) -> Ending:
    """The ending for the topic that the customer wrote about; `other` for a complaint without words."""
    topics = response.answers.get("topics") if response.answers.get("why") else None
    return endings()[topics[0] if isinstance(topics, list) else "other"]


def settled_case(response: Response, survey: Survey, clocks: Clocks, start: datetime) -> CaseRecord:
    """The record of the closed case of an unhappy answer, over before a start; the same for the same answer.

    `clocks` are the deployment's.
    """
    chance = random.Random(response.id)  # noqa: S311 - invents decisions, and hides nothing
    history = CaseHistory.begun(response, survey, survey.settings.clocks(clocks))
    lost = chance.random() < SHARE_LOST and history.at + ROUNDS * LONGEST_ROUND < start
    ending = ending_for(response)
    _find_out(history, ending, chance)
    if response.anonymous:
        return history.closed()
    _answer(history, ending, response.language, chance)
    if history.at + LONGEST_ROUND > start:
        history.customer_is_satisfied(chance.uniform(1, 20))
        return history.closed()
    _put_right(history, ending, chance)
    _follow_up(history, survey, chance, lost=lost)
    while lost and may_reopen(history.record.case):
        _go_on(history, survey, response.language, chance)
    return history.closed()


def _go_on(history: CaseHistory, survey: Survey, language: str, chance: random.Random) -> None:
    """Another round, which does not win the customer back either."""
    history.reopen()
    _find_out(history, endings()["again"], chance)
    _answer(history, endings()["again"], language, chance)
    history.nobody_answers(TaskKind.CHOOSE_REMEDY)
    _follow_up(history, survey, chance, lost=True)


def _find_out(history: CaseHistory, ending: Ending, chance: random.Random) -> None:
    history.staff_decide(Triage(), Triage.HANDLE, chance.uniform(0.2, 4))
    history.staff_decide(Settlement(), Settlement.SETTLED, 0)
    history.reflect()
    conclusion = Conclusion(ending["facts"], ending["root_cause"])
    history.staff_decide(conclusion, ending["fault"], chance.uniform(0.2, 5))


def _answer(history: CaseHistory, ending: Ending, language: str, chance: random.Random) -> None:
    remedies = tuple(Remedy(one) for one in ending["remedies"])
    sums = {remedy: ending.get("cents", 2500) for remedy in remedies if remedy in MONEY}
    history.staff_decide(Proposal(remedies, sums=sums), Proposal.OFFER, 0.1)
    history.staff_decide(Reply(ending[language]), Reply.SEND, chance.uniform(0.1, 2))
    history.answered()


def _put_right(history: CaseHistory, ending: Ending, chance: random.Random) -> None:
    if chance.random() > SHARE_CHOOSING:
        history.nobody_answers(TaskKind.CHOOSE_REMEDY)
        return
    history.customer_decides(RemedyChoice(), chance.choice(ending["remedies"]), chance.uniform(0.5, 40))
    reference = f"KK-{chance.randrange(10_000, 99_999)}"
    history.staff_decide(Delivery(reference), Delivery.DELIVERED, chance.uniform(1, 10))


def _follow_up(history: CaseHistory, survey: Survey, chance: random.Random, *, lost: bool) -> None:
    history.wait()
    if not lost and chance.random() > SHARE_FOLLOWED_UP:
        history.nobody_answers(TaskKind.FOLLOW_UP)
        return
    question = survey.first_scored
    lowest, highest = question.scale if question and question.scale else (0, 0)
    score = chance.randint(lowest, lowest + 2) if lost else chance.randint(highest - 2, highest)
    ease = chance.randint(1, 3) if lost else chance.randint(5, 7)
    choice = FollowUp.NOT_SOLVED if lost else FollowUp.SOLVED
    history.customer_decides(FollowUp(score, ease), choice, chance.uniform(1, 50))
