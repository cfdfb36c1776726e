"""Surveys: questions, units with owners and managers, and the scores that count as unhappy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.directory import Directory, Member, directory_from, unit_tables
from kuultu.domain.surveys.survey_settings import SurveySettings, survey_settings_from
from kuultu.domain.surveys.unit import Unit, unit_from
from kuultu.errors import Unknown

Kind = Literal["nps", "ces", "csat", "statement", "choice", "text"]
Texts = Mapping[str, str]

SCALES: Mapping[str, tuple[int, int]] = {"nps": (0, 10), "ces": (1, 7), "csat": (1, 5), "statement": (1, 5)}
"""Lowest and highest score by kind; ces is CES 2.0, where 7 means easy."""

NEGATIVE_AT_MOST: Mapping[str, int] = {"nps": 6, "ces": 3, "csat": 2, "statement": 2}
POSITIVE_AT_LEAST: Mapping[str, int] = {"nps": 9, "ces": 5, "csat": 4, "statement": 4}


NO_DIRECTORY: Mapping[str, Any] = {}


@dataclass(frozen=True)
class ShowWhen:
    """The condition for showing a question: the score of an earlier question is within the bounds."""

    question: str
    at_most: int | None = None
    at_least: int | None = None


@dataclass(frozen=True)
class Choice:
    """An alternative of a choice question, or a root cause; `value` is stable, the label is for people.

    An urgent choice is about health or safety; `legal_days` is the time, in days, that the law gives for an answer.
    """

    value: str
    label: Texts
    urgent: bool = False
    legal_days: int | None = None


@dataclass(frozen=True)
class Question:
    """A question of a survey, with texts by language."""

    id: str
    kind: Kind
    text: Texts
    required: bool = False
    min_label: Texts = field(default_factory=dict)
    max_label: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    show_when: ShowWhen | None = None
    negative_at_most: int | None = None

    @property
    def scale(self) -> tuple[int, int] | None:
        """Lowest and highest score; None when the question is not scored."""
        return SCALES.get(self.kind)

    @property
    def negative_limit(self) -> int:
        """The highest score of an unhappy customer, by the survey's own rule or else the usual rule of the kind."""
        return NEGATIVE_AT_MOST[self.kind] if self.negative_at_most is None else self.negative_at_most

    def is_negative(self, score: int) -> bool:
        """True if a score means an unhappy customer."""
        return score <= self.negative_limit

    def is_positive(self, score: int) -> bool:
        """True if a score means a happy customer."""
        return not self.is_negative(score) and score >= POSITIVE_AT_LEAST[self.kind]


@dataclass(frozen=True)
class Survey:
    """A published version of a survey; only `closed` can change.

    `key` signs the survey's form tokens and challenges; only the version in use has a key, and nobody is shown it.
    `directory` is empty for a survey whose units stand in its own definition.
    """

    id: str
    version: int
    organisation: str
    languages: tuple[str, ...]
    title: Texts
    intro: Texts
    thanks: Texts
    contact: Mapping[str, Texts]
    questions: tuple[Question, ...]
    units: tuple[Unit, ...]
    root_causes: tuple[Choice, ...]
    remedy_limit_cents: int = 100_00
    closed: bool = False
    settings: SurveySettings = field(default_factory=SurveySettings)
    key: str = field(default="", repr=False)
    directory: Directory = field(default_factory=Directory)

    def question(self, question_id: str) -> Question | None:
        """The question with an id; None if the survey has no such question."""
        return next((question for question in self.questions if question.id == question_id), None)

    @property
    def first_scored(self) -> Question | None:
        """The first scored question, asked again at the follow-up; None if no question is scored."""
        return next((question for question in self.questions if question.scale), None)

    def chosen(self, answers: Mapping[str, Any]) -> tuple[Choice, ...]:
        """The choices that the customer picked, over all choice questions, in the survey's order."""
        answered = [(question, answers.get(question.id)) for question in self.questions if question.kind == "choice"]
        picked = [(question.choices, answer if isinstance(answer, list) else [answer]) for question, answer in answered]
        return tuple(choice for choices, values in picked for choice in choices if choice.value in values)

    def unit(self, unit_id: str | None) -> Unit:
        """The unit with an id; for an unknown or missing id the first unit, so that no answer is lost."""
        return next((unit for unit in self.units if unit.id == unit_id), self.units[0])

    @property
    def people(self) -> tuple[Member, ...]:
        """The members of the directory; for a survey without one, the owners and managers of its units."""
        if self.directory.members:
            return self.directory.members
        named = {who.email.lower(): (who, unit) for unit in self.units for who in (unit.owner, unit.manager)}
        return tuple(Member("", who, (unit.language,)) for who, unit in named.values())

    def with_absences(self, absences: Sequence[Absence]) -> "Survey":
        """The same survey, with the absences of the directory's people."""
        return replace(self, directory=self.directory.with_absences(absences))

    def language(self, wanted: str | None) -> str:
        """The wanted language if the survey speaks it (`fi-FI` is `fi`), else the survey's first language."""
        short = (wanted or "").split("-")[0].lower()
        return short if short in self.languages else self.languages[0]


def survey_from(
    document: Mapping[str, Any],
    *,
    version: int = 1,
    closed: bool = False,
    directory: Mapping[str, Any] = NO_DIRECTORY,
) -> Survey:
    """The survey in a definition document (parsed TOML or JSON); `remedy_limit` is in euros there.

    `directory` is the document with the units that the survey names by id. Raises ValueError for unusable working
    hours, holidays or remedy limit.
    """
    return Survey(
        id=document["id"],
        version=version,
        closed=closed or bool(document.get("closed", False)),
        settings=survey_settings_from(document),
        organisation=document["organisation"],
        languages=tuple(document["languages"]),
        title=document["title"],
        intro=document["intro"],
        thanks=document["thanks"],
        contact=document["contact"],
        questions=tuple(_question(item) for item in document["questions"]),
        units=tuple(unit_from(item) for item in unit_tables(document, directory)),
        directory=directory_from(directory),
        root_causes=tuple(Choice(**item) for item in document["root_causes"]),
        remedy_limit_cents=_cents(document.get("remedy_limit", 100)),
    )


def _question(item: Mapping[str, Any]) -> Question:
    shown = item.get("show_when")
    return Question(
        **{key: value for key, value in item.items() if key not in {"choices", "show_when"}},
        choices=tuple(Choice(**choice) for choice in item.get("choices", ())),
        show_when=ShowWhen(**shown) if shown else None,
    )


def _cents(euros: float) -> int:
    if euros < 0:
        raise ValueError("The remedy limit is a sum in euros, not less than nothing.")
    return round(euros * 100)


def label_of(choices: tuple[Choice, ...], value: str, language: str) -> str:
    """The label of a stable value, for people; the value itself when the survey no longer knows it."""
    found = next((choice for choice in choices if choice.value == value), None)
    return text_in(found.label, language) if found else value


def text_in(texts: Texts, language: str) -> str:
    """A text in the language, or else in the first language of the texts; raises Unknown when there are none."""
    if not texts:
        raise Unknown("This text exists in no language.")
    return texts.get(language) or next(iter(texts.values()))
