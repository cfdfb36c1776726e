"""English: the words that the guide listens for."""

from kuultu.domain.reply_guide.notation import Words

ONE_DOES = (
    "send|sent|sending|post|posted|ship*|refund*|replac*|repair*|fix*|return*|repay*|repaid|pay|paying|paid|credit*"
    "|chang*|check*|found|find out|discovered|learned|learnt|(look|looked|looking) (into|at|through)|investigat*|asked"
    "|asking|spoke|spoken|talk*|call|called|calling|order*|deliver*|train*|correct*|cancel*|remov*|add|added|adding|book*"
    "|arrang*|forgot*|left|lost|broke|broken|dropped|packed|packing|measured|tested|examined|inspected|compared|decided"
    "|agree*|give|giving|gave|offer*|bring*|brought|collect*|pick*|get back|got back|let you know|made|make sure|start*"
    "|stop*|put|moved|moving|clean*|updat*|hired|hiring|got|mixed|missed|ring|rewrit*|open*"
)
"""Verbs of an answer: actions of the shop, past and future."""

IS_DONE = (
    "sent|shipped|posted|refunded|replaced|repaired|fixed|returned|paid|credited|changed|delivered|corrected|ordered"
    "|collected|booked|cancelled"
)

HEEDED = (
    "read|told|known|kept|said|seen|looked|thought|asked|checked|contacted|called|rung|noticed|followed|informed|mentioned"
    "|realised|realized|understood|opened|used|washed|stored|handled|returned|remembered|complained|written|chosen|done"
    "|ordered|brought|come|been careful|been more careful|paid attention|let us know"
)
"""Verbs of blame: actions that customers are told they could have taken."""

UNHEEDED = "read|follow|check|tell|mention|inform|notice|pay|listen|understand|look|keep|contact|ask|return|call"

REGRETTING = "sorry|apologi[sz]e|apologies|regret"

UNFORTUNATELY = "unfortunately|regrettably|regretfully|sadly|i am afraid|i'm afraid"

MUST = "forced|obliged|have to|had to|must|unable|not able"

CANNOT = "cannot|can'?t|can not|could not|are not able|do not"

STAFF = "employee|colleague|assistant|member of staff|driver|trainee|cashier|salesperson"
"""Words for members of staff, who are not to be pointed at."""

