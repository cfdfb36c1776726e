"""Everything that is ever mailed: cases in which each mail is sent, with staff and customers speaking one language."""

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.services import sweep
from kuultu.services.mail import mail_events
from kuultu.services.surveys import publication
from tests.integration.mailbox import last, mailbox
from tests.integration.world import DAY, World
from tests.unit.helpers.builders import document

CUSTOMER = {
    "name": "Aino Esimerkki",
    "email": "aino.esimerkki@example.org",
    "phone": "+358 40 123 4567",
    "consent": True,
}
NUMBER_ONLY = {name: value for name, value in CUSTOMER.items() if name != "email"}
WORDS = "Kattilan kahva irtosi heti."
COMMENT = "Se irtosi taas."
KNOWINGLY = {"despite_warnings": "yes"}
"""The owner writes Finnish to everybody, and has read the notes."""
MESSAGE = {"message": "Kiitos ja anteeksi. Lähetämme uuden kattilan.", **KNOWINGLY}
CONCLUSION = {"facts": "Kahva oli irti.", "root_cause": "other"}
OTHERS = ("pekka.puro@example.com", "kuski@example.com")
EVERYBODY = {
    "ask_customer": "Missä lommo on?",
    "return_product": "yes",
    "colleague_email": OTHERS[0],
    "third_party_email": OTHERS[1],
    "third_party_question": "Milloin se purettiin?",
    **KNOWINGLY,
}
LARGE: dict[str, str | list[str]] = {
    "remedies": ["refund", "gift_card"],
    "amount_refund": "180",
    "amount_gift_card": "20",
}


