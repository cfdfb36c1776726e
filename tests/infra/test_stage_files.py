"""Settings of a deployment stand in a file, are typed, and are refused where they would hurt a customer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.deployment_stages import DeploymentStage, local
from infra.stage_files import FIELDS, InvalidStageFile, from_context, read_stage
from infra.toolchain import ROOT

SENDER = 'sender = "care@shop.example"'
ALARMS = 'alarm_email = "alarms@shop.example"'
NEEDED = {"sender": "care@shop.example", "alarm_email": "alarms@shop.example"}
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The file of a stage with some lines."""

    def write(*lines: str, name: str = "production") -> Path:
        file = tmp_path / f"{name}.toml"
        file.write_text("\n".join((*lines, ALARMS)), encoding="utf-8")
        return file

    return write


ISSUER = ("sign_in_issuer", "sign_in_client")
NO_DEFAULT = ("sender", "alarm_email", "public_url", "domain", "certificate", "hosted_zone", "web_acl", *ISSUER)


def told_of(file: Path) -> list[str]:
    """The faults of a file of settings, without the file's name."""
    with pytest.raises(InvalidStageFile) as refused:
        read_stage(file)
    return [line.partition(".toml:")[2] for line in refused.value.told]


def test_a_stage_is_named_after_its_file_and_its_settings_keep_their_types(written: Written) -> None:
    stage = read_stage(written(SENDER, 'languages = ["sv", "en"]', "promise_days = 2", name="staging"))

    assert (stage.languages, stage.promise_days, stage.name) == (("sv", "en"), 2, "staging")
    assert stage.stack_name == "Kuultu-staging"


def test_what_is_not_said_keeps_its_default(written: Written) -> None:
    assert read_stage(written(SENDER)) == DeploymentStage(name="production", **NEEDED)


def test_the_sample_is_good_and_tells_of_every_setting_with_its_default(written: Written) -> None:
    sample = (ROOT / "stages" / "sample.toml").read_text(encoding="utf-8")
    shown = [line.removeprefix("# ") for line in sample.splitlines() if " = " in line]
    defaults = read_stage(written(SENDER))

    assert {line.split(" = ")[0] for line in shown} == FIELDS.keys() - {"day_seconds"}
    assert read_stage(ROOT / "stages" / "sample.toml").sender == "feedback@shop.example"
    given = [line for line in shown if not line.startswith(NO_DEFAULT)]
    assert read_stage(written(SENDER, *given)) == defaults


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((SENDER, "reflexion_days = 2"), "2: There is no setting reflexion_days. Is reflection_days meant?"),
        ((SENDER, "", "promise_days = 'two'"), "3: promise_days must be a number, as in 2.5."),
        ((SENDER, "survey_burst = 2.5"), "2: survey_burst must be a whole number, as in 60."),
        ((SENDER, "survey_burst = true"), "2: survey_burst must be a whole number, as in 60."),
        ((SENDER, "languages = [1]"), '2: languages must be a list of texts, as in ["fi", "sv"].'),
        (("promise_days = 4",), "1: sender is missing: it has no default."),
        ((SENDER, "[sizes]"), "2: There is no setting sizes. There are: "),
        ((SENDER, "promise_days ="), "2: This is not TOML: "),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_write(lines: tuple[str, ...], told: str, written: Written) -> None:
    (line,) = told_of(written(*lines))
    assert line.startswith(told)


def test_all_faults_are_told_at_once(written: Written) -> None:
    faulty = written('sender = "care"', 'public_url = "shop.example"', "promise_days = 1", 'identity = "new"')
    assert [line[0] for line in told_of(faulty)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example",
        "shop.example",
        "https://shop.example/feedback",
        "https://",
        "https://feedback.example.com",
    ],
)
def test_a_public_address_under_which_forms_would_be_refused_is_refused_itself(address: str, written: Written) -> None:
    (line,) = told_of(written(SENDER, f'public_url = "{address}"'))
    assert line.startswith("2: ")


@pytest.mark.parametrize("sender", ["", "care", "@shop.example", "care@", "Shop <care@shop.example>", "a@b.fi, c@d.fi"])
def test_a_sender_that_is_no_plain_mail_address_is_refused(sender: str) -> None:
    with pytest.raises(ValueError, match="plain mail address"):
        DeploymentStage(name="production", **NEEDED | {"sender": sender})


