"""The pages of cases at each step, as owner and manager, the customer, and readers in the console see them."""

from dataclasses import dataclass
from typing import Any

from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_links import link_to_case
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR
from tests.integration.http import open_console, open_link, send_console, send_form
from tests.integration.mailbox import last, mailbox
from tests.integration.post_office import PAUSED
from tests.integration.refusing import refusing
from tests.integration.shown_pages import ODD, ODD_NAME, ShownPages
from tests.integration.test_returned_mails import comes_back
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

PHONE = "+358 40 123 4567"
EVERYTHING = {"name": ODD_NAME, "email": CUSTOMER, "phone": PHONE, "wants_contact": True, "consent": True}
BY_PHONE: dict[str, Any] = {"contact": {"name": ODD_NAME, "phone": PHONE, "consent": True}}
ASKED = {
    "ask_customer": ODD,
    "colleague_name": "Leo",
    "colleague_email": "leo@example.com",
    "colleague_question": ODD,
    "third_party_name": "Kanta Oy",
    "third_party_email": "kanta@example.com",
    "third_party_question": ODD,
    "return_product": "yes",
}
LETTER = {"body": "consumer_disputes_board", "case_number": "D/7/2026", "came_on": "2026-11-23"}
MESSAGE = (
    "Kiitos ja anteeksi. Korjaamme kannun. Kuluttajariitalautakunta (kuluttajariita.fi) auttaa, jos olet eri mieltä."
)


@dataclass
class CaseShown:
    """A case whose pages are kept at each step, under a name."""

    name: str
    case_id: str
    world: World
    shown: ShownPages
    customers: str = ""

    @property
    def owners(self) -> str:
        """A link to the page of the case for whoever has it."""
        dossier = dossier_of(self.case_id)
        return link_to_case(dossier, dossier.case.owner.email, self.world.now)

    def stands(self, at: str) -> None:
        """Keep the pages of the case as they are now."""
        name, address = f"{self.name}, {at}", f"/console/cases/{self.case_id}"
        self.shown.keep(f"{name}, to the owner", open_link(self.owners))
        if self.customers:
            self.shown.keep(f"{name}, to the customer", open_link(self.customers))
        for who in (OWNER, DIRECTOR):
            self.shown.keep(f"{name}, to {who} in the console", open_console(address, signed_in_as(who)))

    def does(self, mail: str, choice: str, **fields: str) -> None:
        """Somebody does a task; its page, and those of the case after it, are kept."""
        step = f"{mail} {choice} on {self.world.now:%d.%m. %H.%M}"
        self.shown.keep(f"{self.name}, {step}", open_link(last(mail, self.case_id).link))
        flawed = self.world.clicks(last(mail, self.case_id).link, choice, **fields)
        assert flawed is None, flaws(flawed)
        self.world.carries(self.case_id)
        self.stands(f"after {step}")
        self.world.passes(DAY / 1440)


def with_everything(world: World, shown: ShownPages) -> None:
    """A case in which everybody is asked, nothing suits at first, and the customer is not content in the end."""
    world.begins_case(contact=EVERYTHING)
    case = CaseShown("long", world.begins_case(contact=EVERYTHING, answers={"nps": 1, "why": ODD}), world, shown)
    case.customers = last("acknowledgement", case.case_id).links[-1]
    case.stands("begun")
    _wrongly_filled(case)
    world.clicks(case.owners, "dispute", **LETTER)
    world.clicks(case.customers, "add", text=ODD)
    world.clicks(case.customers, "call_me", phone=PHONE, when="klo 16")
    case.does("task-triage", "handle", **ASKED)
    product = last("request-tell_more", case.case_id).links[1]
    for link in {mail.link for mail in mailbox() if (mail.kind, mail.case_id) == ("task-statement", case.case_id)}:
        shown.keep(f"statement {link[-9:]}", open_link(link))
        assert world.clicks(link, "answer", statement=ODD) is None
    case.does("request-tell_more", "answer", details=ODD, bought_at=ODD, wish="refund")
    shown.keep("product", open_link(product))
    assert world.clicks(product, "sent", tracking=ODD) is None
    world.carries(case.case_id)
    case.does("task-inspect", "fault_found", finding=ODD)
    world.passes(DAY)
    world.is_swept(case.case_id)
    case.does("task-conclude", "ours", facts=ODD, root_cause="delivery", share_with="leo@example.com")
    case.does("share", "read", comment=ODD)
    case.does("task-propose_remedy", "offer", remedies="refund", amount="500", reason=ODD)
    case.does("task-approve_remedy", "reject", reason=ODD)
    _answered(case, "none_of_these", wish=ODD)
    _answered(case, "repair")
    case.does("task-deliver_remedy", "delivered", delivery_reference=ODD)
    world.waits_a_week(case.case_id)
    case.does("follow-up", "not_solved", score="1", ease="1", comment=ODD)
    world.clicks(case.owners, "dispute_answered", said=ODD, answered_on="2026-11-23")
    case.stands("taken up again")


