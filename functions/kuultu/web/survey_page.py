"""The page of a survey, and the page of thanks."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.responses.answer_sheet import AnswerSheet, Values
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import KuultuError
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response
from kuultu.web.survey_json import survey_in

LANGUAGES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}

MOST_HIDDEN = 8
"""Questions that the style sheet can hide until the score is given that they are for; the others always show."""

Content = Mapping[str, Any]


def survey_page(sheet: AnswerSheet) -> Response[str]:
    """The page with a survey's form; after a problem it shows the flaws, and holds all that was filled in."""
    content = survey_in(sheet.survey, sheet.language)
    flaws = flaws_by_field(sheet.problem)
    html = render_page(
        "survey",
        Reader(sheet.language, "UTC"),
        content=content,
        filled=sheet.filled,
        flaws=flaws,
        problem=sheet.problem.code if sheet.problem else "",
        unseen=_unseen(sheet),
        unit_name=_unit_name(sheet),
        languages=_other_languages(sheet),
        conditional=_conditional(content),
        open_contact=bool(flaws) or _asks_for_contact(content, sheet.filled),
    )
    status = sheet.problem.status if sheet.problem else 200
    return html_response(status, html, sheet.problem.headers if sheet.problem else {})


def redirect_to_thanks(sheet: AnswerSheet) -> Response[str]:
    """The redirect after storing, to the page of thanks, which can be reloaded without another response."""
    where = f"/s/{sheet.survey.id}/thanks?{urlencode({'language': sheet.language})}"
    return html_response(303, "", {"Location": where})


def thanks_page(survey: Survey, language: str) -> Response[str]:
    """The survey's own words of thanks."""
    values = {"organisation": survey.organisation, "thanks": text_in(survey.thanks, language)}
    return html_response(200, render_page("survey_thanks", Reader(language, "UTC"), **values))


def flaws_by_field(problem: KuultuError | None) -> dict[str, str]:
    """Code by field, in the order of the page."""
    flaws = problem.flaws if problem else ()
    return {flaw.pointer.rpartition("/")[2]: flaw.code for flaw in flaws if flaw.pointer}


def _unseen(sheet: AnswerSheet) -> dict[str, str]:
    return {"key": sheet.key, "form": sheet.token, "language": sheet.language, **sheet.context}


def _unit_name(sheet: AnswerSheet) -> str:
    unit = sheet.survey.unit(sheet.context.get("unit"))
    return text_in(unit.name, sheet.language) if unit.id == sheet.context.get("unit") else ""


def _other_languages(sheet: AnswerSheet) -> list[tuple[str, str, str]]:
    """Code, name and address of the other languages; none after a problem, which the way there would lose."""
    others = [code for code in sheet.survey.languages if code != sheet.language and not sheet.problem]
    kept = {**sheet.context, **sheet.filled}
    addresses = ["?" + urlencode({"language": code, **kept}, doseq=True) for code in others]
    return [(code, LANGUAGES.get(code, code), address) for code, address in zip(others, addresses, strict=True)]


def _conditional(content: Content) -> dict[str, int]:
    """The questions for certain scores only, at most `MOST_HIDDEN`, numbered as in the style sheet."""
    found = [question["id"] for question in content["questions"] if question["show_when"]]
    return {name: number for number, name in enumerate(found[:MOST_HIDDEN], 1)}


def _asks_for_contact(content: Content, filled: Values) -> bool:
    """True if the contact details are shown at once: without a given score, or with an unhappy score."""
    scored = [rule for rule in content["contact_when"] if "at_most" in rule]
    given = [int(filled[rule["question"]][0]) <= rule["at_most"] for rule in scored if rule["question"] in filled]
    return any(given) or not given
