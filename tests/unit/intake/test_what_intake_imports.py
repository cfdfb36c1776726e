"""What the intake Lambda imports: its cold start is every customer's wait, so the list is written down."""

import json
import subprocess
import sys
from functools import cache

import pytest

from tests.conftest import ENVIRONMENT, ROOT

OURS = {"intake", "kuultu"}
THIRD_PARTY = {
    "aws_lambda_powertools",
    "botocore",
    "certifi",
    "dateutil",
    "jmespath",
    "pynamodb",
    "six",
    "typing_extensions",
    "urllib3",
}
"""What intake may import; `certifi` comes with botocore and is imported where it is installed."""

SCRIPT = """
import sys, json
before = set(sys.modules)
import intake.handler
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps(sorted(new)))
"""


@cache
def imported() -> set[str]:
    """Top-level modules, Python's own among them, in an interpreter that has just imported the handler."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "functions"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_intake_imports_what_is_on_the_list_and_nothing_else() -> None:
    assert imported() - {"certifi"} - sys.stdlib_module_names == (OURS | THIRD_PARTY) - {"certifi"}


@pytest.mark.parametrize(
    "module",
    ["pydantic", "boto3", "jinja2", "aws_xray_sdk", "email_validator", "holidays", "zoneinfo", "tests", "moto"],
)
def test_intake_is_not_slowed_down_by_what_it_does_not_need(module: str) -> None:
    assert module not in imported()
