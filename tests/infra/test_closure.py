"""Which modules a bundle holds is read from the sources."""

from pathlib import Path

import pytest

from infra.bundles import FUNCTIONS
from infra.bundles.closure import closure_of

SOURCES = {
    "shop/handler.py": "from kit.till import pay\nimport json\n",
    "kit/__init__.py": "",
    "kit/till.py": "from . import coins\nfrom kit.errors import Broke\n\ndef pay():\n    import kit.lazy\n",
    "kit/coins.py": "import pynamodb.models\n",
    "kit/errors.py": "class Broke(Exception): ...\n",
    "kit/lazy.py": "from jinja2 import Template\n",
    "kit/unused.py": "import pydantic\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small import root."""
    for name, source in SOURCES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


def test_imports_are_followed_through_relative_ones_and_names_inside_modules(root: Path) -> None:
    own = closure_of("shop.handler", root).own

    assert {"shop.handler", "kit", "kit.till", "kit.coins", "kit.errors"} <= own


def test_an_import_inside_a_function_counts_too(root: Path) -> None:
    closure = closure_of("shop.handler", root)

    assert "kit.lazy" in closure.own
    assert "jinja2" in closure.others


def test_what_nobody_imports_stays_out(root: Path) -> None:
    closure = closure_of("shop.handler", root)

    assert "kit.unused" not in closure.own
    assert "pydantic" not in closure.others


def test_who_asks_for_working_time_gets_holidays_and_time_zones_and_intake_does_not() -> None:
    assert {"holidays", "zoneinfo"} <= closure_of("kuultu.services.calendar.unit_working_time", FUNCTIONS).others
    assert not {"holidays", "zoneinfo"} & closure_of("intake.handler", FUNCTIONS).others


def test_what_shows_links_holds_nothing_that_mails_carries_on_or_judges_a_text() -> None:
    closure = closure_of("link_pages.handler", FUNCTIONS)

    assert not {name for name in closure.own if name.startswith(("kuultu.gateways", "kuultu.domain.reply_guide"))}
    assert "holidays" not in closure.others
