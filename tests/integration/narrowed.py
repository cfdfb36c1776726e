"""The description of the public API, narrowed to one survey: with its own questions, scales, choices and languages."""

import json
from copy import deepcopy
from typing import Any

from tests.conftest import ROOT
from tests.unit.helpers.builders import document

Json = dict[str, Any]

DESCRIPTION = json.loads((ROOT / "functions" / "intake" / "openapi.json").read_text(encoding="utf-8"))

SCALES = {"nps": (0, 10), "ces": (1, 7), "csat": (1, 5), "statement": (1, 5)}
EMPTY = {"enum": ["", []]}


def narrowed(survey_id: str) -> Json:
    """The description in which this survey is the only one that there is; without what only the API itself can make."""
    description, survey = deepcopy(DESCRIPTION), document(survey_id)
    for path in ("/v1/surveys/{survey_id}", "/v1/surveys/{survey_id}/responses"):
        description["paths"][path]["parameters"][0]["schema"] = {"enum": [survey_id]}
    post = description["paths"]["/v1/surveys/{survey_id}/responses"]["post"]
    post["parameters"] = [one for one in post["parameters"] if one["name"] != "Kuultu-Proof"]
    submission = description["components"]["schemas"]["Submission"]
    submission["properties"]["language"]["enum"] = [*survey["languages"], None]
    submission["properties"]["form"] = {"const": ""}
    submission["properties"]["answers"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {question["id"]: _answer(question) for question in survey["questions"]},
    }
    required = [question["id"] for question in survey["questions"] if question.get("required")]
    whole = {"properties": {"answers": {"required": required}}}
    submission["anyOf"] = [whole, {"properties": {"partial": {"const": True}}, "required": ["partial"]}]
    return description


def _answer(question: Json) -> Json:
    given = _given(question)
    return given if question.get("required") else {"anyOf": [given, EMPTY]}


def _given(question: Json) -> Json:
    if question["kind"] == "text":
        return {"type": "string", "maxLength": 5_000, "pattern": "^[^\\u0000]*$"}
    if question["kind"] == "choice":
        one = {"enum": [choice["value"] for choice in question["choices"]]}
        return {"anyOf": [one, {"type": "array", "items": one, "uniqueItems": True}]}
    lowest, highest = SCALES[question["kind"]]
    return {"enum": list(range(lowest, highest + 1))}  # not "integer", which 3.0 is as well; the API says no to that
