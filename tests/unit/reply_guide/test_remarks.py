"""The reply guide: good replies pass in silence, and others are remarked on for what is wrong with them alone."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuultu.domain.reply_guide import Concern, remarks_on
from kuultu.domain.reply_guide.remarks import LANGUAGES
from tests.unit.reply_guide.letters import LETTERS

FAULTLESS = {
    "fi": """
        Kiitos, että kerroit. Olemme pahoillamme: paketti putosi varastossa. Lähetämme uuden tänään.
        Hei Aino, kiitos ja anteeksi. Uusi paketti lähtee tänään.
        Kiitos viestistäsi. On harmi, että kamera ei toiminut. Tutkimme sen, ja objektiivissa oli vika.
        Kiitos, kun kerroit. Anteeksi, että jouduit odottamaan. Se ei ollut sinun vikasi: unohdimme tilauksesi.
        Kiitos. Tutkimme kameran, eikä siinä ollut vikaa. Anteeksi. Emme sano, että se oli sinun vikasi.
        Hyvä, että kirjoitit. Ikävää, että sinua kohdeltiin tylysti. Olen puhunut myyjän kanssa.
        Sinun olisi pitänyt saada paketti jo maanantaina. Olen pahoillani. Kiitos, että kerroit. Soitan huomenna.
        Sinun ei olisi pitänyt joutua odottamaan. Kiitos ja anteeksi. Et tehnyt mitään väärin. Kassa on korjattu.
        Et olisi voinut tehdä mitään toisin. Kiitos ja anteeksi. Meidän olisi pitänyt tarkistaa paketti.
        Kiitos, et ymmärtänyt väärin, hintalappu oli väärä. Olemme pahoillamme. Palautamme erotuksen.
        Kiitos. Olemme pahoillamme siitä, miten kävi. Kassa laskutti hinnan väärin, ja erotus on jo tililläsi.
        Kiitos ja anteeksi. Ramppi asennetaan ensi viikolla. Terveisin Mari
        KIITOS JA ANTEEKSI. PALAUTAMME RAHAT.
        Kiitos ja anteeksi. Sinulla oli kova kiire, ja seisotimme sinua jonossa. Avaamme toisen kassan.
        Kiitos ja anteeksi. Kassakone teki virheen, ja korjasimme hinnan. Meillä on nyt uusi työntekijä apuna.
    """,
    "sv": """
        Hej Aino, tack och förlåt. Vi skickar en ny i dag.
        Tack för att du berättade. Vi är ledsna att paketet var trasigt. Lådan tappades i lagret.
        Tack. Vi beklagar. Det var inte ditt fel. Du får pengarna tillbaka på fredag.
        Tack för ditt mejl och förlåt att du fick vänta. Vi ändrar våra rutiner.
        Tack. Vi har undersökt kameran och hittade inget fel i den. Därför byter vi den inte. Vi är ledsna.
        Tack för att du hörde av dig. Det är tråkigt att kassan inte fungerade. I går bytte vi den.
        Tack och ursäkta. Du borde ha fått paketet i måndags. Jag ringer dig i morgon.
        Tack! Du borde inte ha behövt vänta. Förlåt. Vi anställer fler i kassan.
        Tack, och förlåt. Du gjorde inget fel. Vi glömde din beställning och skickar den i dag.
        Jag uppskattar att du skrev. Jag är ledsen. Orsaken var ett fel i vårt system.
        Tack, förlåt. Vi tycker inte att det var ditt fel. Vi byter varan.
        Tack. Du kunde inte ha vetat det. Förlåt. Tyvärr är bryggaren slut, så du får hela summan tillbaka.
        Tack. Jag beklagar. Du glömde din jacka hos oss. Du kan hämta den när du vill.
    """,
    "en": """
        Thank you for telling us. We are sorry. A new one is on its way.
        Hi Aino, thanks for writing. We're sorry the parcel was broken. We've sent a new one today.
        Thank you. I'm so sorry you had to wait. It wasn't your fault: we forgot your order.
        Thanks, and I apologise. You did nothing wrong. The till was wrong, and we will refund the difference.
        Thank you. We are sorry. You should have received the parcel on Monday. It will arrive tomorrow.
        Thank you. You should not have had to wait an hour. We are sorry. We have changed our policy.
        Thank you. We examined the camera and found no fault in it, so we are not replacing it. We are sorry.
        Thank you. I regret the way you were spoken to. I have talked with my colleague.
        I appreciate you writing. It's a shame the soup was cold. We checked the kitchen's timing and changed it.
        Thank you. Sorry! There is nothing you could have done differently. We dropped the box.
        Thank you. We are sorry. You should have been told about the delay. Your refund is being paid today.
        Thank you. We don’t think that it was your fault. We are sorry. We are sending a replacement.
        Thank you. We are sorry for this. Tell us if you feel it is not solved. We repaired the zip.
        Thank you. We are sorry that you had to queue. We hired a new cashier.
    """,
}

LACKING = [
    (["thanks", "regret", "answer"], "fi: |fi:Hei.|fi:Palautteesi on meille tärkeä ja se on välitetty eteenpäin."),
    (["thanks", "regret", "answer"], "sv:Hej.|sv:Din åsikt är viktig för oss.|en:Your feedback is important to us."),
    (["regret", "answer"], "fi:Kiitos palautteestasi.|sv:Tack för din feedback.|en:Thank you for your feedback."),
    (["thanks", "answer"], "fi:Pahoittelemme tapahtunutta.|sv:Vi beklagar det inträffade.|en:We are sorry about this."),
    (["thanks"], "fi:Anteeksi! Uusi lähtee huomenna.|sv:Förlåt! En ny är på väg.|en:Sorry! A new one is on its way."),
    (["regret"], "fi:Kiitos. Lähetämme uuden.|sv:Tack. Vi skickar en ny.|en:Thank you. We sent a new one."),
    (
        ["answer"],
        "fi:Kiitos ja anteeksi. Toivomme sinut takaisin asiakkaaksemme.|sv:Tack. Förlåt.|en:Thanks! Sorry! So silly.",
    ),
]

FAULTLESS_START = {
    "fi": "Kiitos, että kerroit. Anteeksi. Lähetämme uuden. ",
    "sv": "Tack för att du berättade. Förlåt. Vi skickar en ny. ",
    "en": "Thank you for telling us. We are sorry. We sent a new one. ",
}

BLAMING = {
    "fi": """
        [Olisit voinut lukea] ohjeen. | [Sinun olisi pitänyt lukea] ohje. | [Jos luit] ohjeen, tiedät sen.
        [ET LUKENUT] ohjetta. | [Ymmärsit viestimme väärin]. | Se oli [oma vikasi]. | Syynä oli [huolimattomuutesi].
        [Käytit laitetta väärin]. | [Kukaan muu ei ole valittanut]. | [Jos olisit kysynyt], olisimme auttaneet.
        Emme voi perua sitä, koska [sinun olisi kannattanut kysyä]. | [Teidän olisi pitänyt tarkistaa] koko.
    """,
    "sv": """
        [Du borde ha läst] villkoren. | [Du kunde ha läst] dem. | [Om du hade läst] dem vore allt klart.
        [Du har missförstått] oss. | Det var [ditt eget fel]. | [Du läste inte] anvisningen. | [Felet ligger hos dig].
        [Nästa gång, kontrollera] storleken. | [Ingen annan har klagat]. | [Du använde den fel].
        Den kan inte bytas, [du borde ha frågat]. | Den kan inte bytas eftersom [du borde ha frågat].
    """,
    "en": """
        [You should have read] the manual. | [You could've read] it. | [If you had read] the label, you would know.
        [You misunderstood] the offer. | It was [your own fault]. | [You did not read] it.
        [Nobody else has complained]. | [You failed to] say. | [You misread] it.
        [You used it wrongly]. | It cannot be undone because [you should have asked].
    """,
}

EXCUSING = {
    "fi": """
        [Valitettavasti joudumme] perimään maksun. | [Valitettavasti emme voi] tehdä muuta. | [Kiireen takia] se jäi.
        [Meillä ei ole vaihtoehtoa]. | [Käytäntöjemme mukaan] maksat puolet. | [Anteeksi, jos] koit sen huonoksi.
        Meillä [oli silloin kova kiire]. | Silloin oli [kaksi sairaana]. | [Emme vastaa kuljetusvaurioista].
        Se [ei kuulu meille]. | [Jos tunsit] niin, se on ikävää.
        Täällä [oli kova kiire]. | Se [ei ole meidän vikamme]. | [Virheitä sattuu].
    """,
    "sv": """
        [Tyvärr kan vi inte] hjälpa. | [Tyvärr är vi tvungna] att ta betalt. | Det är [vår policy].
        [På grund av rusningen] glömdes du bort. | Vi [beklagar om du] upplevde det så. | Det [berodde på stress].
        [Tyvärr har vi haft] mycket att göra. | [Vi har haft fullt upp]. | [Vi ansvarar inte för] transporten.
        Förlåt för [eventuella besvär]. | Det [är inte vårt fel]. | Vi är [ledsna att du känner] så.
    """,
    "en": """
        [Unfortunately we're forced] to keep the fee. | [Unfortunately, we cannot] help. | [Due to the rush] it failed.
        It is [our policy]. | [Sorry if] it was late. | [If you felt] ignored, call us. | It [was not our fault].
        [Two people were ill]. | [We are not responsible for] the carrier. | [We had a lot on our plate].
        We apologise for [any inconvenience]. | [We were very busy]. | [Sorry you feel] that way. | [Mistakes happen].
    """,
}

POINTING_AT_A_COLLEAGUE = {
    "fi": """
        Kalle [on uusi työntekijä] ja tekee vielä kaikkea ensimmäistä kertaa. | Kalle [teki virheen].
        [Myyjämme unohti] pakata kannen. | Se [oli kuljettajan virhe]. | Kalle [on vasta uusi talossa].
    """,
    "sv": """
        Kalle [är en ny medarbetare] hos oss. | Vår [säljare glömde] locket. | Det [var chaufförens fel].
        Kalle [är ny här].
    """,
    "en": """
        Kalle [is a new employee]. | Our [driver forgot] the lid. | It [was our driver's fault]. | Kalle [is new here].
    """,
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    """Language and text of each entry of a table."""
    return [(language, text.strip()) for language, rows in table.items() for text in re.split(r"[|\n]", rows.strip())]


def concerns(message: str, language: str) -> list[str]:
    """What is remarked on, without the words of it."""
    return [remark.concern.value for remark in remarks_on(message, language)]


def pointed_out(marked: str, language: str, start: str = "") -> list[tuple[str, str]]:
    """What is remarked on when a sentence follows a reply that is faultless so far."""
    reply = FAULTLESS_START[start or language] + marked.replace("[", "").replace("]", "")
    return [(remark.concern.value, remark.found) for remark in remarks_on(reply, language)]


@pytest.mark.parametrize(("language", "reply"), rows(FAULTLESS))
def test_a_good_plain_reply_gets_no_remark(language: str, reply: str) -> None:
    assert remarks_on(reply, language) == ()
    assert remarks_on(reply, "unknown") == ()


@pytest.mark.parametrize(("language", "letter"), [(language, one) for language in LETTERS for one in LETTERS[language]])
def test_a_good_letter_gets_no_remark(language: str, letter: str) -> None:
    assert remarks_on(letter, language) == ()
    assert remarks_on(letter, "unknown") == ()


@pytest.mark.parametrize(("expected", "replies"), LACKING)
def test_what_a_reply_lacks_is_remarked_on(expected: list[str], replies: str) -> None:
    for reply in replies.split("|"):
        assert concerns(reply[3:], reply[:2]) == expected, reply


@pytest.mark.parametrize(
    ("concern", "language", "marked"),
    [
        *(("blame", *row) for row in rows(BLAMING)),
        *(("excuse", *row) for row in rows(EXCUSING)),
        *(("colleague", *row) for row in rows(POINTING_AT_A_COLLEAGUE)),
    ],
)
def test_words_that_blame_or_excuse_or_point_at_a_colleague_are_marked(
    concern: str, language: str, marked: str
) -> None:
    assert pointed_out(marked, language) == [(concern, marked[marked.index("[") + 1 : marked.index("]")])]
    assert pointed_out(marked, "unknown", language) == pointed_out(marked, language)


@pytest.mark.parametrize(
    "reply",
    [
        "fi:Kiitos. Olemme pahoillamme, jos koit palvelun huonoksi. Lähetämme uuden.",
        "sv:Tack. Vi beklagar om du upplevde det så. Vi skickar en ny.",
        "en:Thank you. We're sorry if you felt ignored. We sent a new one.",
    ],
)
def test_a_regret_with_an_if_is_an_excuse_and_no_regret(reply: str) -> None:
    assert concerns(reply[3:], reply[:2]) == ["regret", "excuse"]


def test_the_same_words_are_pointed_out_once() -> None:
    assert concerns("Your own fault! YOUR OWN FAULT! You misread it.", "en").count("blame") == 2


@pytest.mark.parametrize(
    "typed",
    ["You didn\u2019t read it", "you   didnt\n read it", "You didn\u02bct\u00a0read it", "*YOU DIDN'T READ* it"],
)
def test_unusual_spacing_and_apostrophes_hide_no_blame(typed: str) -> None:
    assert concerns(FAULTLESS_START["en"] + typed, "en") == ["blame"]


def test_letters_are_read_alike_however_they_are_composed_or_split() -> None:
    assert concerns("A\u0308la\u0308! Kii\u00adtos. Olemme pahoil\u200blamme. La\u0308hetimme uuden.", "fi") == []


POINTING = {Concern.BLAME, Concern.EXCUSE, Concern.COLLEAGUE, Concern.LANGUAGE}


@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "unknown"]))
def test_whatever_is_written_each_remark_points_at_something(message: str, language: str) -> None:
    for remark in remarks_on(message, language):
        assert bool(remark.found) == (remark.concern in POINTING)


OPENINGS = ["we", "vi", "olemme", "sorry", "pahoillamme", "beklagar", "käytit", "inte", "-", "'", ",", "aaaaaaaa"]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(OPENINGS), min_size=1, max_size=3))
def test_the_longest_message_is_read_in_a_moment(pieces: list[str]) -> None:
    message = f"{' '.join(pieces)} " * 5_000
    begun = process_time()
    remarks_on(message[:5_000], "unknown")
    assert process_time() - begun < 0.5
