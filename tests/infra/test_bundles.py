"""A bundle is small and complete; that it is the same in another place, the release shows (test_deploy_command.py)."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.bundles import FUNCTIONS, LAMBDAS, build, packages, third_party, write_zip
from infra.bundles.closure import closure_of
from infra.bundles.targets import AWS, HERE

ARM64_IN_ELF = 0xB7
UNCHECKED_HASH = 0b01
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
import_module(sys.argv[2]).handle
"""
CHRISTMAS = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import date
from holidays import country_holidays
print([date(2026, 12, 25) in country_holidays(country) for country in ("FI", "SE", "EE", "JP")])
print(sorted(name for name in sys.modules if name.startswith("holidays.countries.")))
"""


def names_in(bundle: Path) -> list[str]:
    """The files in a bundle."""
    with zipfile.ZipFile(bundle) as archive:
        return archive.namelist()


@pytest.mark.parametrize("name", LAMBDAS)
def test_a_bundle_needs_nothing_besides_itself(name: str, bundles: dict[str, Path], tmp_path: Path) -> None:
    zipfile.ZipFile(bundles[name]).extractall(tmp_path)

    command = [sys.executable, "-I", "-S", "-c", ALONE, str(tmp_path), f"{name}.handler"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_templates_come_along_only_where_something_is_rendered(bundles: dict[str, Path]) -> None:
    rendering = {name for name in LAMBDAS if any("/templates/" in file for file in names_in(bundles[name]))}

    assert rendering == {name for name in LAMBDAS if "kuultu/rendering/templates.py" in names_in(bundles[name])}
    assert "intake" not in rendering
    assert "link_pages" in rendering


def test_catalogues_come_along_compiled(bundles: dict[str, Path]) -> None:
    names = names_in(bundles["link_pages"])

    assert "kuultu/translations/fi/LC_MESSAGES/kuultu.mo" in names
    assert not any(name.endswith(".po") for name in names)


def test_intake_carries_its_api_description_and_no_page_machinery(bundles: dict[str, Path]) -> None:
    names = names_in(bundles["intake"])

    assert "intake/openapi.json" in names
    assert not any(name.startswith(("jinja2/", "pydantic/", "boto3/")) for name in names)


def test_intake_carries_the_widget_and_the_proof_of_work(bundles: dict[str, Path]) -> None:
    names = names_in(bundles["intake"])

    assert {"intake/widget.js", "altcha/__init__.py"} <= set(names)


def test_botocore_describes_only_the_services_that_are_called(bundles: dict[str, Path]) -> None:
    services = {
        name.split("/")[2]
        for name in names_in(bundles["sweep"])
        if name.startswith("botocore/data/") and name.count("/") > 2
    }

    assert services == {"dynamodb", "stepfunctions", "sesv2", "sqs", "lambda"}


def test_bytecode_is_valid_whatever_becomes_of_time_stamps(bundles: dict[str, Path]) -> None:
    with zipfile.ZipFile(bundles["intake"]) as archive:
        compiled = [name for name in archive.namelist() if name.endswith(".pyc")]
        flags = {struct.unpack("<I", archive.read(name)[4:8])[0] for name in compiled}

    assert "kuultu/settings.py" in names_in(bundles["intake"])
    assert flags == {UNCHECKED_HASH}


def test_what_goes_to_aws_is_built_for_its_processor() -> None:
    with zipfile.ZipFile(build(AWS)["link_pages"]) as archive:
        libraries = [archive.read(name) for name in archive.namelist() if name.endswith(".so")]

    assert libraries
    assert {struct.unpack("<H", library[18:20])[0] for library in libraries} == {ARM64_IN_ELF}


def test_bytecode_for_aws_is_of_lambdas_own_version_or_left_out() -> None:
    compiled = [name for name in names_in(build(AWS)["intake"]) if name.endswith(".pyc")]

    assert all(name.endswith(".cpython-313.pyc") for name in compiled)


def test_holidays_are_packed_with_every_country_and_loaded_one_country_at_a_time(tmp_path: Path) -> None:
    packed = third_party(closure_of("kuultu.services.calendar.unit_working_time", FUNCTIONS), packages(HERE), HERE)
    for name, file in packed.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(file)

    command = [sys.executable, "-I", "-S", "-c", CHRISTMAS, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    countries = [f"holidays.countries.{name}" for name in ("estonia", "finland", "japan", "sweden")]
    assert done.stdout.splitlines() == ["[True, True, True, False]", str(countries)], done.stderr


def test_holidays_cost_a_bundle_less_than_three_megabytes(tmp_path: Path) -> None:
    packed = third_party(closure_of("kuultu.services.calendar.unit_working_time", FUNCTIONS), packages(HERE), HERE)
    write_zip(tmp_path / "holidays.zip", {name: file for name, file in packed.items() if name.startswith("holidays")})

    assert (tmp_path / "holidays.zip").stat().st_size < 3_000_000
