"""For each Lambda the shortest part of a journey that needs every one of its grants, faults included."""

import json
import uuid
from collections.abc import Callable, Mapping

from infra.local.client.browser import ask, post
from kuultu.domain.mail.task_mails import Budget
from kuultu.domain.people import hash_of_address
from tests.e2e.console_probes import console_actions, console_pages, sign_in_mails
from tests.e2e.probing import Probe
from tests.proofs import solved

OWNER = "owner.helsinki@example.com"
OWNER_IN_TURKU = "owner.turku@example.com"
MANAGER = "manager.helsinki@example.com"


def intake(probe: Probe) -> None:
    """A survey that this Lambda has never read is answered, again with the same key, and with a proof of work."""
    survey, key_of_sender = new_survey(probe), uuid.uuid4().hex
    assert probe.answer(3, survey, key_of_sender) == probe.answer(3, survey, key_of_sender)
    forged = {"answers": {"csat": 3}, "form": "forged"}
    challenge = probe.journey.submit(survey, forged).json["challenge"]
    proof = {"Content-Type": "application/json", "Kuultu-Proof": solved(challenge)}
    address = f"{probe.kuultu.url}/v1/surveys/{survey}/responses"
    assert ask(address, json.dumps(forged).encode(), proof).status == 201


def new_survey(probe: Probe) -> str:
    """A survey that no Lambda has ever read."""
    client, survey = probe.kuultu.client("dynamodb"), f"new-{uuid.uuid4().hex[:8]}"
    for version in ("current", "000001"):
        key = {"survey_id": {"S": "visit"}, "version": {"S": version}}
        item = client.get_item(TableName=probe.table("surveys"), Key=key)["Item"]
        client.put_item(TableName=probe.table("surveys"), Item={**item, "survey_id": {"S": survey}})
    return survey


def survey_pages(probe: Probe) -> None:
    """A customer looks at a survey that this Lambda has never read."""
    assert ask(f"{probe.kuultu.url}/s/{new_survey(probe)}?csat=3").status == 200


def survey_forms(probe: Probe) -> None:
    """A form is sent so often that the limits are asked, by the process that makes the day's secret and by another."""
    page, key = f"{probe.kuultu.url}/s/{new_survey(probe)}", uuid.uuid4().hex
    for _ in ("makes the secret", "finds it"):
        probe.renew("survey_forms")
        assert [post(page, key=key, csat="3").status for _ in range(5)] == [303] * 5


def response_stream(probe: Probe) -> None:
    """One unhappy customer, whose answer is finished later, and one content customer."""
    case_id = probe.answer(1)
    probe.link("task-triage", OWNER)
    finished_later(probe, case_id)
    probe.link("news", OWNER)
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=case_id))
    probe.answer(3)
    probe.journey.wait_for("thanks", probe.customer)


def case_steps(probe: Probe) -> None:
    """A step that comes late finds its task decided; one that asks for what is past hands the case on to another."""
    case_id = probe.answer(1)
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=case_id))
    probe.journey.wait_for("acknowledgement", probe.customer)
    probe.decide("task-triage", OWNER, "handle")
    probe.invoke("case_steps", {"ask": "triage", "case_id": case_id, "callback": str(uuid.uuid4())})
    closing = probe.answer(1)
    probe.link("task-triage", OWNER, 2)
    slip = {"choice": "not_a_complaint", "decided_by": OWNER, "decided_at": DUE["attend_at"]}
    probe.change("cases", {"case_id": closing, "item": "task#1#triage"}, **slip)
    probe.invoke("case_steps", {"ask": "reply", "case_id": closing, "callback": str(uuid.uuid4())})
    probe.wait_until(lambda: probe.status_of(closing) == "ABORTED")
    probe.journey.wait_for("thanks", probe.customer)


def link_pages(probe: Probe) -> None:
    """The owner looks."""
    probe.answer(1)
    assert ask(probe.link("task-triage", OWNER)).status == 200


def link_actions(probe: Probe) -> None:
    """One case is no complaint, in another the manager ends reflection: both go on at once. A third is handed over.

    Staff enter a complaint, twice under the same key.
    """
    entry = {"key": uuid.uuid4().hex, "choice": "store", "why": "Nuppi irtosi."}
    assert [post(probe.kuultu.staff_links["turku", "visit"], **entry).status for _ in range(2)] == [303, 303]
    probe.answer(1)
    probe.decide("task-triage", OWNER, "not_a_complaint", reason="A test.")
    probe.journey.wait_for("thanks", probe.customer)
    case_id = probe.answer(1)
    probe.decide("task-triage", OWNER, "handle", number=2)
    probe.decide("task-end_reflection", MANAGER, "end", number=2, reason="Terä irtosi.")
    probe.link("task-conclude", OWNER)
    probe.wait_until(lambda: probe.status_of(case_id) == "ABORTED")
    probe.answer(1)
    case_page = probe.links("task-triage", OWNER, 3)[-1]
    asked = {"colleague_email": "leo@example.com", "colleague_question": "Mitä tapahtui?", "despite_unknown": "yes"}
    assert post(probe.links("task-conclude", OWNER)[-1], choice="ask", **asked).status == 303
    assert post(case_page, choice="hand_over", owner_email=OWNER_IN_TURKU).status == 303
    probe.decide("task-triage", OWNER_IN_TURKU, "handle", return_product="on")
    probe.decide("request-return_product", probe.customer, "sent", tracking="JJFI 1234")
    probe.link("task-inspect", OWNER_IN_TURKU)


