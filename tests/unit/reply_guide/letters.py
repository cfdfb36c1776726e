"""Thirteen good letters, as owners of cases write them: whole letters with greeting and name, in which all is said."""

LETTERS = {
    "fi": (
        """Hei Aino,

        kiitos, että kerroit, ja anteeksi, että paketti oli rikki. Kannu oli pakattu meillä liian ohueen laatikkoon:
        katsoin asian varastosta itse. Uusi kannu lähtee sinulle tänään, ja vanhan saat heittää pois.

        Pakkaamme kannut tästä päivästä lähtien kahteen laatikkoon.

        Mari Lindholm""",
        """Hei Pekka,

        kiitti kun soitit perään. Rahat eivät olleet tulleet, koska kirjasin tilinumerosi väärin. Olen tosi pahoillani.
        Korjasin numeron, ja 49,90 € on tililläsi huomenna.

        Terveisin Jari""",
        """Hei,

        kiitos viestistäsi. Odotit meillä kassalla puoli tuntia, eikä kukaan kertonut, mistä se johtuu. Se oli meiltä
        huonosti hoidettu, ja pyydän sitä anteeksi. Kassakone oli jumissa. Nyt meillä on toinen kassa, jonka avaamme,
        kun jono kasvaa.

        Outi Rantanen""",
        """Hei Liisa,

        kiitos, että lähetit keittimen meille. Tutkimme sen, emmekä löytäneet siitä vikaa: se kiehautti veden kymmenen
        kertaa peräkkäin. Siksi emme vaihda sitä. Olen pahoillani, tiedän että toivoit muuta. Keitin on jo matkalla
        takaisin sinulle, ja maksoimme postikulut.

        Mari Lindholm""",
        """Hei Antti,

        hyvä että kirjoitit. Ikävää, että sait meiltä tylyn vastauksen. Puhuin siitä vuorossa olleiden kanssa, ja
        sovimme, että kysyvä asiakas saa aina ensin tervehdyksen. Tule toki käymään, kun olet seuraavan kerran kulmilla.

        Henna""",
    ),
    "sv": (
        """Hej Tuva,

        tack för att du hörde av dig, och förlåt att lådan var trasig. Vi hade packat kannan för dåligt. En ny kanna
        skickas i dag, och den trasiga kan du slänga.

        Annika Holm""",
        """Hej Erik,

        tack för ditt mejl. Jag är ledsen att pengarna dröjde: jag hade skrivit fel kontonummer. Nu är det rättat, och
        du har 49,90 € på kontot i morgon.

        Jari""",
        """Hej,

        tack för att du skickade bryggaren till oss. Vi undersökte den och hittade inget fel, så vi byter den inte. Jag
        är ledsen att svaret inte är det du hoppades på. Bryggaren är på väg tillbaka till dig, och vi betalade portot.

        Tuva Ekström""",
        """Hej Maria,

        tack, det var bra att du skrev. Du fick vänta en halvtimme utan att någon sa varför, och det ber jag om ursäkt
        för. Kassan hade hängt sig. I dag ordnade vi en andra kassa.

        Henna Laaksonen""",
    ),
    "en": (
        """Dear Emily,

        Thank you for telling us, and I'm sorry your kettle arrived broken. We had packed it in a single thin box. A new
        one went out this morning; please just throw the old one away.

        Kettles are packed in two boxes from today.

        Harriet Jones""",
        """Hi Tom,

        Thanks for ringing again. I had typed your account number wrongly, and I apologise: that cost you a week. It's
        corrected, and £49.90 will be with you tomorrow.

        Peter""",
        """Hello,

        Thank you for sending the coffee maker in. We tested it ten times and found nothing wrong, so we won't be
        replacing it. I'm sorry, I know you hoped for something else. It's on its way back to you; we paid for it.

        Harriet Jones""",
        """Dear Ms Khan,

        I'm glad you wrote. You waited half an hour at our till and nobody told you why. I'm sorry; that isn't how it
        should be. The till had frozen. We've put in a second one and open it as soon as there's a queue.

        Peter Clarke""",
    ),
}