class Correspondence:
    """A shop that speaks one language, and what its people and customers are mailed."""

    def __init__(self, world: World, language: str) -> None:
        self.world, self.language = world, language
        definition = document() | {"id": f"in-{language}"}
        for unit in definition["units"]:
            unit["language"] = language
        publication.publish(definition)
        self.survey = str(definition["id"])

    def begins(self, **changes: object) -> str:
        """A case, by default of a customer who can be reached."""
        answers = {"nps": 1, "why": WORDS, "delivery": 1, "topics": ["delivery", "price"]}
        given = {"language": self.language, "answers": answers, "contact": CUSTOMER} | changes
        case_id = self.world.hears(self.survey, **given)
        self.world.carries(case_id)
        return case_id

    def waits_for(self, case_id: str, *kinds: str) -> None:
        """Nobody does anything until each of these has been mailed once more."""
        before = len(mailbox())
        for _ in range(20):
            if set(kinds) <= {mail.kind for mail in mailbox()[before:] if mail.case_id == case_id}:
                return
            self.world.passes(DAY)
            sweep.sweep(self.world.now)
            self.world.carries(case_id)
        raise AssertionError(kinds)

    def all_is_done_late(self) -> None:
        """Whoever is asked anything is reminded first; what the owner leaves undone passes to the manager."""
        world, case_id = self.world, self.begins()
        self.waits_for(case_id, "reminder-triage", "delay", "escalation")
        world.does(case_id, last_to_act(case_id, "triage"), "handle", **EVERYBODY)
        self.waits_for(case_id, "reminder-tell_more", "reminder-statement", "reminder-return_product")
        world.does(case_id, "reminder-return_product", "sent")
        self.waits_for(case_id, "reminder-inspect")
        world.does(case_id, last_to_act(case_id, "inspect"), "fault_found")
        self.waits_for(case_id, "reminder-conclude")
        world.does(case_id, last_to_act(case_id, "conclude"), "ours", **CONCLUSION, share_with=OTHERS[0])
        self.waits_for(case_id, "reminder-propose_remedy", "reminder-confirm_read")
        world.does(case_id, last_to_act(case_id, "propose_remedy"), "offer", **LARGE)
        self.waits_for(case_id, "reminder-approve_remedy")
        world.does(case_id, last_to_act(case_id, "approve_remedy"), "approve")
        self.waits_for(case_id, "reminder-reply")
        world.does(case_id, last_to_act(case_id, "reply"), "send", **MESSAGE)
        self.waits_for(case_id, "reminder-choose_remedy")
        world.does(case_id, "reminder-choose_remedy", "refund")
        self.waits_for(case_id, "reminder-deliver_remedy")
        world.does(case_id, last_to_act(case_id, "deliver_remedy"), "delivered", delivery_reference="RF-2025-11")

    def nothing_suits(self) -> None:
        """A proposal is rejected, an offer turned down, a delivery impossible; the last offer is not answered."""
        world, case_id = self.world, self.begins()
        world.triages(case_id)
        world.reflects(case_id)
        world.clicks(last("task-conclude").links[-1], "ask", ask_customer="Missä lommo on?", **KNOWINGLY)
        world.passes(DAY / 24)
        world.does(case_id, "request-tell_more", "answer", details="Reunassa.", wish="gift_card")
        world.concludes(case_id, "product")
        world.proposes(case_id, "offer", **LARGE)
        world.does(case_id, "task-approve_remedy", "reject", reason="Liikaa.")
        for answer, fields in (("none_of_these", {"wish": "Haluan uuden."}), ("repair", {}), ("", {})):
            world.does(case_id, "task-propose_remedy", "offer", remedies=["repair", "gift_card"], amount="20")
            world.does(case_id, "task-reply", "send", **MESSAGE)
            if answer:
                world.does(case_id, "reply", answer, **fields)
            if answer == "repair":
                world.does(case_id, "task-deliver_remedy", "impossible", delivery_reference="Osaa ei ole.")
        self.waits_for(case_id, "follow-up")

    def is_refused_and_reopened(self) -> None:
        """Nothing is offered, the customer is unhappy again, and the manager takes the case on."""
        world, case_id = self.world, self.begins()
        world.triages(case_id)
        world.reflects(case_id)
        world.concludes(case_id, "none")
        world.proposes(case_id)
        world.does(case_id, "task-reply", "send", **MESSAGE)
        world.waits_a_week(case_id)
        world.does(case_id, "follow-up", "not_solved", score="2", comment=COMMENT)

    def all_sorts(self) -> None:
        """Happy and lukewarm customers, those who cannot be reached, and topics that matter to somebody else."""
        for nps in (10, 8):
            self.begins_nothing({"nps": nps})
        for contact in (None, {"phone": "+358 40 123 4567", "consent": True}, CUSTOMER | {"wants_contact": True}):
            self.begins(answers={"nps": 2}, contact=contact)
        for topic in ("safety", "accessibility"):
            self.begins(answers={"nps": 9, "topics": [topic]})
        self.world.triages(self.begins(), "not_a_complaint")

    def is_heard_on_the_page(self) -> None:
        """The customer adds something and asks for a call; the product alone is asked for."""
        case_id, page = self.begins(), last("acknowledgement").links[-1]
        self.world.clicks(page, "add", text=COMMENT)
        self.world.clicks(page, "call_me")
        self.world.triages(case_id, return_product="yes")

    def mail_comes_back(self) -> None:
        """The customer's address and the owner's take no mail; another customer wants none."""
        for kind, how in (("acknowledgement", "Bounce"), ("task-triage", "Bounce"), ("acknowledgement", "Complaint")):
            if how == "Complaint" or kind == "acknowledgement":
                case_id = self.begins()
            self.comes_back(case_id, kind, how)

    def comes_back(self, case_id: str, kind: str, how: str) -> None:
        """SES reports of a mail of a case, and the sweep runs."""
        about = kind.partition("-")[2]
        mail = Mail(case_id, 1, MailKind(kind.partition("-")[0]), TaskKind(about) if about else None)
        mail_events.note(mail.id, how, self.world.now)
        sweep.sweep(self.world.now)

    def is_called(self) -> None:
        """A customer by phone is asked, not reached at first, answered and followed up; another is never reached."""
        world, case_id = self.world, self.begins(contact=NUMBER_ONLY)
        world.triages(case_id, ask_customer="Missä lommo on?", **KNOWINGLY)
        self.waits_for(case_id, "reminder-call")
        world.does(case_id, last_to_act(case_id, "call"), "reached", said="Reunassa.", wish="refund")
        world.concludes(case_id, "ours")
        world.proposes(case_id, "offer", remedies="refund", amount="20")
        world.does(case_id, "task-call", "not_reached")
        self.waits_for(case_id, "task-call")
        world.does(case_id, "task-call", "reached", said="Sovittu.", remedy="refund")
        world.does(case_id, "task-deliver_remedy", "delivered")
        self.waits_for(case_id, "task-call")
        world.does(case_id, "task-call", "reached", said="Hyvä.", solved="solved")
        self.is_never_reached()

    def is_never_reached(self) -> None:
        """Nothing is offered, and nobody answers; the manager tries at last."""
        world, case_id = self.world, self.begins(contact=NUMBER_ONLY)
        world.triages(case_id)
        world.reflects(case_id)
        world.concludes(case_id, "none")
        world.proposes(case_id)
        for _ in range(3):
            world.does(case_id, "task-call", "not_reached")
            self.waits_for(case_id, "task-call")
        assert world.does(case_id, "task-call", "not_reached") is Stage.CLOSED

    def is_content_and_wishes_to_be_contacted(self) -> None:
        """One is called, one is written to, and one who complains is called instead of written to."""
        world, wish = self.world, {"answers": {"nps": 10}}
        for contact in (CUSTOMER, {**CUSTOMER, "phone": ""}):
            case_id = self.begins(contact={**contact, "wants_contact": True}, **wish)
            if contact is CUSTOMER:
                world.does(case_id, "task-call", "reached", said="Jutusteltiin.", agreed="Varattu.")
            else:
                world.does(case_id, "task-reply", "send", **MESSAGE)
        case_id = self.begins()
        world.triages(case_id)
        world.reflects(case_id)
        world.concludes(case_id)
        world.proposes(case_id)
        world.clicks(last("task-reply").links[1], "reached", said="Sovittu.", agreed="Palaamme asiaan.")
        world.carries(case_id)

    def begins_nothing(self, answers: dict[str, object]) -> None:
        """A customer who is thanked."""
        self.world.hears(self.survey, language=self.language, answers=answers, contact=CUSTOMER)


def last_to_act(case_id: str, kind: str) -> str:
    """The kind of the newest mail through which this can be done in a case."""
    ways = {f"task-{kind}", f"reminder-{kind}", "escalation"}
    return next(mail.kind for mail in reversed(mailbox()) if mail.kind in ways and mail.case_id == case_id)
