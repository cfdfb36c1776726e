"""What a request to the console asks for: its method, its query and its form, each name with its first value."""

from collections.abc import Mapping

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from kuultu.web.form_body import values_from, values_in_query
from kuultu.web.problems import body_of


def is_look(app: APIGatewayHttpResolver) -> bool:
    """True if somebody gets to see what is asked for: HEAD brings headers alone."""
    return app.current_event.http_method == "GET"


def query_in(app: APIGatewayHttpResolver | APIGatewayHttpRouter) -> dict[str, str]:
    """The query of a request."""
    return _firsts(values_in_query(app.current_event.raw_query_string))


def form_in(app: APIGatewayHttpResolver) -> dict[str, str]:
    """The posted form of a request; raises Unsupported, TooLarge or Malformed."""
    return _firsts(values_from(body_of(app), app.current_event.headers.get("content-type", "")))


def _firsts(values: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: given[0] for name, given in values.items()}
