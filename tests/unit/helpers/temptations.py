"""What people might try to decide, right and wrong, as the tests of the rules let them."""

from collections.abc import Mapping

from kuultu.domain.cases.decisions import Fields
from kuultu.domain.cases.task_kind import TaskKind

Try = tuple[str, Fields]

GOOD = "Kiitos, että kerroit. Olemme pahoillamme: paketti putosi varastossa. Lähetämme uuden tänään."
SAID = "Myymälässä oli ruuhka ja astuin paketin päälle."
COLLEAGUE = {"colleague_email": "pekka@example.com", "colleague_question": "Mitä tapahtui?"}
CARRIER = {"third_party_email": "carrier@example.com"}
EVERYBODY = {"ask_customer": "Missä?", "return_product": "on", **COLLEAGUE, **CARRIER}
SHARED = {"share_with": "sari@example.com\nSari@example.com\nulla@example.com"}

ASKED: tuple[Fields, ...] = (COLLEAGUE, CARRIER, {"colleague_email": "ulla@example.com"}, EVERYBODY)
"""What somebody is asked on the page of a case."""

OFFERS = (
    "refund",
    "repair,gift_card",
    "gift_card",
    "gift_card,apology",
    "other",
    "apology",
    "other,gift_card",
    "replacement,refund,apology",
)

TRIES: Mapping[TaskKind, tuple[Try, ...]] = {
    TaskKind.TRIAGE: (
        ("handle", {}),
        ("handle", COLLEAGUE),
        ("handle", EVERYBODY),
        ("handle", {**COLLEAGUE, **CARRIER}),
        ("handle", {"owner_email": "manager.helsinki@example.com", "return_product": "on"}),
        ("not_a_complaint", {}),
        ("not_a_complaint", {"reason": "Vahinko."}),
        ("not_a_complaint", COLLEAGUE),
    ),
    TaskKind.END_REFLECTION: (("end", {"reason": "Terveys vaarassa."}),),
    TaskKind.TELL_MORE: (("answer", {"wish": "gift_card"}), ("answer", {"details": "Kotona."}), ("decline", {})),
    TaskKind.STATEMENT: (("answer", {"statement": SAID}), ("answer", {}), ("decline", {})),
    TaskKind.RETURN_PRODUCT: (("sent", {}), ("keep", {})),
    TaskKind.INSPECT: (("fault_found", {}), ("no_fault", {}), ("not_received", {})),
    TaskKind.CONCLUDE: (
        *((fault, {"facts": "f"}) for fault in ("ours", "product", "third_party", "none", "unclear")),
        ("ours", {"facts": "f", **SHARED}),
    ),
    TaskKind.CONFIRM_READ: (("read", {}),),
    TaskKind.PROPOSE_REMEDY: (
        *(("offer", {"remedies": remedies, "amount": "49,90"}) for remedies in OFFERS),
        *(("offer", {"remedies": remedies, "amount": "100,01"}) for remedies in OFFERS),
        *(("offer", {"remedies": remedies}) for remedies in OFFERS),
        ("nothing", {}),
        ("nothing", {"remedies": "refund", "amount": "500"}),
    ),
    TaskKind.APPROVE_REMEDY: (("approve", {}), ("reject", {"reason": "Liikaa."}), ("reject", {})),
    TaskKind.REPLY: (("send", {"message": GOOD}), ("send", {"message": f"{GOOD} {SAID}", "despite_warnings": "on"})),
    TaskKind.CHOOSE_REMEDY: (
        *((remedy, {}) for remedy in ["refund", "repair", "replacement", "gift_card", "other", "apology"]),
        *[("none_of_these", {"wish": "Jotain muuta."})] * 3,
    ),
    TaskKind.DELIVER_REMEDY: (("delivered", {"delivery_reference": "JJFI123"}), ("impossible", {})),
    TaskKind.FOLLOW_UP: (("solved", {}), ("partly", {"score": "9"}), ("partly", {"score": "2"}), ("not_solved", {})),
}
