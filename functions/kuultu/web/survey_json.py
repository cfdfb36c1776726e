"""Surveys in the JSON of the public API, in a single language."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.protection.form_token import MAX_FORM_AGE, form_token
from kuultu.domain.surveys.survey import Question, Survey, text_in


def survey_json(survey: Survey, wanted: str | None, now: datetime) -> tuple[dict[str, Any], str]:
    """The survey in the wanted language, or else in the survey's first, with a form token; and the ETag.

    The tag leaves the form token out; but it changes twice a day, so that no kept form is too old to use.
    """
    content = survey_in(survey, survey.language(wanted))
    period = int(now.timestamp() / (MAX_FORM_AGE / timedelta(seconds=2)))
    digest = hashlib.sha256(json.dumps([content, period], sort_keys=True).encode()).hexdigest()
    return {**content, "form": form_token(survey, now)}, f'"{digest[:32]}"'


def survey_in(survey: Survey, language: str) -> dict[str, Any]:
    """The texts and questions of a survey in a language."""
    return {
        "id": survey.id,
        "version": survey.version,
        "language": language,
        "languages": list(survey.languages),
        "organisation": survey.organisation,
        "title": text_in(survey.title, language),
        "intro": text_in(survey.intro, language),
        "questions": [_question(question, language) for question in survey.questions],
        "contact": {name: text_in(texts, language) for name, texts in survey.contact.items()},
        "contact_when": [rule for question in survey.questions if (rule := _contact_rule(question))],
        "thanks": text_in(survey.thanks, language),
        "partial": survey.settings.partial,
    }


def _question(question: Question, language: str) -> dict[str, Any]:
    lowest, highest = question.scale or (None, None)
    shown = question.show_when
    return {
        "id": question.id,
        "kind": question.kind,
        "text": text_in(question.text, language),
        "required": question.required,
        "min": lowest,
        "max": highest,
        "min_label": text_in(question.min_label, language) if question.min_label else None,
        "max_label": text_in(question.max_label, language) if question.max_label else None,
        "choices": [{"value": choice.value, "label": text_in(choice.label, language)} for choice in question.choices],
        "show_when": {key: value for key, value in vars(shown).items() if value is not None} if shown else None,
    }


def _contact_rule(question: Question) -> dict[str, Any] | None:
    """The answers that make a response negative, so that the form asks for contact details; None without any."""
    if question.scale:
        return {"question": question.id, "at_most": question.negative_limit}
    pressing = [choice.value for choice in question.choices if choice.urgent or choice.legal_days is not None]
    return {"question": question.id, "any_of": pressing} if pressing else None
