"""Submissions of customers: a body checked against the survey, flaw by flaw."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kuultu.domain.responses.response import Answer, Contact, Context
from kuultu.domain.surveys.survey import Question, ShowWhen, Survey
from kuultu.errors import Flaw, Invalid

LONGEST_TEXT = 5_000
"""Characters of an open answer."""

LONGEST_LINE = {
    "name": 200,
    "email": 254,
    "phone": 40,
    "contact_when": 100,
    "unit": 64,
    "reference": 200,
    "page": 2_000,
    "touchpoint": 64,
}
"""Characters of the one-line properties of `contact` and `context`."""

UNKEPT = {"form": 200, "website": 2_000}
"""Properties about the sender, not about the answers, and the most characters of each."""

BREAKS = {"Cc", "Zl", "Zp"}
"""Categories of characters that end a line or a paragraph, or control something else."""

EmailCheck = Callable[[str], str | None]
"""Returns the reason why an address cannot be used, or None."""


@dataclass(frozen=True)
class Submission:
    """An acceptable body of a response."""

    language: str
    answers: Mapping[str, Answer]
    contact: Contact
    context: Context
    form: str = ""
    website: str = ""
    partial: bool = False


def submission_from(body: Any, survey: Survey, email_flaw: EmailCheck) -> Submission:  # noqa: ANN401 - any JSON
    """The submission in a parsed JSON body; raises Invalid with every flaw that was found."""
    if not isinstance(body, dict):
        raise Invalid(flaws=(Flaw("", "wrong-type", "The body must be a JSON object."),))
    flaws = [
        *_unknown("", body, {"language", "answers", "contact", "context", "partial", *UNKEPT}),
        *_partial_flaws(body.get("partial", False), survey),
        *_language_flaws(body.get("language"), survey),
        *_answers_flaws(body.get("answers"), survey, partial=body.get("partial") is True),
        *_contact_flaws(body.get("contact", {}), email_flaw),
        *_context_flaws(body.get("context", {})),
        *_line_flaws("", body, UNKEPT),
    ]
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return Submission(
        language=body.get("language") or survey.languages[0],
        answers={key: value for key, value in body["answers"].items() if not is_blank(value)},
        contact=Contact(**{key: value for key, value in body.get("contact", {}).items() if key != "consent"}),
        context=Context(**body.get("context", {})),
        form=body.get("form", ""),
        website=body.get("website", "").strip(),
        partial=body.get("partial", False),
    )


def _unknown(pointer: str, value: Mapping[str, Any], known: set[str]) -> Iterator[Flaw]:
    if set(value) - known:
        yield Flaw(pointer, "unknown-property", f"Only these properties are known here: {', '.join(sorted(known))}.")


def _partial_flaws(partial: object, survey: Survey) -> Iterator[Flaw]:
    if not isinstance(partial, bool):
        yield Flaw("/partial", "wrong-type", "This must be true or false.")
    elif partial and not survey.settings.partial:
        yield Flaw("/partial", "partial-not-kept", "This survey takes complete answers only.")


def _language_flaws(value: object, survey: Survey) -> Iterator[Flaw]:
    if value is not None and value not in survey.languages:
        yield Flaw("/language", "unknown-language", f"This survey speaks {', '.join(survey.languages)}.")


def _answers_flaws(answers: object, survey: Survey, *, partial: bool) -> Iterator[Flaw]:
    if not isinstance(answers, dict):
        yield Flaw("/answers", "required", "`answers` must be an object with an answer by question id.")
        return
    yield from _unknown("/answers", answers, {question.id for question in survey.questions})
    for question in survey.questions:
        value = answers.get(question.id)
        if not is_blank(value):
            yield from _answer_flaws(question, value)
        elif question.required and not partial and _shown(question.show_when, answers):
            yield Flaw(f"/answers/{question.id}", "required", "This question must be answered.")
        elif question.id in answers and not isinstance(value, (str, list)):
            yield Flaw(f"/answers/{question.id}", "wrong-type", "Leave an unanswered question out.")


def is_blank(value: object) -> bool:
    """True for an answer without content: none, an empty list, or a text of which nothing can be seen."""
    return value is None or value == [] or (isinstance(value, str) and not _visible(value))


def _visible(text: str) -> bool:
    return any(not character.isspace() and unicodedata.category(character) not in {"Cf", "Cc"} for character in text)


def _shown(rule: ShowWhen | None, answers: Mapping[str, Any]) -> bool:
    if rule is None:
        return True
    score = answers.get(rule.question)
    if type(score) is not int:
        return False
    return (rule.at_most is None or score <= rule.at_most) and (rule.at_least is None or score >= rule.at_least)


def _answer_flaws(question: Question, value: object) -> Iterator[Flaw]:
    pointer = f"/answers/{question.id}"
    if question.scale:
        lowest, highest = question.scale
        if type(value) is not int or not lowest <= value <= highest:
            yield Flaw(pointer, "out-of-range", f"A whole number from {lowest} to {highest}.")
    elif question.kind == "choice":
        allowed = [choice.value for choice in question.choices]
        chosen = value if isinstance(value, list) else [value]
        if any(item not in allowed for item in chosen) or len(chosen) != len({str(item) for item in chosen}):
            yield Flaw(pointer, "unknown-choice", f"One or more of: {', '.join(allowed)}; each at most once.")
    else:
        yield from text_flaws(pointer, value, LONGEST_TEXT, lines=True)


def text_flaws(pointer: str, value: object, longest: int, *, lines: bool = False) -> Iterator[Flaw]:
    """The flaws of a text of at most `longest` characters; with `lines`, the text may have several lines."""
    if not isinstance(value, str):
        yield Flaw(pointer, "wrong-type", "This must be a text.")
    elif len(value) > longest:
        yield Flaw(pointer, "too-long", f"At most {longest} characters.")
    elif any("\ud800" <= character <= "\udfff" or character == "\x00" for character in value):
        yield Flaw(pointer, "invalid-text", "The text holds characters that are not text.")
    elif not lines and any(unicodedata.category(character) in BREAKS for character in value):
        yield Flaw(pointer, "invalid-text", "This must be one line.")


def _line_flaws(pointer: str, value: Mapping[str, Any], known: Mapping[str, int] = LONGEST_LINE) -> Iterator[Flaw]:
    for key, longest in known.items():
        if key in value:
            yield from text_flaws(f"{pointer}/{key}", value[key], longest)


def _contact_flaws(contact: object, email_flaw: EmailCheck) -> Iterator[Flaw]:
    if not isinstance(contact, dict):
        yield Flaw("/contact", "wrong-type", "`contact` must be an object.")
        return
    yield from _unknown("/contact", contact, {"name", "email", "phone", "contact_when", "wants_contact", "consent"})
    line_flaws = list(_line_flaws("/contact", contact))
    yield from line_flaws
    for key in ("wants_contact", "consent"):
        if not isinstance(contact.get(key, False), bool):
            yield Flaw(f"/contact/{key}", "wrong-type", "This must be true or false.")
    if contact and contact.get("consent") is not True:
        yield Flaw("/contact/consent", "consent-required", "Contact details are taken only with `consent: true`.")
    if contact.get("wants_contact") is True and all(is_blank(contact.get(key)) for key in ("email", "phone")):
        yield Flaw(
            "/contact/wants_contact", "contact-missing", "To be contacted, leave a mail address or a phone number."
        )
    if contact.get("email") and not line_flaws and (reason := email_flaw(contact["email"])):
        yield Flaw("/contact/email", "invalid-email", reason)


def _context_flaws(context: object) -> Iterator[Flaw]:
    if not isinstance(context, dict):
        yield Flaw("/context", "wrong-type", "`context` must be an object.")
        return
    yield from _unknown("/context", context, {"unit", "reference", "page", "touchpoint"})
    yield from _line_flaws("/context", context)
    page = context.get("page")
    if isinstance(page, str) and page and not re.match(r"https?://", page):
        yield Flaw("/context/page", "invalid-address", "A page is an http or https address.")
