"""Findings: the enquiries of a round as whoever concludes sees them."""

from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.payloads.finding_out import ProductReturn
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


def test_a_product_on_its_way_is_found_with_its_tracking_code_and_no_wish() -> None:
    life = Life().is_asked(TaskKind.RETURN_PRODUCT, role="customer")
    (finding,) = findings(life.decides(TaskKind.RETURN_PRODUCT, "sent", tracking="JJFI123").dossier)
    assert (finding.choice, finding.outcome, finding.tracking) == ("sent", "answered", "JJFI123")
    assert (finding.wish, finding.bought_at, finding.payload) == ("", "", ProductReturn("JJFI123"))


def test_an_answer_in_words_has_no_tracking_code() -> None:
    (finding,) = findings(Life().hears(COLLEAGUE, "Oli ruuhka.").dossier)
    assert (finding.text, finding.tracking, finding.wish, finding.bought_at) == ("Oli ruuhka.", "", "", "")


def test_what_timed_out_is_found_with_the_end_of_its_time_and_without_a_choice() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague").waits(2)
    (finding,) = findings(life.lets_expire(TaskKind.STATEMENT, "pekka").dossier)
    assert (finding.outcome, finding.at, finding.choice, finding.payload) == ("timed_out", NOW + 2 * DAY, "", None)


def test_findings_come_in_the_order_in_which_people_were_asked() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE, "1").waits(1).is_asked(TaskKind.STATEMENT, "2", COLLEAGUE).waits(1)
    life.is_asked(TaskKind.INSPECT).is_asked(TaskKind.CONCLUDE)
    told = [(finding.kind, finding.name) for finding in findings(life.dossier)]
    assert told == [("tell_more", "Aino Esimerkki"), ("statement", COLLEAGUE.name), ("inspect", "Mari Lindholm")]
