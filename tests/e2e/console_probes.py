"""The probes of the Lambdas behind the console: each uses every grant of its Lambda."""

from tests.e2e.console import Colleague
from tests.e2e.probing import Probe

OWNER = "owner.helsinki@example.com"


def console_pages(probe: Probe) -> None:
    """The owner signs in, and looks."""
    assert Colleague(probe.journey, OWNER).signs_in().status == 200


def console_actions(probe: Probe) -> None:
    """The owner signs in after a slip, and out; one process makes the day's secret, another finds it."""
    for _ in ("makes the secret", "finds it"):
        probe.renew("console_actions")
        owner = Colleague(probe.journey, OWNER)
        code = owner.asks_for_a_code()
        assert owner.sends("/console/code", code=code[:4]).status == 422
        assert owner.sends("/console/code", code=code).status == 303
        assert owner.sends("/console/sign-out").status == 303
        assert owner.opens("/console").status == 303


def sign_in_mails(probe: Probe) -> None:
    """The owner asks for a code, and gets it."""
    assert Colleague(probe.journey, OWNER).asks_for_a_code()
