"""An error never repeats what was sent: neither a body nor an address."""

import pytest

from tests.integration.http import ask_api, submit

pytestmark = pytest.mark.usefixtures("aws")

CANARY = "kanarialintu"


@pytest.mark.parametrize(
    "content",
    [
        {"answers": {"nps": CANARY}},
        {"answers": {CANARY: 1, "nps": 3}},
        {"language": CANARY, "answers": {"nps": 3}},
        {"answers": {"nps": 3, "topics": [CANARY]}},
        {"answers": {"nps": 3}, "contact": {"email": CANARY, "consent": CANARY}},
        {"answers": {"nps": 3}, "context": {"page": CANARY}},
        '{"' + CANARY,
    ],
)
def test_an_error_never_repeats_what_was_sent(content: object) -> None:
    answer = submit(content, headers={"X-Anything": CANARY})
    assert answer.status in {400, 422}
    assert CANARY not in answer.body + str(answer.headers)


def test_an_error_does_not_repeat_the_address_either() -> None:
    assert CANARY not in ask_api("GET", f"/v1/surveys/{CANARY}?{CANARY}=1").body
