"""A survey as the public API shows it, in one language."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.protection.form_token import MAX_FORM_AGE, form_token
from kuultu.domain.surveys.survey import Question, Survey, text_in


def survey_json(survey: Survey, wanted: str | None, now: datetime) -> tuple[dict[str, Any], str]:
    """The survey in the wanted language (or its first), and an ETag.

    The tag does not tell one form from the next; but it changes twice a day, so that no kept form is too old to use.
    """
    content = survey_in(survey, survey.language(wanted))
    period = int(now.timestamp() / (MAX_FORM_AGE / timedelta(seconds=2)))
    digest = hashlib.sha256(json.dumps([content, period], sort_keys=True).encode()).hexdigest()
    return {**content, "form": form_token(survey, now)}, f'"{digest[:32]}"'


def survey_in(survey: Survey, language: str) -> dict[str, Any]:
    """What a survey says and asks in one of its languages."""
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
    """Which answers make this response somebody's task, so that the customer is asked how to be reached."""
    if question.scale:
        return {"question": question.id, "at_most": question.negative_limit}
    pressing = [choice.value for choice in question.choices if choice.urgent or choice.legal_days is not None]
    return {"question": question.id, "any_of": pressing} if pressing else None
