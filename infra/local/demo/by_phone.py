"""The story of a customer who left a telephone number only: calls are the answer and the follow-up."""

from infra.local.client.browser import ask, read
from infra.local.client.journeys import Mail
from infra.local.demo.actors import EERO, EEROS_PHONE, LATER, MARI, Scene

CUPS = "Kuuden kupin laatikossa oli neljä kuppia. Soitin kolmesti, eikä kukaan vastannut."
FACTS = "The box was packed with four cups, and the telephone was left alone in the lunch hour."
SAID = "I said sorry for the cups and for the silence. He is glad that somebody called at last."
AGREED = "The two cups go out today. From Monday on, two of us take the telephone in turns at lunch."
STILL = "The cups came on Thursday, both in one piece. He thanks for the call."


def an_answer(stage: Scene) -> None:
    """A customer without a mail address answers, and the owner takes on the case."""
    contact = {"name": "Eero Koski", "phone": EEROS_PHONE, "consent": True}
    answers = {"ces": 2, "why": CUPS, "topics": ["service"]}
    context = {"unit": "helsinki"}
    stage.answers("support", {"language": "fi", "answers": answers, "contact": contact, "context": context})
    stage.telling.happens("Eero answers in Finnish with 2 of 7, and leaves only a telephone number:")
    stage.telling.words(CUPS)
    stage.telling.aside("Two of six cups were missing, and nobody picked up the telephone when he called.")
    triage = stage.gets(MARI, "task-triage", "He can only be reached by phone, so her call will be the answer.")
    stage.does(MARI, triage, "takes it on", "handle")


def answering(stage: Scene) -> None:
    """The owner concludes and calls; what the customer chooses in the call is delivered."""
    task = stage.gets(MARI, "task-conclude", "The time to think is over for Eero's case, too.", LATER)
    what = "concludes that the fault is ours"
    stage.does(MARI, task, what, "ours", FACTS, facts=FACTS, root_cause="service")
    why = "They belong to the box that he paid for."
    stage.goes_on(MARI, "propose_remedy", "proposes the missing cups", "offer", remedies="replacement", reason=why)
    agreed = {"said": SAID, "agreed": AGREED, "remedy": "replacement"}
    stage.goes_on(MARI, "call", "calls Eero, reaches him, and notes", "reached", f"{SAID}\n{AGREED}", **agreed)
    task = stage.gets(MARI, "task-deliver_remedy", "What Eero chose on the phone is to be delivered, too.")
    stage.does(MARI, task, "has sent the cups", "delivered", delivery_reference="JJFI 64 2000 3")


def following_up(stage: Scene) -> None:
    """The owner calls once more, a week after the delivery, and the case is closed."""
    meaning = "Where Emma got a letter, Eero gets another call: did it help?"
    task = stage.gets(MARI, "task-call", meaning, LATER, asks_whether_it_helped)
    what = f"calls {EERO.name}, who says that it's solved, 6 of 7"
    stage.does(MARI, task, what, "reached", STILL, said=STILL, solved="solved", score="6", ease="6")
    stage.is_closed()
    stage.telling.happens("Eero's case is closed: recovered.")


def asks_whether_it_helped(mail: Mail) -> bool:
    """True if a mail is about the call a week later, and not about an earlier one."""
    return "solved" in read(ask(mail["links"][0]).body).fields
