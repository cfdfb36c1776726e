"""Moto's interpreter, spared from reading the same thing again: reading takes ten times as long as executing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest


@contextmanager
def reading_once() -> Iterator[None]:
    """While this lasts, each definition and each path is read once, however many executions follow it.

    What was read holds no execution's state; moto itself runs the branches of a Map side by side on one reading.
    """
    from jsonpath_ng.ext.parser import parse
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
    from moto.stepfunctions.parser.asl.utils import json_path

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AmazonStateLanguageParser, "parse", staticmethod(cache(AmazonStateLanguageParser.parse)))
        patch.setattr(json_path, "parse", cache(parse))
        yield
