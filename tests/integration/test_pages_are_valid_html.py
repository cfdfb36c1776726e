"""A validator of HTML finds nothing on any page that a person reads, nor in any mail."""

from pathlib import Path

from tests.integration import shown_cases, shown_console, shown_forms
from tests.integration.shown_pages import ShownPages, found_in, page_templates, templates_taken
from tests.integration.world import World

SCENES = (*shown_console.SCENES, *shown_forms.SCENES, *shown_cases.SCENES)


def test_a_validator_finds_nothing_on_any_page_nor_in_any_mail(world: World, tmp_path: Path) -> None:
    shown = ShownPages(tmp_path)
    with templates_taken() as taken:
        for scene in SCENES:
            scene(world, shown)
        shown.keep_mails()
    assert page_templates() - taken == set()
    assert found_in(tmp_path) == ""


def test_the_validator_would_tell_of_a_fault(tmp_path: Path) -> None:
    faulty = '<!doctype html>\n<html lang="fi"><head><title>Virhe</title></head><body><p><div></div></p></body></html>'
    (tmp_path / "faulty.html").write_text(faulty, encoding="utf-8")
    assert "no-implicit-close" in found_in(tmp_path)
