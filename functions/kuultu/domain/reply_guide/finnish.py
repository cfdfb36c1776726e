"""Finnish: the words that the guide listens for."""

from kuultu.domain.reply_guide.notation import Words

ONE_DOES = (
    "korjaa|korjasi|korvaa|korvasi|lähet[äi]|palaut[ai]|hyvit[äi]|maksa|maksoi|vaihda|vaihdoi|tutki|selvit[äi]|tarkist[ai]"
    "|tarkast[ai]|huomasi|havaitsi|löysi|tilaa|tilasi|soit[ai]|tee|tei|muut[ai]|toimit[ai]|järjest[äi]|puhui?|keskusteli"
    "|keskustele|kysyi?|lisää|lisäsi|poist[ai]|varaa|varasi|anna|annoi|pakkaa|pakkasi|päät[äi]|unohdi|jäti|hukkasi|rikoi"
    "|pudoti|mittaa|mittasi|testaa|testasi|vertasi|siirrä|siirsi|siivoa|siivosi|koulut[ai]|ohjeist[ai]|uusi|uudist[ai]"
    "|noud[ai]|hae|hai|tarjoa|tarjosi|sovi|ilmoit[ai]|huolehdi|varmist[ai]|kirjaa|kirjasi|peru|perui|aloit[ai]|lopet[ai]"
)
"""Stems of verbs of an answer, actions of the shop: -mme makes the verb 'we', -n makes it 'I'."""

IS_DONE = "lähetet|korjat|palautet|hyvitet|makset|vaihdet|toimitet|tutkit|selvitet|tarkistet|tilat|muutet|uusit|korvat"
"""Stems of passive verbs of an answer: actions without a doer."""

HEED = (
    "lukea|tarkistaa|tarkastaa|huomata|kertoa|ilmoittaa|soittaa|kysyä|tietää|ymmärtää|muistaa|katsoa|varmistaa|valita"
    "|noudattaa|huolehtia|sanoa|käyttää|avata|pestä|säilyttää|toimia|tutustua|perehtyä|palauttaa|pyytää|varoa|mainita"
    "|ottaa yhteyttä|tehdä toisin|olla (tarkempi|huolellisempi|varovaisempi|yhteydessä)"
)
"""Verbs of blame: actions that customers are told they could have taken."""

HEEDED = "luken|noudattan|huoman|tarkistan|ilmoittan|tutustun|perehtyn|muistan|viitsin|vaivautun|kysyn|soittan"
"""Stems of verbs of blame in the past; -ut or -yt for one customer, -eet for several."""

REGRETTING = "pahoillamme|pahoillani|pahoittel*|anteeksi|harmi|harmillista|ikävää"

STAFF = "työntekijä|myyjä|kuljettaja|kuski|harjoittelija|kesätyöntekijä|kollega|asentaja|varastomie"
"""Words for members of staff, who are not to be pointed at."""

