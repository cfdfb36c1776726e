"""Every kind of page with a form that stands alone: tasks, absences, what staff enter, surveys; and pages of errors."""

import re

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import KuultuError
from kuultu.web.html_app import Visited, problem_page
from tests.integration.at_the_counter import PHONE, enters, the_link
from tests.integration.desks import DESKS, OTHER, desk
from tests.integration.filling_in import HERE, filled, send
from tests.integration.http import GatewayResponse, open_link, open_survey, send_answers, send_form
from tests.integration.mailbox import last
from tests.integration.shown_pages import LANGUAGES, ODD, ODD_NAME, TEMPLATES, ShownPages
from tests.integration.world import CUSTOMER, DAY, World
from tests.unit.helpers.builders import NAMES

TOO_LONG = "x" * 5_001


def tasks(world: World, shown: ShownPages) -> None:
    """Each kind of task: open, sent without a choice, filled in wrongly, decided, and decided otherwise."""
    for kind in DESKS:
        task, fields = desk(kind, answers={"nps": 3, "why": ODD}), entry_of(kind).form.fields
        shown.keep(f"{kind}", open_link(task.token))
        shown.keep(f"{kind} unchosen", send_form(task.token, {"choice": ""}))
        shown.keep(f"{kind} wrong", send_form(task.token, {"choice": "x", **dict.fromkeys(fields, TOO_LONG)}))
        assert send_form(task.token, task.good).status == 303
        shown.keep(f"{kind} decided", open_link(task.token))
        shown.keep(f"{kind} otherwise", send_form(task.token, {"choice": OTHER[kind]}))
    for language in LANGUAGES:
        shown.keep(f"follow-up {language}", open_link(desk(TaskKind.FOLLOW_UP, language=language).token))
    letter = desk(TaskKind.REPLY)
    shown.keep("letter with remarks", send_form(letter.token, {"choice": "send", "message": "Oma vikasi, koska näin."}))
    early = desk(TaskKind.CONCLUDE, age=DAY / 24)
    shown.keep("too early", send_form(early.token, {**early.good, "facts": ODD}))
    shown.keep("of another site", send_form(early.token, early.good, {"Origin": "https://elsewhere.example"}))


def absences(world: World, shown: ShownPages) -> None:
    """The page of absences of an owner and of a manager: empty, filled in wrongly, and with what is known."""
    world.begins_case()
    days = {"from": "2026-12-01", "until": "2026-12-04"}
    for who, link in (("owner", last("task-triage").links[-2]), ("manager", last("task-end_reflection").links[-2])):
        shown.keep(f"absence of {who}", open_link(link))
        shown.keep(f"absence of {who} wrong", send_form(link, {"choice": "away", "from": "x", "deputy_email": "x"}))
        assert send_form(link, {"choice": "away", **days}).status == 303
        shown.keep(f"absence of {who} known", open_link(link))
        assert send_form(link, {"choice": "back"}).status == 303


def what_staff_enter(world: World, shown: ShownPages) -> None:
    """The page of a unit's staff: empty, filled in wrongly, and with what was stored."""
    link = the_link(world)
    shown.keep("enter", open_link(link))
    shown.keep("enter wrong", enters(link, choice="", why="", email="aino@", reference="x" * 201, nps="3"))
    for name, left in (("mail", {"email": CUSTOMER}), ("phone", {"phone": PHONE}), ("nothing", {})):
        shown.keep(f"entered with {name}", open_link(enters(link, **left).headers["location"][3:]))


def surveys(world: World, shown: ShownPages) -> None:
    """Each survey in each language: empty, filled in by its address, sent wrongly, and the thanks."""
    for name in NAMES:
        for language in LANGUAGES:
            address = f"{name}?language={language}"
            shown.keep(f"survey {name} {language}", open_survey(address))
            shown.keep(f"survey {name} {language} begun", open_survey(f"{address}&unit=turku&nps=3&why=%22%3Cb%3E"))
            wrong = filled(address, email="aino@", phone=TOO_LONG, name=ODD_NAME)
            shown.keep(f"survey {name} {language} wrong", send(wrong, name))
            shown.keep(f"survey {name} {language} thanks", open_survey(f"{name}/thanks?language={language}"))
    shown.keep("no survey", open_survey("nothing"))
    shown.keep("no form", send_answers(NAMES[0], "nps=3&nps=4", HERE))


VISITED: tuple[Visited, ...] = ("link", "survey", "console")


def errors(world: World, shown: ShownPages) -> None:
    """The page of each error that a site tells in words of its own, and of any other."""
    for visited in VISITED:
        template = TEMPLATES / "pages" / f"_{visited}_problem.j2"
        for code in [*re.findall(r'"([a-z-]+)"', template.read_text(encoding="utf-8")), "other"]:
            page = problem_page(KuultuError(code=code), visited)
            shown.keep(f"{code} at {visited}", GatewayResponse(200, {}, page.body or ""))


SCENES = (tasks, absences, what_staff_enter, surveys, errors)
