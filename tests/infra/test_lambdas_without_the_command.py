"""No Lambda carries what only the command `kuultu` needs."""

import pytest

from infra.bundles.closure import closure_of
from infra.components.grants import GRANTS
from tests.conftest import ROOT


@pytest.mark.parametrize("function", sorted(GRANTS))
def test_a_lambda_has_neither_the_rules_for_definitions_nor_what_draws_codes(function: str) -> None:
    reached = closure_of(f"{function}.handler", ROOT / "functions")
    assert reached.own
    assert not [module for module in reached.own if module.startswith("kuultu.domain.surveys.validation")]
    assert not reached.others & {"segno", "infra"}
