"""The story of a Swedish customer of a Finnish unit: the owner is away, and the deputy answers in Swedish."""

from infra.local.client.journeys import DidNotHappen, Mail
from infra.local.demo.absence import DayOff
from infra.local.demo.actors import JARI, LATER, NUMBER, SAGA, TUVA, Scene, link_to
from infra.local.demo.printing import Telling

TRIAL = f"Kokeilen vain, toimiiko kysely myymälässä. Koe numero {NUMBER}."
HANDLE = "Skaftet på min nya stekpanna sitter löst, och ingen i butiken kunde säga på svenska vad jag ska göra."
FACTS = "The rivets of the handle are loose. Two other pans of the same batch have the same fault."
REPLY = (
    "Hej Saga! Tack för att du berättade, och förlåt för besväret med skaftet. Det är ett fel i pannan: nitarna sitter "
    "löst, och samma fel finns i två pannor till. Vi skickar dig en ny panna som vi har kontrollerat. Den lösa kan du "
    "slänga. Ring mig gärna på svenska om något är oklart. Tuva"
)
THANKS = "Den nya pannan är hel. Tack för att du svarade på svenska!"


def leaving(stage: Scene, jaris: DayOff) -> None:
    """The owner in Turku closes a case of his own making, and says in the same mail that he is away."""
    answers = {"csat": 1, "why": TRIAL}
    stage.answers("visit", {"language": "fi", "answers": answers, "context": {"unit": "turku"}})
    stage.telling.happens("In Turku, Jari tries the survey on the shop's tablet before his day off:")
    stage.telling.words(TRIAL)
    mail = stage.gets(
        JARI, "task-triage", "Even a trial gets an owner. The mail ends with a question: will you be away?"
    )
    link = link_to(mail, "absence")
    why = "My own trial of the survey."
    stage.does(JARI, mail, "closes it: there's nothing to handle", "not_a_complaint", why, reason=why)
    jaris.begin(link)
    stage.telling.happens("Jari says through the link at the end that he's away today and tomorrow")


def an_answer(stage: Scene) -> None:
    """A customer writes in Swedish; the deputy of the absent owner gets the case."""
    contact = {"name": "Saga Holm", "email": SAGA.email, "consent": True}
    answers = {"nps": 3, "why": HANDLE, "product": 1, "topics": ["product"]}
    context = {"unit": "turku", "reference": "order-2002"}
    stage.answers("after-purchase", {"language": "sv", "answers": answers, "contact": contact, "context": context})
    stage.telling.happens("Saga answers the Turku shop's survey in Swedish, with 3 of 10:")
    stage.telling.words(HANDLE)
    stage.telling.aside("The handle of her new pan is loose, and nobody in the shop could advise her in Swedish.")
    stage.gets(SAGA, "acknowledgement", "She is thanked in Swedish, and told that Tuva looks into it.")
    triage = stage.gets(TUVA, "task-triage", "Jari answers in Finnish and English, and is away. Her mail says why:")
    stage.telling.words(reason_in(triage))
    stage.does(TUVA, triage, "takes it on", "handle")


def reason_in(mail: Mail) -> str:
    """The line of the deputy's mail that names the absent owner; raises DidNotHappen without one."""
    named = next((line for line in mail["text"].splitlines() if "Jari Salonen" in line), "")
    if not named:
        raise DidNotHappen(f"The mail “{mail['subject']}” does not tell Tuva that she stands in for Jari.")
    return named


def answering(stage: Scene) -> None:
    """The deputy concludes and answers in Swedish; the customer gets a new pan, and says that it is settled."""
    task = stage.gets(TUVA, "task-conclude", "Saga's case can be concluded.", LATER)
    stage.does(
        TUVA, task, "concludes that the product is at fault", "product", FACTS, facts=FACTS, root_cause="product"
    )
    why = "The pan can't be mended safely."
    stage.goes_on(TUVA, "propose_remedy", "proposes a new pan", "offer", remedies="replacement", reason=why)
    stage.goes_on(TUVA, "reply", "writes in Swedish", "send", REPLY, message=REPLY)
    answered = stage.gets(SAGA, "reply", "Tuva's words, and a link to choose.")
    stage.does(SAGA, answered, "chooses the new pan", "replacement")
    task = stage.gets(TUVA, "task-deliver_remedy", "The pan is to be sent.")
    stage.does(TUVA, task, "has sent the pan, parcel JJFI 64 2000 9", "delivered", delivery_reference="JJFI 64 2000 9")
    settling(stage)


def settling(stage: Scene) -> None:
    """The customer says on her own page that the matter is settled, which closes the case."""
    mail = stage.gets(SAGA, "delivered", "Her parcel, and at the end her own page of the case.")
    what = "says on that page that it's settled, before anybody asks"
    stage.does_through(link_to(mail, "my_case"), "my_case", SAGA, what, "solved", THANKS, text=THANKS)
    stage.is_closed()
    stage.telling.happens("Saga's case is closed: recovered.")


def coming_back(telling: Telling, jaris: DayOff) -> None:
    """The owner says that he is back; the case stayed with the deputy."""
    jaris.end()
    telling.happens("Jari is back, and says so through the same link: what comes from now on in Turku is his again")
