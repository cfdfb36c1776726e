"""The probes of the Lambdas behind the console: each uses every grant of its Lambda."""

from tests.e2e.console import Colleague
from tests.e2e.probing import Probe

OWNER, MANAGER = "owner.helsinki@example.com", "manager.helsinki@example.com"
OWNER_IN_TURKU, DIRECTOR = "owner.turku@example.com", "director@example.com"


def signed_in(probe: Probe, address: str) -> Colleague:
    """Somebody who has signed in."""
    colleague = Colleague(probe.journey, address)
    assert colleague.signs_in().status == 200
    return colleague


def console_pages(probe: Probe) -> None:
    """The owner looks at lists, an answer and a case; the administrator reads who looked."""
    unhappy, happy = probe.answer(1), probe.answer(3)
    probe.link("task-triage", OWNER)
    owner = signed_in(probe, OWNER)
    for path in ("answers", f"answers/{happy}", "cases", f"cases/{unhappy}"):
        assert owner.opens(f"/console/{path}").status == 200
    assert signed_in(probe, DIRECTOR).opens("/console/looks").status == 200


def console_actions(probe: Probe) -> None:
    """The owner signs in after a slip, and out, and decides as behind the links in mails; see `link_actions`."""
    sign_in_and_out(probe)
    owner, manager = signed_in(probe, OWNER), signed_in(probe, MANAGER)
    decides(owner, answers_page_of(probe.answer(3)), "praise", to=MANAGER)
    raised = probe.answer(3)
    decides(owner, answers_page_of(raised), "handle", reason="A test.")
    dismissed = probe.answer(1)
    probe.wait_for_task(dismissed, "1#triage")
    decides(owner, f"/console/cases/{dismissed}/tasks/1.triage", "not_a_complaint", reason="A test.")
    probe.journey.wait_for("thanks", probe.customer)
    case_id = probe.answer(1)
    for kind in ("triage", "end_reflection"):
        probe.wait_for_task(case_id, f"1#{kind}")
    decides(owner, f"/console/cases/{case_id}/tasks/1.triage", "handle")
    decides(manager, f"/console/cases/{case_id}/tasks/1.end_reflection", "end", reason="Terä irtosi.")
    probe.wait_until(lambda: probe.status_of(case_id) == "ABORTED")
    probe.wait_for_task(case_id, "1#conclude")
    asked = {"colleague_email": "leo@example.com", "colleague_question": "Mitä tapahtui?", "despite_unknown": "yes"}
    decides(owner, f"/console/cases/{case_id}", "ask", **asked)
    assert owner.sends("/console/views", name="A test.", view="/console/cases?late=yes").status == 303
    everything = manager.sends(f"/console/cases/hand-over?from={OWNER}", to=OWNER_IN_TURKU, reason="A test.")
    assert everything.status == 200


def sign_in_and_out(probe: Probe) -> None:
    """One process makes the day's secret, another finds it."""
    for _ in ("makes the secret", "finds it"):
        probe.renew("console_actions")
        owner = Colleague(probe.journey, OWNER)
        code = owner.asks_for_a_code()
        assert owner.sends("/console/code", code=code[:4]).status == 422
        assert owner.sends("/console/code", code=code).status == 303
        assert owner.sends("/console/sign-out").status == 303
        assert owner.opens("/console").status == 303


def answers_page_of(response_id: str) -> str:
    """The page of an answer."""
    return f"/console/answers/{response_id}"


def decides(colleague: Colleague, path: str, choice: str, **fields: str) -> None:
    """Decide on a page of the console."""
    assert colleague.sends(path, choice=choice, **fields).status == 303


def sign_in_mails(probe: Probe) -> None:
    """The owner asks for a code, and gets it."""
    assert Colleague(probe.journey, OWNER).asks_for_a_code()
