"""Who takes part in the journeys, and what they fill in."""

from collections.abc import Mapping

from kuultu.domain.cases.task_kind import TaskKind

CUSTOMER = "aino@example.com"
OWNER, MANAGER = "owner.helsinki@example.com", "manager.helsinki@example.com"
WORDS = "Paketti oli rikki, ja puhelimessa tiuskittiin."
UNHAPPY = {
    "language": "fi",
    "answers": {"nps": 2, "why": WORDS},
    "contact": {"name": "Aino Esimerkki", "email": CUSTOMER, "wants_contact": True, "consent": True},
    "context": {"unit": "helsinki", "reference": "order-1001"},
}
COLLEAGUE = "mari.lindholm@example.com"

Forms = Mapping[TaskKind, Mapping[str, str]]

FORMS: Forms = {
    TaskKind.TRIAGE: {"choice": "handle"},
    TaskKind.END_REFLECTION: {"choice": "end", "reason": "Laite kuumenee."},
    TaskKind.TELL_MORE: {"choice": "answer", "details": "Kannen reunassa on lommo.", "wish": "refund"},
    TaskKind.STATEMENT: {"choice": "answer", "statement": "Laatikko oli jo aamulla märkä."},
    TaskKind.CONCLUDE: {"choice": "ours", "facts": "Pakattu huonosti.", "root_cause": "other"},
    TaskKind.CONFIRM_READ: {"choice": "read"},
    TaskKind.PROPOSE_REMEDY: {"choice": "offer", "remedies": "replacement"},
    TaskKind.APPROVE_REMEDY: {"choice": "approve"},
    TaskKind.REPLY: {"choice": "send", "message": "Pahoittelemme. Lähetämme uuden.", "despite_warnings": "yes"},
    TaskKind.CHOOSE_REMEDY: {"choice": "replacement"},
    TaskKind.DELIVER_REMEDY: {"choice": "delivered", "delivery_reference": "JJFI 1234"},
    TaskKind.FOLLOW_UP: {"choice": "solved"},
    TaskKind.CALL: {"choice": "reached", "said": "Sovimme asiasta."},
}
"""How each form is filled in when all goes well."""

MAILS = {TaskKind.FOLLOW_UP: "follow-up", TaskKind.CHOOSE_REMEDY: "reply", TaskKind.CONFIRM_READ: "share"}
"""Mails that are not named after what they ask for."""

ASKING = {
    "ask_customer": "Missä kohdassa vika on?",
    "colleague_name": "Mari Lindholm",
    "colleague_email": COLLEAGUE,
    "despite_unknown": "yes",
    "colleague_question": "Miltä laatikko näytti?",
}
ROUND: Forms = {
    TaskKind.TRIAGE: ASKING,
    TaskKind.TELL_MORE: {},
    TaskKind.STATEMENT: {},
    TaskKind.CONCLUDE: {"share_with": COLLEAGUE, "despite_unknown": "yes"},
    TaskKind.PROPOSE_REMEDY: {"remedies": "refund", "amount": "149,90"},
    TaskKind.APPROVE_REMEDY: {},
    TaskKind.REPLY: {},
    TaskKind.CHOOSE_REMEDY: {"choice": "refund"},
    TaskKind.DELIVER_REMEDY: {},
    TaskKind.FOLLOW_UP: {},
}
"""All that people can be asked in one round, in order, and what they fill in beside or instead of the usual."""
