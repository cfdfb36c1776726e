"""The posted form of a link."""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from kuultu.domain.cases.tasks import ENTRIES
from kuultu.errors import Malformed
from kuultu.web.form_body import pairs_in

MOST_FIELDS = 100

FIELDS = {name: field for entry in ENTRIES.values() for name, field in entry.form.fields.items()}
CHECKBOXES = {name for name, field in FIELDS.items() if field.kind == "remedies"}
LINES = {name for name, field in FIELDS.items() if field.kind == "people"}
REPEATED = {name for name, field in FIELDS.items() if field.times}
"""The fields that may come more than once."""


def case_in(request: APIGatewayProxyEventV2) -> str:
    """The id in the query of a link (`?case=`): of a related case, or of what staff stored; "" without one."""
    return (request.query_string_parameters or {}).get("case", "")


def form_from(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a link's form; raises Unsupported, TooLarge or Malformed."""
    fields: dict[str, str] = {}
    for name, value in pairs_in(body, content_type, MOST_FIELDS):
        _add(fields, name, value)
    return fields


def _add(fields: dict[str, str], name: str, value: str) -> None:
    """Add a value: checkboxes are joined by commas, addresses by lines; other repeated fields become `name_2` …

    Raises Malformed for a second value of any other field.
    """
    if name not in fields:
        fields[name] = value
    elif name in CHECKBOXES:
        fields[name] += f",{value}"
    elif name in LINES:
        fields[name] += f"\n{value}"
    elif name in REPEATED:
        number = 2
        while f"{name}_{number}" in fields:
            number += 1
        fields[f"{name}_{number}"] = value
    else:
        raise Malformed("A field came twice.", code="malformed-form")