FINNISH = Words(
    thanks=(
        "kiit(os|oks|äm|än|äis|et|ti)*",
        "arvost(amme|an)",
        "(kiva|hyvä|hienoa|mukava|tärkeää) ~ että (kerroit|kirjoitit|otit)",
    ),
    regret=(
        "pahoillamme|pahoillani|pahoittel*",
        "anteeksi*|sori|sorry",
        "harmi|harmillis*|harmittaa|kurja*|surullis*|mielipaha*",
        "ikävä(?! kyllä)|ikävää|ikäväksi|valitettavaa|valit(amme|an)",
        "nolo*|hävettää|häpe(ämme|än)",
    ),
    answer=(
        f"({ONE_DOES})(mme|n)",
        f"({IS_DONE})(aan|ään|tu|ty)",
        "(olemme|olen) ~ (?!saan|pettyn|välittän|ymmärtän|pahoitel|luken)*(nut|nyt|neet|lut|leet|sut|seet)",
        "(otamme|otan|otimme|otin) ~ (yhteyttä|selvää|käyttöön|pois|takaisin|vastuun)|(palaamme|palaan) asiaan",
        "(emme|en) - (vaihda|palauta|hyvitä|korvaa|maksa|korjaa|löytäneet|löytänyt|havainneet|havainnut)",
        "lähtee|lähtevät|lähti|lähtivät|saat|saatte|voit (noutaa|hakea|valita|palauttaa|pitää)",
        "kävi ilmi|ilmeni|osoittautui|selvisi|paljastui|löytyi|joht(ui|uu|unut)|(virhe|vika|syy) (oli|on|löytyi)",
    ),
    hollow=(
        "tärke* - meille|meille - tärke*|eteenpäin|vakavasti|opiksi|opiksemme",
        "toivo(mme|n|ttavasti)|ymmärr(ämme|än)|pyri(mme|n)|tervetul*",
        "hei|moi|hyvä asiakas|terveisin|terveiset|tervehtien",
    ),
    blame=(
        f"(olisit|olisitte) - (voinut|voineet) - ({HEED})",
        f"(sinun|teidän) - (olisi|olis) - (pitänyt|kannattanut|tullut|kuulunut|ollut syytä) - ({HEED})",
        f"(sinun|teidän) ei olisi - (pitänyt|kannattanut) - ({HEED})",
        f"(?<!meidän )(?<!minun )olisi kannattanut - ({HEED})",
        "jos - (olisit|olisitte) - (?!halun|saan|tarvin)*(nut|nyt|neet)",
        "jos - (luit|luet|lukisit|luette|lukisitte|olet lukenut)(?! (tämän|tätä))",
        f"(et|ette|etkö|ettekö) - ({HEEDED})(ut|yt|eet)",
        "(et|ette) - (kertonut|kertoneet|ymmärtänyt|ymmärtäneet|ollut - (huolellinen|tarkka))(?! väärin)",
        "(ymmärsit|ymmärsitte|käsitit|tulkitsit|muistat|luit|katsoit) ~ väärin",
        "(olet|olette) ~ (ymmärtän|käsittän|tulkin|muistan)* - väärin",
        "väärinkäsityksesi|väärinkäsityksenne",
        "(sinun |teidän )?(oma |omaa )?(vikasi|vikanne|vikaasi|virheesi|virheenne|virhettäsi|mokasi)(?! (se )?ei )",
        "(oma|omaa|sinun|teidän) - (syysi|syytäsi|syynne|syytänne)(?! (se )?ei )",
        "(huolimattomuu|varomattomuu)*(si|nne)",
        "(vika|virhe|syy) (on|oli) - (sinun|sinussa|sinulla|teidän|teissä|asiakkaan)",
        "(käytit|käsittelit|pesit|asensit|kokosit|säilytit) ~ (väärin|huolimattomasti|vastaisesti)",
        "(olet|olette) ~ (käyttän|käsitel|pes|asentan)* ~ (väärin|huolimattomasti|vastaisesti)",
        "käyttövirhe*|käyttäjävirhe*|(virheelli|väär)* käytö*|laiminlöit|laiminlyönyt",
        "(ensi kerralla|jatkossa) ~ (lue|lukisit|tarkista|muista|katso|ole (tarkempi|huolellisempi))",
        f"(ensi kerralla|jatkossa) - kannattaa ({HEED})",
        "(kukaan muu|muut asiakkaat|muut) (ei|eivät) - (valittan|huomauttan)*",
        "kuten (ohjee|ehdoi|tuotekuvaukse|sivuilla|kuiti|tilausehdoi)* - (luki|lukee|sanot*|kerrot*|mainit*)",
        "(sinun|teidän) (täytyy|pitää|pitäisi|on) ymmärtää",
        "rauhoitu|väität|väitätte",
    ),
    excuse=(
        "(valitettavasti|ikävä kyllä) ~ (joudumme|joudun|jouduimme|on pakko|oli pakko)",
        "(joudumme|joudun|jouduimme|joutuneet) (valitettavasti|ikävä kyllä)",
        "(emme|en) (valitettavasti|ikävä kyllä) - (voi|pysty|voineet|pystyneet)",
        "(valitettavasti|ikävä kyllä) - (emme|en|ei) - (voi|voida|voineet|voinut|pysty|pystyneet|ole mahdollista)",
        "olemme pakotettuj*|meidän (on|oli) pakko|meillä ei (ole|ollut) - (vaihtoehto*|mahdollisuut*)",
        "(kiireen|ruuhkan|sesongin|henkilöstöpulan|resurssipulan) (takia|vuoksi|johdosta|tähden|keskellä)",
        "(työvoimapulan|sairauslomien|sairauspoissaolojen|alennusmyynnin|joulun) (takia|vuoksi|johdosta)",
        "(johtui|johtuu|johtunut|syynä on|syynä oli) - (kiire|kiireestä|ruuhka|ruuhkasta|resurssipulasta)",
        "kiireestä johtuen|(?<!sinulla )(?<!teillä )(oli|on) ~ (kiire|hoppu|ruuhka)|(oli|on) - kädet täynnä",
        "liian vähän (väkeä|henkilökuntaa|työntekijöitä)|väkeä (oli|on) - (vähän|liian vähän)",
        "(yksi|kaksi|kolme|neljä|moni|monta|useita|puolet) - (sairaana|sairaslomalla|sairauslomalla|poissa)",
        "(käytäntö|periaattei|ehto|sääntö|linjauks|ohjei)*mme (mukaan|mukaisesti|mukaista|vuoksi)",
        "(käytäntömme|periaatteemme|sääntömme|linjauksemme) (on|ovat|ei|eivät)",
        "meillä on tapana|(yhtiön|yrityksen|liikkeen) (käytäntö|linja)",
        f"({REGRETTING}) ~ (jos|mikäli)(?! (haluat|haluatte|tarvitset|sopii))",
        f"({REGRETTING}) ~ että (koet|tunnet|koette|tunnette|sinusta tuntuu|teistä tuntuu)",
        "(jos|mikäli) (koit|koitte|tunsit|tunsitte|sinusta tuntui|sinulle (tuli|jäi)|olet (kokenut|tuntenut))",
        "mahdolli(sesti|nen|sta|sia|set|sen) (aiheutu|harmi|hait|vaiv|mielipaha|epämukavuu|pettymy)*",
        "ei (ole|ollut|johtunut|johdu) (meidän (vika|syy|vastuu|virhe)*|meistä)",
        "emme - (voi|voineet) vaikuttaa|meistä riippumat*",
        "(emme|en) (vastaa|ole vastuussa|ota vastuuta) - ((kuljetu|posti|toimitu|rah)*(sta|stä|ista|istä))",
        "(ei|eivät) kuulu - (meille|vastuullemme|takuun piiriin)",
        "(virheitä|vahinkoja|sellaista|tällaista|näitä|aina) sattuu|(näin|tällaista) voi käydä",
    ),
    colleague=(
        f"(?<!meillä )(on|oli|meidän) - (uusi|kokematon) - ({STAFF})*|on - (kesätöissä|uusi talossa|uusi täällä)",
        f"({STAFF})* - (teki virheen|mokasi|unohti|sekoili|töppäsi)|(?<!mme )(?<!kone )teki virheen",
        "hän - (mokasi|unohti|sekoili|töppäsi)",
        f"(oli|on|johtui) - ({STAFF})*n - (vika|virhe|virheestä|moka|syy)",
    ),
    denials=("ei|en|et|emme|ette|eivät|eikä|enkä|emmekä|etkä|ilman|tuskin",),
    turns=("sinä|sinun|te|teidän|jos|että|jotta|joka|kun",),
)
