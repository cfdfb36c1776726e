"""The day of the demo: three customers and their cases, in the order in which the stories are told."""

from infra.local.demo import by_phone, in_swedish, story
from infra.local.demo.absence import day_off
from infra.local.demo.actors import EEROS_PHONE, EMMA, JARI, MARI, SAGA, TUVA, Scene
from infra.local.demo.printing import Telling


def play_day(url: str, telling: Telling) -> str:
    """Play the stories; the address of the owner's page of Emma's case. Raises DidNotHappen."""
    emma, eero = Scene(url, telling, MARI, EMMA.email), Scene(url, telling, MARI, EEROS_PHONE)
    trial, saga = Scene(url, telling, JARI, in_swedish.TRIAL), Scene(url, telling, TUVA, SAGA.email)
    with day_off(url) as jaris:
        story.an_answer(emma)
        story.finding_out(emma)
        telling.chapter("Meanwhile: a telephone number only, and an owner who is away")
        telling.aside("Emma's case waits: the time to think has to pass before it is concluded. Others write, too.")
        by_phone.an_answer(eero)
        in_swedish.leaving(trial, jaris)
        in_swedish.an_answer(saga)
        story.concluding(emma)
        story.putting_right(emma)
        telling.chapter("Meanwhile: answered by phone, and in Swedish")
        telling.aside(
            "Seven days have to pass from Emma's refund; this Kuultu's clock may be fast. Others are answered."
        )
        by_phone.answering(eero)
        in_swedish.answering(saga)
        in_swedish.coming_back(telling, jaris)
        telling.chapter("A week later")
        story.following_up(emma)
        by_phone.following_up(eero)
    return emma.case_page
