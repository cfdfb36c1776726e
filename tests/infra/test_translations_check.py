"""`make check` finds what a language lacks."""

from babel.messages.catalog import Catalog

from infra.translations import gaps_in


def catalogue(**said: str) -> Catalog:
    """A catalogue with these messages."""
    made = Catalog()
    for message, translation in said.items():
        made.add(message, translation)
    return made


def test_complete_catalogues_have_no_gaps() -> None:
    assert list(gaps_in({"fi": catalogue(hello="Hei"), "sv": catalogue(hello="Hej")})) == []


def test_a_message_that_one_language_lacks_is_named() -> None:
    gaps = list(gaps_in({"fi": catalogue(hello="Hei", bye="Hei hei"), "sv": catalogue(hello="Hej")}))

    assert gaps == ["translations: sv lacks 'bye'"]


def test_a_message_left_untranslated_is_named() -> None:
    assert list(gaps_in({"fi": catalogue(hello="")})) == ["translations: fi lacks 'hello'"]
