"""Swedish: the words that the guide listens for."""

from kuultu.domain.reply_guide.notation import Words

ONE_DOES = (
    "skicka*|byter|bytt|bytte|byta|betal*|återbetal*|ersätt*|ersatt|ersatte|rätta*|lagar|lagade|lagat|reparer*|undersök*"
    "|kontroller*|kolla*|hitta*|upptäck*|fråga*|ring|ringa|ringer|ringde|ringt|beställ*|ändra*|ordna*|fixa*|lever*|prata*"
    "|talar|talade|talat|gör|gjorde|gjort|glömde|glömt|tappa*|packa*|sänd*|skriver|ge|ger|gav|erbjud*|boka*|hämta*|lämna*"
    "|lade|lagt|slutar|slutade|slutat|utbilda*|inför|införde|infört|återkom*|ser till|sett till|hör av|hör mig|hör oss"
    "|(tar|ta|tog|tagit) (bort|tillbaka|kontakt|reda|hand)|meddela*|flytta*|städa*|beslut*|(går|gick|gått) igenom"
    "|mäter|mätte|mätt|testar|testade|testat|räkna*|sätter|satte|satt|anställ*"
)
"""Verbs of an answer: actions of the shop, past and future."""

HEEDED = (
    "läst|kontrollerat|kollat|sagt|ringt|frågat|hört av dig|hört av er|vetat|märkt|sett|tänkt|förstått|följt|berättat"
    "|meddelat|öppnat|använt|returnerat|tvättat|förvarat|kommit ihåg|tagit kontakt|kontaktat|valt|nämnt|tittat|påpekat"
    "|varit (försiktigare|noggrannare|mer försiktig|mer noggrann)|gjort (annorlunda|på ett annat sätt)"
)
"""Verbs of blame: actions that customers are told they could have taken."""

UNHEEDED = "läste|följde|kontrollerade|kollade|meddelade|lyssnade|förstod|märkte|berättade|frågade|ringde|returnerade"

REGRETTING = "förlåt|ledsen|ledsna|ledsamt|beklagar|beklagligt|ursäkta|ursäktar|ursäkt|tråkigt|synd"

UNFORTUNATELY = "tyvärr|beklagligtvis|dessvärre"

STAFF = "säljare|medarbetare|anställd|kollega|chaufför|praktikant|montör|kassör"
"""Words for members of staff, who are not to be pointed at."""

