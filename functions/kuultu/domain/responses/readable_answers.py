"""Answers as people read them: questions with readable answers, and the customer's own words."""

from collections.abc import Mapping

from kuultu.domain.responses.response import Answer
from kuultu.domain.surveys.survey import Question, Survey, label_of, text_in


def texts_in(answers: Mapping[str, Answer], survey: Survey) -> list[str]:
    """The customer's answers to questions of kind `text`, in the survey's order."""
    texts = (answers.get(item.id) for item in survey.questions if item.kind == "text")
    return [text for text in texts if isinstance(text, str)]


def answers_in(language: str, answers: Mapping[str, Answer], survey: Survey) -> list[tuple[str, str]]:
    """Pairs of question and answer as readable texts, in the survey's order; without unanswered questions."""
    asked = [item for item in survey.questions if item.id in answers]
    return [(text_in(item.text, language), _readable(item, answers[item.id], language)) for item in asked]


def with_scale(score: Answer, scale: tuple[int, int]) -> str:
    """A score with the end of its scale, for example `6 / 7`."""
    return f"{score} / {scale[1]}"


def _readable(question: Question, answer: Answer, language: str) -> str:
    if question.scale:
        return with_scale(answer, question.scale)
    if question.kind == "choice":
        chosen = answer if isinstance(answer, list) else [str(answer)]
        return ", ".join(label_of(question.choices, value, language) for value in chosen)
    return str(answer)