ENGLISH = Words(
    thanks=(
        "thank|thanks(?! to (the|our|a))|thanked|thanking|thankful|grateful|appreciat*",
        "(glad|good) - you (told|wrote|let)|good of you",
    ),
    regret=(
        "sorry(?! to (inform|say|tell))|apolog*",
        "(regret|regrets|regretted)(?! to (inform|say|tell))|regrettable",
        "forgive|ashamed|embarrassed|(a|such a) (shame|pity)",
    ),
    answer=(
        f"(we|i) ~ ({ONE_DOES})",
        f"(will be|being|has been|have been) ~ ({IS_DONE})",
        "you will ~ (get|have|receive|find|hear)|you (can|may|should) - (get|receive|find|collect|choose|keep|return)",
        "will (arrive|come|be with you|reach you|be there)|on (its|the|their) way|in the post",
        "because (the|we|our|a|an|of)|it turned out|(was|were) caused by|the (cause|reason) (is|was|for)",
        "(it|this|that) was our - (mistake|fault)|(mistake|fault|error) (was|is) ours",
    ),
    hollow=(
        "important to (us|me)|(pass|passed|passing) ~ on|forwarded|serious*|on board|learn* from",
        "hope|hopefully|understand|strive|value|valuable|welcome|look(ing)? forward",
        "hi|hello|dear|regards|best wishes|kind wishes|sincerely",
    ),
    blame=(
        f"you - (should|could|ought to|might)( at least| first| simply| perhaps| also| easily)? have ({HEEDED})",
        f"you should not have ({HEEDED})",
        f"(if - you had|if - you'd|if you have|had you) - ({HEEDED})",
        "if you (read|look at|check) (the|our) (instructions|terms|manual|description|label|conditions)",
        "you - (failed|neglected|did not bother|could not be bothered) to",
        "you - (forgot|forgotten) to (read|check|tell|mention|call|follow|return|say|let)",
        "you( have| must have| may have| might have| seem to have)? (misunderstood|misread|misheard|misused|ignored)",
        f"you - did not - ({UNHEEDED})",
        "you have not - (read|followed|checked|told|asked|understood|listened)",
        "why did(n'?t)? you( not)? (read|check|call|tell|ask|say|follow)",
        "your (own )?(fault|mistake|carelessness|negligence|misunderstanding)",
        "(fault|mistake) (is|was|lies with) (yours|you)",
        "you (are|were) - (to blame|wrong|mistaken|at fault|careless)",
        "you (have )?(used|handled|stored|washed|installed|opened) ~ (wrong*|incorrectly|improperly|carelessly)",
        "misuse|user error|(incorrect|improper|wrong) (use|handling|washing)",
        "(next time|in future|in the future) ~ (read|check|follow|be more careful|make sure you)(?! with us)",
        "(nobody|no one|no other customer|no other customers) - (has |have )?(complained|had (this|any) problem*)",
        "other customers (have not|do not|did not) (complain*|have)",
        "as - (stated|explained|mentioned) (in|on) (the|our|your) - (instructions|terms|website|receipt|manual)",
        "you (must|need to|have to) (understand|realise|realize)|calm down|you claim|you allege",
    ),
    excuse=(
        f"({UNFORTUNATELY}),? - (we|i)( are| am| have| will| were)? - ({MUST})",
        f"({UNFORTUNATELY}),? - (we|i|it) - ({CANNOT}|is not possible)",
        f"(we|i) - ({UNFORTUNATELY}) ({MUST}|{CANNOT})",
        "(we are|we were|i am|i'm|i was) forced to|(we|i) have no - (choice|option)|our hands are tied",
        "(due to|because of|owing to|thanks to) ~ (rush|busy season|lack of staff|sick leave|workload|high demand)",
        "(due to|because of|owing to|thanks to) ~ (staff shortage*|volume*|christmas season)",
        "(we|i|shop|it|staff) (are|were|was|is|have been|had been) - (busy|short-?staffed|short staffed|understaffed)",
        "(one|two|three|several|many|half) ~ (were|was|are|is) - (ill|sick|off sick|on sick leave|away)",
        "(we|i) had ~ (on our plate|to do|staff off|people off)",
        "(our|company|store|shop) polic(y|ies)|it is not our policy",
        "(according to|under|per) our - (terms|rules|conditions|guidelines)",
        f"({REGRETTING}) ~ if(?! you (want|wish|like|would|need|prefer))",
        f"({REGRETTING}) (that )?you (are |have been )?(feel|feeling)",
        "if (you|anyone) (felt|experienced|got the impression|have felt|have experienced|were (offended|upset))",
        "any - (inconvenience|discomfort|offence|offense|disappointment)|(may|might) have caused",
        "(is|was) not our (fault|responsibility|problem|mistake)|(beyond|out of) our (control|hands)",
        "(we|i) (are not|am not|cannot be|can'?t be|do not accept) - (responsible|liable|liability|responsibility) for",
        "(these|such) things happen|things like (this|that) happen|(mistakes|accidents) (do )?happen|nobody is perfect",
    ),
    colleague=(
        f"(is|was|our) - (new|inexperienced|junior|temporary) ({STAFF})*(?! (starts|will|joins))",
        "is - (new|inexperienced) (here|at this|in the job|to the job)",
        f"({STAFF})* - (made a mistake|forgot|messed up|got it wrong)",
        "(she|he) - (made a mistake|forgot|messed up|got it wrong)",
        f"(was|is) ~ ({STAFF})*'?s - (fault|mistake)",
    ),
    denials=(
        r"not|\w+n't|wasnt|isnt|dont|never|no|none|nothing|nobody|nor|without|hardly|cannot",
        "rather than|instead of|changed",
    ),
    turns=("we|i|you|that|who|if|when",),
)
