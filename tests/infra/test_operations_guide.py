"""docs/operations.md knows every alarm of the stack and every state of a mail."""

import re

from infra.toolchain import ROOT
from kuultu.domain.mail.mail import MailState
from tests.infra.conftest import Template

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_alarm_names_its_section_of_the_guide(template: Template) -> None:
    alarms = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    named = {re.findall(r"docs/operations\.md, section ([\w-]+)\.$", one["AlarmDescription"])[0] for one in alarms}
    chapter = GUIDE.partition("\n## Alarms\n")[2].partition("\n## ")[0]
    assert named == set(re.findall(r"^### ([\w-]+)$", chapter, re.M))


def test_the_command_sends_nobody_to_an_alarm_that_is_not_there() -> None:
    told = " ".join(file.read_text(encoding="utf-8") for file in (ROOT / "cli").rglob("*.py"))
    named = set(re.findall(r"the alarm ([\w-]+)", told))
    assert named
    assert named <= set(re.findall(r"^### ([\w-]+)$", GUIDE, re.M))


def test_the_guide_says_what_every_state_of_a_mail_means() -> None:
    table = GUIDE.partition("## States of mails")[2].partition("##")[0]
    assert set(re.findall(r"`(\w+)`", table)) >= {state.value for state in MailState}
