"""A whole case, from an unhappy answer to the customer's word that the matter is solved, played over HTTP."""

from infra.local.demo.actors import EMMA, LATER, LEO, MARI, OUTI, Scene

LID = "The pot is lovely, but its glass lid was in two pieces when I opened the parcel."
QUESTION = "How did the parcel look when it came, and what would put this right for you?"
DETAILS = "The box was dented on one side. I would rather have my money back than wait for another one."
TO_LEO = "Order 1001 arrived with a broken lid. How was it packed, as far as you remember?"
STATEMENT = "We had run out of the inner boxes that day, so I wrapped the lids in paper only."
FINDING = "Lid broken clean through. One corner of the box is crushed, and there is no inner box."
FACTS = "The lid was wrapped in paper only, because the inner boxes had run out. It broke on the way."
WHY = "She asked for her money back; a new pot if she would like one after all."
REPLY = (
    "Hello Emma, thank you for telling us, and for sending the pot back. I am sorry that your lid came broken. "
    "It was packed without its inner box, and that was our mistake. We refund you the whole price, 129.00 €, or send "
    "you a new pot at once: choose what suits you. We have ordered more inner boxes. Mari"
)


def an_answer(stage: Scene) -> None:
    """An unhappy customer answers, and is thanked."""
    stage.telling.chapter("An unhappy customer")
    contact = {"name": "Emma Berg", "email": EMMA.email, "consent": True}
    answers = {"nps": 2, "why": LID, "delivery": 2, "product": 2, "topics": ["delivery", "product"]}
    context = {"unit": "helsinki", "reference": "order-1001"}
    body = {"language": "en", "answers": answers, "contact": contact, "context": context}
    stage.answers("after-purchase", body)
    stage.telling.happens("Emma answers the shop's survey with 2 of 10:")
    stage.telling.words(LID)
    stage.gets(EMMA, "acknowledgement", "She is thanked at once, and told who looks into it and by when.")


def finding_out(stage: Scene) -> None:
    """The owner asks all sides at once; each person has a link of their own."""
    stage.telling.chapter("Finding out")
    triage = stage.gets(MARI, "task-triage", "The case is hers. There is time to think: nobody answers in anger.")
    stage.gets(OUTI, "task-end_reflection", "Were somebody in danger, she could end that time. She leaves it alone.")
    leo = {"colleague_name": LEO.name, "colleague_email": LEO.email, "colleague_question": TO_LEO}
    what = "asks Emma and Leo, each in private, and has the pot sent back at the shop's cost"
    words = f"To Emma: {QUESTION}\nTo Leo: {TO_LEO}"
    stage.does(MARI, triage, what, "handle", words, ask_customer=QUESTION, return_product="on", **leo)
    to_send_it = emma_answers(stage)
    leo_answers(stage)
    the_pot_comes_back(stage, to_send_it)


def emma_answers(stage: Scene) -> str:
    """The customer explains the matter once, and names a wish; returns the mail's link about the product."""
    mail = stage.gets(EMMA, "request-tell_more", "Mari's question, and how to send the pot back, in one mail.")
    stage.does(EMMA, mail, "answers, and wishes for a refund", "answer", DETAILS, details=DETAILS, wish="refund")
    return str(mail["links"][1])


def leo_answers(stage: Scene) -> None:
    """The colleague is heard in private."""
    mail = stage.gets(LEO, "task-statement", "He sees the question put to him, and nothing of Emma.")
    stage.does(
        LEO, mail, "tells it as he remembers it; only Mari and Outi see it", "answer", STATEMENT, statement=STATEMENT
    )


def the_pot_comes_back(stage: Scene, to_send_it: str) -> None:
    """The product is sent back, which costs the customer nothing, received and inspected."""
    what = "sends the pot, with the tracking number JJFI 64 1000 7"
    stage.does_through(to_send_it, "return_product", EMMA, what, "sent", tracking="JJFI 64 1000 7")
    arrived = stage.gets(MARI, "task-inspect", "The pot is on its way; she looks at it when it is there.")
    stage.does(MARI, arrived, "finds the fault", "fault_found", FINDING, finding=FINDING)


def concluding(stage: Scene) -> None:
    """The owner concludes after the reflection, with all sides heard, and shares the conclusion with the manager."""
    stage.telling.chapter("Concluding fairly")
    stage.telling.aside("Back to Emma, whose side and Leo's have been heard.")
    task = stage.gets(MARI, "task-conclude", "The time to think is over. She sees what everybody answered.", LATER)
    what = "concludes that the fault is ours, and shares that with Outi in private"
    stage.does(MARI, task, what, "ours", FACTS, facts=FACTS, root_cause="delivery", share_with=OUTI.email)


def putting_right(stage: Scene) -> None:
    """The owner proposes remedies, the manager approves, the owner replies, the customer's choice is delivered."""
    stage.telling.chapter("Putting it right")
    stage.telling.aside("The same page leads on. Our fault: repair, replacement, price reduction or refund it must be.")
    what = "proposes a refund or a new pot, worth 129.00 €, above the limit of 100 €"
    offer = {"remedies": ["refund", "replacement"], "amount": "129.00", "reason": WHY}
    stage.goes_on(MARI, "propose_remedy", what, "offer", WHY, **offer)
    shared = stage.gets(OUTI, "share", "The conclusion, in a mail to her alone, never in copy.")
    stage.does(OUTI, shared, "confirms having read it", "read", comment="Inner boxes are on this week's order.")
    asked = stage.gets(OUTI, "task-approve_remedy", "Above the limit, somebody other than Mari has to approve.")
    stage.does(OUTI, asked, "approves", "approve")
    task = stage.gets(MARI, "task-reply", "Now she can answer Emma, with a guide for thanks, regret and an answer.")
    stage.does(MARI, task, "writes", "send", REPLY, message=REPLY)
    answered = stage.gets(EMMA, "reply", "Mari's words, what is offered, and a link to choose.")
    stage.does(EMMA, answered, "chooses the refund", "refund")
    task = stage.gets(MARI, "task-deliver_remedy", "What Emma chose is to be delivered.")
    stage.does(MARI, task, "has paid the refund, reference RF18 2026", "delivered", delivery_reference="RF18 2026")


def following_up(stage: Scene) -> None:
    """The customer says in the follow-up that the matter is solved, and the case is closed."""
    task = stage.gets(EMMA, "follow-up", "Sorry once more, welcome back, and: did it help?", LATER)
    words = "The money came the next day. Thank you for taking it seriously."
    stage.does(EMMA, task, "says that it is solved, 9 of 10", "solved", words, score="9", ease="6", comment=words)
    stage.is_closed()
    stage.telling.happens("Emma's case is closed: recovered.")
