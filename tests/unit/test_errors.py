"""Errors: each has the title that HTTP gives its status."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest

from kuultu.errors import KuultuError

RENAMED = {413: "Content too large", 422: "Unprocessable content"}
"""Phrases of RFC 9110 that Python learned in 3.13."""


def family(error: type[KuultuError]) -> Iterator[type[KuultuError]]:
    """An error and all that are kinds of it."""
    yield error
    for kind in error.__subclasses__():
        yield from family(kind)


@pytest.mark.parametrize("error", list(family(KuultuError)), ids=lambda error: error.__name__)
def test_an_error_has_the_title_of_its_status(error: type[KuultuError]) -> None:
    phrase = RENAMED.get(error.status, HTTPStatus(error.status).phrase)
    assert error.title.lower().startswith(phrase.lower())
