"""Findings: the enquiries of a round as whoever concludes sees them."""

from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import COLLEAGUE, DAY, NOW, Life


def test_a_finding_says_who_was_asked_what_and_what_came_of_it() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE, role="customer", question="Missä?")
    life.decides(TaskKind.TELL_MORE, "answer", details="Kotona.", wish="refund", bought_at="Verkosta.")
    (finding,) = findings(life.dossier)
    assert (finding.name, finding.question, finding.outcome) == ("Aino Esimerkki", "Missä?", "answered")
    assert (finding.text, finding.wish, finding.bought_at, finding.at) == ("Kotona.", "refund", "Verkosta.", NOW)


def test_a_finding_that_is_still_awaited_says_by_when() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    (finding,) = findings(life.dossier)
    assert (finding.name, finding.outcome, finding.text, finding.at) == (COLLEAGUE.name, "open", "", None)
    assert finding.due_at == NOW + DAY


def test_findings_are_those_of_the_round() -> None:
    assert findings(Life().hears(COLLEAGUE, "Oli ruuhka.").is_reopened().dossier) == []
