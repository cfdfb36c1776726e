"""Odd texts that are kept to the letter and do nothing; B31 to B34 are rows of docs/inputs.md."""

from html import escape

import pytest

from kuultu.store.responses import ResponseItem
from tests.integration.http import GatewayResponse, open_link, submit
from tests.integration.limiting import limit, unlimited  # noqa: F401 - fixtures
from tests.integration.mailbox import last
from tests.integration.world import World, submission

pytestmark = pytest.mark.usefixtures("aws", "unlimited")

ODD = [
    *("undefined", "null", "NaN", "1e400", "0x0", "-0", "1/0", "True", "\\", "\\\\", "`ls`", "$(id)", "%s%d%n", "{0}"),
    *("' OR 1=1 --", '"; DROP TABLE responses', "../../etc/passwd", "CON", "${jndi:ldap://x}", "https://evil.example"),
    *(
        "田中さん",
        "社會科學院",
        "표준국어대사전",
        "مُنَاقَشَةُ",
        "הָיְתָה",
        "ЁЂЃЄ",
        "Ω≈ç√∫",
        "¡™£¢∞§",
        "⁰⁴⁵₀₁₂",
        "１２３",
        "٣",
        "ﷺ",
    ),
    *("👾 🙇 💁", "🏳0🌈️", "❤️ 💔", "Ⱥ", "Z͑ͫ̓ͪ̂ͫ", "a\u2028b", "a\u0085b", "\ue000", "\U0010ffff"),
]
"""Of each kind in the big list of naughty strings."""

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://evil.example")', "=cmd|' /C calc'!A0"]
ATTACKS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</bdi></blockquote><iframe>", "{{ 7*7 }}"]
STRANGE = [
    *(
        "\u202eoikealta",
        "\u2066a",
        "\ufeffa",
        "👨\u200d👩\u200d👧",
        "e" + "\u0301" * 1_000,
        "𝕬𝖎𝖓𝖔",
        "Ä",
        "A\u0308",
        "ﬁ",
    ),
]
ALL = [*ODD, *FORMULAS, *ATTACKS, *STRANGE]


def kept(answer: GatewayResponse) -> ResponseItem:
    """What was stored of a response that was taken."""
    assert answer.status == 201
    return ResponseItem.get(answer.json["response_id"])


def test_b31_b33_b34_an_odd_answer_is_kept_exactly_as_typed() -> None:
    """Formulas too (B33): the apostrophe belongs into a spreadsheet, and none is written from answers yet."""
    for text in ALL:
        assert kept(submit({"answers": {"nps": 3, "why": text}})).answers["why"] == text


@pytest.mark.parametrize("field", ["contact/name", "contact/phone", "context/unit", "context/reference"])
def test_b31_an_odd_line_is_kept_exactly_as_typed_or_a_422_there(field: str) -> None:
    place, name = field.split("/")
    usual = {"contact": {"consent": True}, "context": {}}[place]
    for text in ALL:
        answer = submit(submission(**{place: usual | {name: text}}))
        if answer.status == 201:
            assert getattr(kept(answer), place)[name] == text
        else:
            assert {pointer for pointer, _ in answer.codes} == {f"/{field}"}


@pytest.mark.parametrize("text", [*ATTACKS, *STRANGE])
def test_b32_b34_the_owner_sees_it_as_typed_set_apart_and_inert(world: World, text: str) -> None:
    world.begins_case(answers={"nps": 3, "why": text})
    source = open_link(last("task-triage").link).body
    shown = escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    assert f'<dd><p dir="auto">{shown}</p>' in source
    assert "<script" not in source
