"""A letter that greets its reader is told apart from one that does not."""

import pytest

from kuultu.rendering.greeting import begins_with_greeting


@pytest.mark.parametrize(
    ("text", "greets"),
    [
        ("Hei Aino, kiitos.", True),
        ("\n– Hej Aino!", True),
        ("Dear Aino,", True),
        ("Good morning, Aino,", True),
        ("Kiitos, Aino.", False),
        ("Heitimme rikkoutuneen pois.", False),
        ("Hide and seek is no game.", False),
        ("", False),
    ],
)
def test_a_letter_is_known_to_begin_with_a_greeting(text: str, greets: bool) -> None:
    assert begins_with_greeting(text) is greets
