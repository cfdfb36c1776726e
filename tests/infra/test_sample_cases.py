"""The closed cases of the sample data: handled as Kuultu asks for, over before the start, and believable."""

from collections import Counter
from dataclasses import replace

import pytest

from infra.local.sample.occasions import LANGUAGES
from infra.local.sample.settled_cases import endings
from kuultu.domain.cases.case import CaseRecord, Outcome, Stage
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.payloads.putting_right import Proposal, Reply
from kuultu.domain.cases.remedies import needs_approval
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.reply_guide.remarks import remarks_on
from kuultu.domain.responses.response import Response
from tests.infra.sample_start import START, sample_cases, sample_surveys

Settled = tuple[Response, CaseRecord]


@pytest.fixture(scope="module")
def cases() -> list[Settled]:
    """The unhappy responses with their cases."""
    return sample_cases()


def test_every_case_has_come_to_its_end_by_the_rules(cases: list[Settled]) -> None:
    still_open = [replace(record, case=replace(record.case, outcome=None, closed_at=None)) for _, record in cases]
    assert {stage_of(record) for record in still_open} == {Stage.CLOSE}
    assert {stage_of(record) for _, record in cases} == {Stage.CLOSED}


def test_every_case_was_over_before_the_start_and_no_task_is_open(cases: list[Settled]) -> None:
    assert all(record.case.closed_at and record.case.closed_at < START for _, record in cases)
    assert [task.kind for _, record in cases for task in record.tasks if task.open] == []


def test_what_happened_in_a_case_happened_in_order(cases: list[Settled]) -> None:
    for response, record in cases:
        moments = [task.decision.at for task in record.tasks if task.decision]
        assert moments == sorted(moments)
        assert response.received_at < record.case.opened_at < moments[0]


def test_the_outcomes_are_believable(cases: list[Settled]) -> None:
    outcomes = Counter(record.case.outcome for _, record in cases)
    reachable = len(cases) - outcomes[Outcome.ANONYMOUS]
    assert 0.5 < outcomes[Outcome.RECOVERED] / reachable < 0.85
    assert 0.1 < outcomes[Outcome.SILENT] / reachable < 0.4
    assert 0 < outcomes[Outcome.NOT_RECOVERED] / reachable < 0.2


def test_a_customer_who_left_no_address_has_no_letter(cases: list[Settled]) -> None:
    for response, record in cases:
        assert (record.decision(Reply) is None) is response.anonymous
        assert record.case.replies_sent == (0 if response.anonymous else 1)


def test_the_letter_is_in_the_customers_language_and_the_promise_was_kept(cases: list[Settled]) -> None:
    written = [(response, record.decisions(Reply, every_round=True), record.case) for response, record in cases]
    said = {(one.language, reply.payload.message) for one, replies, _ in written for reply in replies}
    assert all(message in {ending[language] for ending in endings().values()} for language, message in said)
    assert all(replies[0].at < case.promised_at for _, replies, case in written if replies and case.round == 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", list(endings()))
def test_the_guide_has_no_remark_on_a_letter(topic: str, language: str) -> None:
    assert remarks_on(endings()[topic][language], language) == ()


def test_the_cause_is_one_of_the_survey_and_no_offer_needed_an_approval(cases: list[Settled]) -> None:
    for response, record in cases:
        survey = sample_surveys()[response.survey_id]
        causes = {one.value for one in survey.root_causes}
        assert {one.payload.root_cause for one in record.decisions(Conclusion, every_round=True)} <= causes
        assert not any(needs_approval(one.payload.offer, survey) for one in record.decisions(Proposal))
