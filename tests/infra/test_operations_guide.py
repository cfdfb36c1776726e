"""docs/operations.md knows every alarm of the stack and every state of a mail."""

import re

from infra.toolchain import ROOT
from kuultu.domain.mail.mail import MailState
from tests.infra.conftest import Template

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_guide_says_for_every_alarm_what_to_do(template: Template) -> None:
    alarms = [key for key, one in template["Resources"].items() if one["Type"] == "AWS::CloudWatch::Alarm"]
    told = [name.replace("-", "") for name in re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.M)]
    untold = [alarm for alarm in alarms if not any(alarm.startswith(f"alarms{name}") for name in told)]
    assert [alarm for alarm in untold if not alarm.startswith("alarmserrors")] == []
    assert "| `errors-<lambda>` |" in GUIDE


def test_the_guide_says_what_every_state_of_a_mail_means() -> None:
    table = GUIDE.partition("## States of mails")[2].partition("##")[0]
    assert set(re.findall(r"`(\w+)`", table)) >= {state.value for state in MailState}