def mail_events(probe: Probe) -> None:
    """SES reports that a mail has arrived."""
    mail_id = f"{probe.answer(3)}-0-thanks-0"
    probe.journey.wait_for("thanks", probe.customer)
    probe.invoke("mail_events", {"detail": {"eventType": "Delivery", "mail": {"tags": {"mail_id": [mail_id]}}}})
    assert probe.item("mails", mail_id=mail_id)["state"] == "delivered"


def sweep(probe: Probe) -> None:
    """All that a sweep may find at once is put in order."""
    unread = leave_faults(probe)
    answer = ask(f"{probe.kuultu.url}/_local/sweep", b"", method="POST")
    assert answer.status == 200, answer.body
    assert answer.json["failed"] == 0, answer.body
    probe.journey.wait_for("acknowledgement", probe.customer, number=4)
    reminder = f"{unread}-1-reminder-triage-triage-1"  # alone, or with what earlier probes left late
    probe.wait_until(lambda: probe.item("mails", mail_id=reminder)["state"] in {"sent", "delivered", "grouped"})
    probe.link("task-inspect", OWNER)


def leave_faults(probe: Probe) -> str:
    """An unmarked answer, lost mails, two cases half done and one forgotten; returns the id of the forgotten one."""
    returning = probe.answer(1)
    probe.decide("task-triage", OWNER, "handle", return_product="on")
    probe.journey.wait_for("request-return_product", probe.customer)
    unmarked(probe, returning)
    unread = probe.answer(1)
    probe.link("task-triage", OWNER, 2)
    thinking = probe.answer(1)  # last, as its time to think must not be over when the sweep comes
    probe.decide("task-triage", OWNER, "handle", number=3)
    probe.link("task-end_reflection", MANAGER, 3)
    half_done(probe, thinking, returning)
    forgotten(probe, unread)
    untold_today(probe, OWNER)
    return unread


DUE = {"attention": "open", "attend_at": "2026-01-01T00:00:00.000000+0000"}


def finished_later(probe: Probe, response_id: str) -> None:
    """An answer that took the place of the one on which its case began."""
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=response_id))
    probe.change("responses", {"response_id": response_id}, case_begun=True, **DUE)
    probe.forget("responses", "handled_at", response_id=response_id)


def unmarked(probe: Probe, response_id: str) -> None:
    """An answer whose case is on record, still in the outbox; the stream leaves such a one to the sweep."""
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=response_id))
    probe.change("responses", {"response_id": response_id}, **DUE)
    probe.forget("responses", "handled_at", response_id=response_id)


def forgotten(probe: Probe, unread: str) -> None:
    """A case that its owner is to be reminded of."""
    past = DUE["attend_at"]
    probe.change("cases", {"case_id": unread, "item": "task#1#triage"}, **DUE, due_at=past, remind_at=past)


def untold_today(probe: Probe, address: str) -> None:
    """Nobody has told a person yet of what is late; earlier probes may have."""
    probe.forget("limits", limit=f"{Budget.LATENESS}#{hash_of_address(address)}")


def half_done(probe: Probe, thinking: str, returning: str) -> None:
    """Mails of unknown fate, decisions that the workflow was not told, reflection ended and nothing followed."""
    for mail in (f"{thinking}-1-acknowledgement-0", f"{thinking}-1-task-triage-triage-0"):
        probe.change("mails", {"mail_id": mail}, state="unknown", **DUE)
    ended = {"choice": "end", "decided_by": MANAGER, "decided_at": DUE["attend_at"]}
    sent = {"choice": "sent", "decided_by": "customer", "decided_at": DUE["attend_at"], "fields": "{}"}
    for item, values in {"case": {}, "task#1#triage": {}, "task#1#end_reflection": ended}.items():
        probe.change("cases", {"case_id": thinking, "item": item}, **DUE, **values)
    probe.change("cases", {"case_id": returning, "item": "task#1#return_product"}, **DUE, **sent)


PROBES: Mapping[str, Callable[[Probe], None]] = {
    "intake": intake,
    "survey_pages": survey_pages,
    "survey_forms": survey_forms,
    "link_pages": link_pages,
    "link_actions": link_actions,
    "console_pages": console_pages,
    "console_actions": console_actions,
    "sign_in_mails": sign_in_mails,
    "case_steps": case_steps,
    "response_stream": response_stream,
    "mail_events": mail_events,
    "sweep": sweep,
}