SWEDISH = Words(
    thanks=(
        "tack(?! vare)|tackar|tacka|tacksam|tacksamma",
        "uppskattar|uppskattade|uppskattat",
        "(bra|fint|skönt) att du (berättade|skrev|hörde av dig)",
    ),
    regret=(
        "förlåt|förlåtelse|ledsen|ledsna|ledsamt",
        "beklagar(?! att meddela)|beklaga|beklagligt",
        "ursäkta|ursäktar|ursäkter|ursäkt",
        "tråkigt|synd|sorgligt|trist|pinsamt|skäms|ångrar|sorry",
    ),
    answer=(
        f"(vi|jag) ~ ({ONE_DOES})",
        "(skickar|byter|bytte|betalar|ersätter|ringer|lagar|gör|ändrar|återkommer|undersökte|tar|tog|ger) (vi|jag)",
        "har (vi|jag) ~ (?!fått|förstått)*(at|it|tt|rt|yt|kt)",
        "skickas|byts|betalas|återbetalas|lagas|repareras|ersätts|levereras|på (väg|posten)",
        "du får(?! (ursäkta|gärna))|får du|(du|ni) (kan|kommer) ~ (få|hämta|välja|behålla|lämna)",
        "(berodde|beror) på|(orsak|anledning)* (var|är)|det visade sig|felet (var|är|låg|uppstod|berodde)",
    ),
    hollow=(
        "(viktig|värdefull)* ~ (oss|mig)|(fört|för) ~ vidare|vidarebefordra*|framfört|på allvar|till oss",
        "hoppas|förstår|strävar|välkom*|lär oss",
        "hej|hejsan|bästa|bäste|hälsning|hälsningar",
    ),
    blame=(
        f"(du|ni) - (borde|skulle) - (inte )?(ha )?(bara |först |väl )?({HEEDED})",
        f"(du|ni) - kunde - (ha )?(bara |först |väl )?({HEEDED})",
        f"(borde|kunde) (du|ni) (inte )?(ha )?(bara |först |väl )?({HEEDED})",
        f"(om (du|ni) - hade|hade (du|ni)) - ({HEEDED})",
        "om (du|ni) - (läser|läste|läst)(?! (det här|detta))",
        "(du|ni) (har )?(nog |väl |helt )?(missförst|missuppfatt|misstolk|missköt|slarva|strunta|ignorera|försumma)*",
        "(missförstod|missuppfattade|misstolkade|slarvade) (du|ni)",
        "har (du|ni) (missförstått|missuppfattat|misstolkat|slarvat)",
        "(du|ni) (har )?(glömt|glömde) (att )?(läsa|kontrollera|meddela|ringa|berätta|säga|returnera|följa|kolla)",
        f"(du|ni) ({UNHEEDED}) inte",
        f"(du|ni) har inte ({HEEDED}|uppgett|lyssnat)",
        f"varför ({UNHEEDED}|har|hade) (du|ni) inte",
        "(ditt|ert) (eget |egna )?(fel|misstag|slarv)(?! (är|var) det inte)",
        "(din|er) (egen )?(skuld|oaktsamhet|vårdslöshet)",
        "(felet|skulden|problemet) (är|var|ligger|låg) - (ditt|din|hos dig|hos er|hos kunden|kundens)",
        "(du|ni) har (fel|dig själv att skylla)|skyll dig själv",
        "(du|ni) (har )?(använ|tvätta|montera|hantera|förvara)* ~ (fel|felaktigt|slarvigt)",
        "felaktig (användning|hantering|tvätt|montering)|(användarfel|handhavandefel)*",
        "(nästa gång|i fortsättningen) - (läs|läser du|kontrollera|kolla|tänk|kom ihåg|var (noggrannare|försiktigare))",
        "(nästa gång|i fortsättningen) (bör|borde|måste|ska) du",
        "(ingen annan|inga andra|andra kunder) ~ (inte )?(klaga)*",
        "som det - (står|framgår) (i|av|på) - (villkor|anvisning|bruksanvisning|produktbeskrivning|webb|kvitto)*",
        "lugna (ner )?dig|(du|ni) påstår|(du|ni) måste - (förstå|inse)",
    ),
    excuse=(
        f"({UNFORTUNATELY}) - (är|var|blir|måste|kan|kunde|har|tvingas|går) (vi|jag|det) (inte|tvungna|tvungen)",
        f"({UNFORTUNATELY}) (måste|tvingas|är) (vi|jag)",
        f"(vi|jag) (kan|kunde|har|är|var|måste|tvingas) ({UNFORTUNATELY})",
        "(vi|jag) (är|var|blev|blir) - (tvungna|tvungen)|tvingas (vi|jag)|(vi|jag) har inget - val",
        "(på grund av|pga|till följd av) - (brådska|rusning|stress|personalbrist|resursbrist|sjukfrånvaro)*",
        "(på grund av|pga|till följd av) - (högsäsong|tidsbrist|jul|hög belastning|julrusch)*",
        "(berodde|beror) på - (brådska|rusning|stress|personalbrist|resursbrist|tidsbrist|sjukfrånvaro)*",
        "(vi|jag|butiken) (har|hade) - (bråttom|ont om personal|fullt upp|mycket att göra)",
        f"({UNFORTUNATELY}) har (vi|jag) - haft",
        "(vi|jag|butiken) har haft - (bråttom|ont om personal|fullt upp|mycket att göra)",
        "det (är|var|har varit) - (bråttom|stressigt|rusning|mycket att göra)",
        "(en|två|tre|flera|många) - (var|är|har varit) - (sjuka|sjukskrivna|borta)",
        "(vår|företagets|butikens) policy|(enligt|följer) (vår|våra) - (regler|rutiner|villkor|principer|riktlinjer)",
        f"({REGRETTING}) ~ (om|ifall) (du|ni|vi|det|detta|något|någon|vår|vårt|våra)(?! (vill|önskar|behöver))",
        f"({REGRETTING}) ~ att (du|ni) (känner|upplever)",
        "(om|ifall) (du|ni) (kände|upplevde|blev|tyckte|har (upplevt|känt|blivit))",
        "(eventuel|möjlig)* (olägenhet|besvär|obehag|problem)*",
        "(är|var) inte vårt (fel|ansvar)|(utom|utanför) vår kontroll|(vi kan inte|kan vi inte) påverka",
        "(vi|jag) (ansvarar inte|tar inget ansvar|tar inte ansvar) - för",
        "(sånt|sådant|misstag|olyckor) (händer|sker)|sådant kan hända",
    ),
    colleague=(
        f"(är|var|vår) (en |vår )?(ny|nya|oerfaren|oerfarna|nyanställd) ({STAFF})*",
        "(är|var) - (ny här|nyanställd|oerfaren)",
        f"({STAFF})* - (gjorde fel|gjorde ett misstag|glömde|slarvade)",
        "(hon|han) - (gjorde fel|gjorde ett misstag|glömde|slarvade)",
        f"(var|är|berodde på) - ({STAFF})*s - (fel|misstag|slarv)",
    ),
    denials=("inte|inga|inget|ingen|ingenting|aldrig|knappast|varken|ej|vare sig|ändrar|ändrat|ändrade",),
    turns=("du|ni|att|om|som|när",),
)
