"""The widget that is committed is made of its sources, and nobody forgets to make it again."""

import pytest

from infra import checks, widget


def test_the_widget_is_made_of_its_sources() -> None:
    assert widget.is_current()


def test_a_widget_that_is_not_made_of_its_sources_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(widget, "ORDER", widget.ORDER[:-1])
    assert not checks.widget_is_current()
    assert "run `make widget`" in capsys.readouterr().out


def test_every_source_of_the_widget_is_in_it() -> None:
    scripts = {file.stem for file in widget.SOURCES.glob("*.js")}
    assert scripts == set(widget.ORDER)