def _wrongly_filled(case: CaseShown) -> None:
    wrong = {"choice": "hand_over", "reason": "x" * 5_001, "owner_email": "x", "unit": "x"}
    address = f"/console/cases/{case.case_id}"
    case.shown.keep("case unchosen", send_form(case.owners, {}))
    case.shown.keep("case wrong", send_form(case.owners, wrong))
    case.shown.keep("case wrong in the console", send_console(address, wrong, signed_in_as(OWNER)))
    case.shown.keep("letter wrong", send_form(case.owners, {"choice": "dispute", "came_on": "2027-99-99"}))
    case.shown.keep("my case wrong", send_form(case.customers, {"choice": "call_me", "phone": ODD}))


def _answered(case: CaseShown, choice: str, **fields: str) -> None:
    """A repair is offered, and the customer chooses."""
    case.does("task-propose_remedy", "offer", remedies="repair")
    case.does("task-reply", "send", message=MESSAGE)
    case.does("reply", choice, **fields)


def by_phone(world: World, shown: ShownPages) -> None:
    """A case of a customer who is called, after our fault and with nothing to offer."""
    case = CaseShown("by phone", world.begins_case(**BY_PHONE), world, shown)
    case.does("task-triage", "handle", ask_customer=ODD)
    world.is_not_reached(case.case_id)
    case.does("task-call", "reached", said=ODD, wish="refund")
    world.passes(DAY)
    world.is_swept(case.case_id)
    case.does("task-conclude", "none", facts=ODD, root_cause="delivery")
    case.does("task-propose_remedy", "nothing", reason=ODD)
    case.does("task-call", "reached", said=ODD, dispute_body="yes")


def in_danger(world: World, shown: ShownPages) -> None:
    """An urgent case, handed over by the manager, with a link that another person had."""
    danger = {"nps": 1, "why": ODD, "topics": ["safety"]}
    case = CaseShown("urgent", world.begins_case(answers=danger, contact=EVERYTHING), world, shown)
    link = last("task-triage", case.case_id).link
    world.clicks(case.owners, "hand_over", owner_email=MANAGER, reason=ODD)
    case.stands("handed over")
    shown.keep("task of a former owner", open_link(link))
    case.does("task-triage", "not_a_complaint", reason=ODD)


def with_a_wish(world: World, shown: ShownPages) -> None:
    """A contented customer who wishes to be called, and has said so to staff."""
    wish = {"answers": {"nps": 10, "why": ODD}, "contact": EVERYTHING}
    case = CaseShown("wish", world.begins_case(**wish), world, shown)
    case.stands("begun")
    case.does("task-call", "will_call", call_again_at=f"{world.now + DAY:%Y-%m-%dT14:30}")


def with_mail_that_does_not_arrive(world: World, shown: ShownPages) -> None:
    """A case whose first letter came back, and one whose answer waits."""
    case = CaseShown("returned", world.begins_case(contact=EVERYTHING), world, shown)
    comes_back(world, "acknowledgement")
    case.stands("returned")
    with refusing() as refusals:
        refusals.of_kind("acknowledgement", PAUSED)
        waiting = CaseShown("waiting", world.begins_case(), world, shown)
        waiting.stands("begun")


SCENES = (with_everything, by_phone, in_danger, with_a_wish, with_mail_that_does_not_arrive)
