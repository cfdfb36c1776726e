"""Everything that is ever mailed: cases in which each mail is sent, with staff and customers speaking one language."""

from kuultu.services import sweep
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
WORDS = "Kattilan kahva irtosi heti."
COMMENT = "Se irtosi taas."
MESSAGE = {"message": "Kiitos ja anteeksi. Lähetämme uuden kattilan."}
CONCLUSION = {"facts": "Kahva oli irti.", "root_cause": "other"}
OTHERS = ("pekka.puro@example.com", "kuski@example.com")
EVERYBODY = {
    "ask_customer": "Missä lommo on?",
    "return_product": "yes",
    "colleague_email": OTHERS[0],
    "third_party_email": OTHERS[1],
    "third_party_question": "Milloin se purettiin?",
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
            if set(kinds) <= {mail.kind for mail in mailbox()[before:]}:
                return
            self.world.passes(DAY)
            sweep.sweep(self.world.now)
            self.world.carries(case_id)
        raise AssertionError(kinds)

    def all_is_done_late(self) -> None:
        """Whoever is asked anything is reminded first; what the owner leaves undone passes to the manager."""
        world, case_id = self.world, self.begins()
        self.waits_for(case_id, "reminder-triage", "delay", "escalation")
        world.does(case_id, last_to_act("triage"), "handle", **EVERYBODY)
        self.waits_for(case_id, "reminder-tell_more", "reminder-statement", "reminder-return_product")
        world.does(case_id, "reminder-return_product", "sent")
        self.waits_for(case_id, "reminder-inspect")
        world.does(case_id, last_to_act("inspect"), "fault_found")
        self.waits_for(case_id, "reminder-conclude")
        world.does(case_id, last_to_act("conclude"), "ours", **CONCLUSION, share_with=OTHERS[0])
        self.waits_for(case_id, "reminder-propose_remedy", "reminder-confirm_read")
        world.does(case_id, last_to_act("propose_remedy"), "offer", **LARGE)
        self.waits_for(case_id, "reminder-approve_remedy")
        world.does(case_id, last_to_act("approve_remedy"), "approve")
        self.waits_for(case_id, "reminder-reply")
        world.does(case_id, last_to_act("reply"), "send", **MESSAGE)
        self.waits_for(case_id, "reminder-choose_remedy")
        world.does(case_id, "reminder-choose_remedy", "refund")
        self.waits_for(case_id, "reminder-deliver_remedy")
        world.does(case_id, last_to_act("deliver_remedy"), "delivered", delivery_reference="RF-2025-11")

    def nothing_suits(self) -> None:
        """A proposal is rejected, an offer turned down, a delivery impossible; the last offer is not answered."""
        world, case_id = self.world, self.begins()
        world.triages(case_id)
        world.reflects(case_id)
        world.clicks(last("task-conclude").links[-1], "ask", ask_customer="Missä lommo on?")
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

    def begins_nothing(self, answers: dict[str, object]) -> None:
        """A customer who is thanked."""
        self.world.hears(self.survey, language=self.language, answers=answers, contact=CUSTOMER)


def last_to_act(kind: str) -> str:
    """The kind of the newest mail through which this can be done."""
    ways = {f"task-{kind}", f"reminder-{kind}", "escalation"}
    return next(mail.kind for mail in reversed(mailbox()) if mail.kind in ways)
