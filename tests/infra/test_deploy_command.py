"""`kuultu deploy` and `kuultu release`, without the CDK command line: the emulator gets the stack, change by change."""

import json
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.deploy.telling import changes_told
from infra.deployment.change_set import Change
from infra.deployment.failure_reasons import explained
from infra.deployment.release import InvalidRelease, Release, read_release, write_release
from infra.local.emulator.connection import client
from infra.local.emulator.deployment import describe
from infra.local.emulator.process import Emulator
from infra.toolchain import ROOT, environment

STACK = "Kuultu-local"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An emulator as an empty account: no bootstrap, no bucket."""
    running = Emulator(tmp_path_factory.mktemp("emulator"))
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a stage with a domain."""
    file = tmp_path_factory.mktemp("release") / "kuultu.zip"
    done = kuultu("release", "--stage", "first", "--stages", "tests/infra/stages", "--output", str(file))
    assert done.returncode == 0, done.stderr
    return file


def kuultu(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command, as a person calls it; nobody answers its questions."""
    outside = {name: value for name, value in environment().items() if not name.startswith(("AWS_", "CDK_"))}
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=outside, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.mark.timeout(300)
def test_an_empty_account_gets_a_stack_that_answers(emulator: Emulator, tmp_path: Path) -> None:
    made = kuultu("release", "--stage", "local", "--output", str(tmp_path / "local.zip"))
    assert made.returncode == 0, made.stderr
    deploy = ("deploy", "--release", str(tmp_path / "local.zip"), "--endpoint-url", emulator.endpoint)
    asked = kuultu(*deploy)
    assert (asked.returncode, "--yes" in asked.stderr) == (1, True)
    assert "Changes: " in asked.stdout

    done = kuultu(*deploy, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{STACK} is deployed." in done.stdout
    assert "kuultu doctor" in done.stdout
    deployed = describe(STACK, client("cloudformation", emulator.endpoint))
    address = f"{emulator.endpoint}/_aws/execute-api/{deployed.api_id}/$default/health"
    with urllib.request.urlopen(address) as answer:
        assert json.load(answer) == {"status": "ok"}

    again = kuultu(*deploy, "--yes", "--json")
    assert json.loads(again.stdout) == [{"stack": STACK, "changes": 0}]


def test_a_stage_that_has_no_file_deploys_nothing(emulator: Emulator) -> None:
    done = kuultu("deploy", "--stage", "nowhere", "--endpoint-url", emulator.endpoint, "--yes")
    assert done.returncode == 1
    assert "stages/nowhere.toml: This stage has no file yet." in done.stderr


@pytest.mark.timeout(300)
def test_the_same_sources_give_the_same_release_in_another_place(release: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "checkout"
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split():
        target = elsewhere / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    (elsewhere / "build").mkdir()
    (elsewhere / "build" / "packages").symlink_to(ROOT / "build" / "packages")
    path = f"{elsewhere}:{elsewhere / 'functions'}"
    command = [sys.executable, "-m", "cli", "release", "--stage", "first", "--stages", "tests/infra/stages"]
    command += ["--output", "again.zip"]
    subprocess.run(command, cwd=elsewhere, env={**environment(), "PYTHONPATH": path}, check=True)

    assert (elsewhere / "again.zip").read_bytes() == release.read_bytes()


def test_a_release_deploys_from_its_archive_and_its_template_asks_for_no_bootstrap(release: Path) -> None:
    read = read_release(release)
    template = json.loads(read.template)
    wanted = {
        one["Properties"]["Code"]["S3Key"]
        for one in template["Resources"].values()
        if one["Type"] == "AWS::Lambda::Function"
    }

    assert wanted == read.assets.keys()
    assert "BootstrapVersion" not in template.get("Parameters", {})
    assert "hnb659fds" not in read.template


def test_a_release_that_was_changed_on_its_way_is_refused(release: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(release) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"Kuultu", b"Kuullu") if name == "template.json" else old.read(name)
            )

    with pytest.raises(InvalidRelease, match="checksums differ"):
        read_release(changed)


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.zip").write_text("words", encoding="utf-8")
    with pytest.raises(InvalidRelease, match="not a release of Kuultu"):
        read_release(tmp_path / "words.zip")


def test_the_bill_of_materials_names_what_is_in_the_bundles(release: Path) -> None:
    read = read_release(release)
    bill = json.loads(read.files["sbom.cdx.json"])
    used = {one["name"]: {used["value"] for used in one.get("properties", ())} for one in bill["components"]}

    assert "link_pages" in used["jinja2"]
    assert "intake" not in used["jinja2"]
    locked = (ROOT / "requirements" / "lambda.txt").read_text(encoding="utf-8")
    packages = [one for one in bill["components"] if one["type"] == "library"]
    assert all(f"{one['name']}=={one['version']} " in locked for one in packages)


GOOD = {"Type": "AWS::SQS::Queue", "Properties": {}}
BAD = {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": "nobody", "AuthType": "NONE"}}


def small_release(folder: Path, **resources: object) -> str:
    """A release of a small stack with some resources."""
    template = json.dumps({"Resources": resources}).encode()
    about = json.dumps({"stack": "Kuultu-small", "stage": "small"}).encode()
    write_release(Release("Kuultu-small", {"template.json": template, "release.json": about}), folder / "small.zip")
    return str(folder / "small.zip")


@pytest.mark.timeout(120)
def test_a_failure_is_told_with_its_reason_and_the_next_deployment_clears_its_remains(
    emulator: Emulator, tmp_path: Path
) -> None:
    def deploy(**resources: object) -> "subprocess.CompletedProcess[str]":
        asked = ("deploy", "--release", small_release(tmp_path, **resources), "--endpoint-url", emulator.endpoint)
        return kuultu(*asked, "--yes")

    failed = deploy(queue=GOOD, other=BAD)
    assert (failed.returncode, "other (AWS::Lambda::Url) failed: " in failed.stdout) == (1, True)
    assert "Nothing was deployed (ROLLBACK_COMPLETE)" in failed.stderr

    done = deploy(queue=GOOD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "came to nothing (ROLLBACK_COMPLETE): removing its remains" in done.stdout

    changed = deploy(queue=GOOD, third=BAD)
    assert "The stack went back to what it was (UPDATE_ROLLBACK_COMPLETE)" in changed.stderr


def test_what_would_be_lost_is_told_last() -> None:
    changes = [
        Change("Remove", "AWS::DynamoDB::Table", "tablescases"),
        Change("Modify", "AWS::ApiGatewayV2::Api", "api", replaced=True),
        Change("Modify", "AWS::Lambda::Function", "intake", replaced=True),
    ]
    assert [line.text for line in changes_told(changes)][-2:] == [
        "  ! tablescases goes, and with it what customers have told.",
        "  ! api goes, and with it the address in every mail and printed code.",
    ]


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        ("Resource of type 'AWS::SES::EmailIdentity' already exists", 'write identity = "existing"'),
        ("User: arn:aws:iam::1:user/x is not authorized to perform: iam:CreateRole on resource", "lacks a right"),
        ("Limit Exceeded for concurrent executions", "Service Quotas"),
        ("Rate exceeded", "in a few minutes"),
    ],
)
def test_a_known_reason_comes_with_the_next_step(reason: str, step: str) -> None:
    assert step in explained(reason)
    assert explained(reason).startswith(reason)


def test_a_stage_without_a_domain_has_no_edge(tmp_path: Path) -> None:
    done = kuultu(
        "deploy", "--release", small_release(tmp_path, queue=GOOD), "--edge", "--endpoint-url", "http://127.0.0.1:9"
    )
    assert (done.returncode, "needs no edge" in done.stderr) == (1, True)


@pytest.mark.timeout(120)
def test_the_edge_of_a_stage_with_a_domain_is_deployed_where_cloudfront_looks(
    emulator: Emulator, release: Path
) -> None:
    options = ("--edge", "--yes", "--endpoint-url", emulator.endpoint)
    done = kuultu("deploy", "--release", str(release), *options)
    assert "Deploying Kuultu-first-edge to account 000000000000, us-east-1" in done.stdout
    assert "AWS::CertificateManager::Certificate" in done.stdout