@pytest.mark.parametrize("sender", ["care@example.com", "care@mail.example.org"])
def test_a_sender_that_belongs_to_nobody_is_refused_outside_the_local_run(sender: str) -> None:
    with pytest.raises(ValueError, match="belongs to nobody"):
        DeploymentStage(name="production", **NEEDED | {"sender": sender})
    assert DeploymentStage(name="local", sender=sender).is_local


@pytest.mark.parametrize("name", ["Production", "my stage", "-x", "a" * 32])
def test_a_stage_whose_name_would_make_another_stack_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        DeploymentStage(name=name, **NEEDED)


def test_a_setting_on_the_command_line_is_refused_with_its_place() -> None:
    given = {"stage": "production", "stages": "tests/infra/stages", "sender": "care@shop.example"}

    with pytest.raises(InvalidStageFile, match=r"write sender into tests/infra/stages/production\.toml"):
        from_context(given.get)


def test_a_stage_without_a_file_is_refused_and_the_way_to_it_told() -> None:
    with pytest.raises(InvalidStageFile, match=r"stages/staging\.toml: This stage has no file yet\. Copy"):
        from_context({"stage": "staging"}.get)


@pytest.mark.parametrize("limits", [{"survey_burst": -1}, {"address_per_minute": 0}, {"proven_per_minute": 0}])
def test_a_limit_that_would_never_let_anybody_in_again_is_refused(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must always be let in"):
        local(port=8000, **limits)


def test_the_local_stage_is_the_front_door_on_loopback() -> None:
    stage = local(port=8123, day_seconds=4)

    assert (stage.public_url, stage.day_seconds, stage.bundles) == ("http://127.0.0.1:8123", 4, "here")


def test_each_local_run_gives_its_numbers_and_address_to_the_template_of_all() -> None:
    given = local(port=8123, day_seconds=4, survey_burst=7).parameters

    assert (given["PublicUrl"], given["DaySeconds"], given["SurveyBurst"]) == ("http://127.0.0.1:8123", "4.0", "7")


def test_a_promise_that_ends_before_the_reflection_is_refused() -> None:
    with pytest.raises(ValueError, match="promise_days"):
        DeploymentStage(name="production", **NEEDED, reflection_days=3, promise_days=3)


def test_a_day_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        local(port=8000, day_seconds=0)


@pytest.mark.parametrize(
    "address", [None, "", "alarms", "arn:aws:sns:eu-north-1:123456789012:alarms", "alarms@example.com"]
)
def test_a_deployment_whose_alarms_nobody_would_hear_is_refused(address: str | None) -> None:
    with pytest.raises(ValueError, match=r"hear of alarms|belongs to nobody"):
        DeploymentStage(name="production", sender="care@shop.example", alarm_email=address)


@pytest.mark.parametrize("rate", [{"requests_per_second": 0}, {"requests_at_once": 0}])
def test_an_api_that_takes_no_requests_is_refused(rate: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="requests_"):
        DeploymentStage(name="production", **NEEDED, **rate)  # type: ignore[arg-type]


TENANT = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0"


def test_an_issuer_and_the_id_there_reach_the_lambdas() -> None:
    stage = DeploymentStage(name="production", **NEEDED, sign_in_issuer=TENANT, sign_in_client="1")
    assert stage.issuer == {"SIGN_IN_ISSUER": TENANT, "SIGN_IN_CLIENT": "1"}
    assert DeploymentStage(name="production", **NEEDED).issuer == {}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f'sign_in_issuer = "{TENANT}"',), "sign_in_client is missing"),
        (('sign_in_client = "1"',), "sign_in_issuer is missing"),
        (('sign_in_issuer = "http://login.city.fi"', 'sign_in_client = "1"'), "The issuer must be"),
        (('sign_in_issuer = "login.city.fi"', 'sign_in_client = "1"'), "The issuer must be"),
        (('sign_in_issuer = "https://login.city.fi?x=1"', 'sign_in_client = "1"'), "The issuer must be"),
        (
            ('sign_in_issuer = "https://login.microsoftonline.com/common/v2.0"', 'sign_in_client = "1"'),
            "vouches for people of every organisation",
        ),
    ],
)
def test_an_issuer_that_would_let_in_nobody_or_anybody_is_refused(
    lines: tuple[str, ...], told: str, written: Written
) -> None:
    (line,) = told_of(written(SENDER, *lines))
    assert told in line
