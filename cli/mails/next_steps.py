"""The next steps with the mails in the ledger, for the operator."""

from collections.abc import Mapping

from kuultu.domain.mail.ledger_entry import LedgerEntry
from kuultu.domain.mail.mail import NO_ADDRESS, NO_ANSWER, MailState
from kuultu.domain.mail.postponement import LONGEST_WAIT, Hold, hold_of

NEXT: Mapping[MailState, str] = {
    MailState.CLAIMED: "Kuultu tries it once more within half an hour, if it hasn't left by then.",
    MailState.UNKNOWN: "SES's own report settles it, or Kuultu tries it once more within half an hour.",
    MailState.SENT: "SES has it.",
    MailState.DELIVERED: "It has arrived.",
    MailState.BOUNCED: "Whoever has the case has been told. Correct the address of a colleague in people.toml.",
    MailState.COMPLAINED: "Whoever has the case has been told.",
    MailState.SUPPRESSED: "Nothing is left to do: it was out of date, or one too many for its reader that day.",
    MailState.HELD: "It comes to its reader in one email with others.",
    MailState.GROUPED: "Another email tells of it.",
    MailState.WITHHELD: "It leaves once the customer's address is corrected on the page of the case.",
}
"""The next step by state, but for the states that have a reason."""

MENDING: Mapping[Hold, str] = {
    Hold.BUSY: "Look at SES's sending quota if it goes on.",
    Hold.PAUSED: "Read in the SES console why the account is paused.",
    Hold.UNVERIFIED: "Verify the sender in SES, and leave the sandbox.",
    Hold.SETUP: "Deploy again, so that rights and configuration set are right.",
}

REASONS: Mapping[str, str] = {
    NO_ADDRESS: "No email can be sent to this address: the owner corrects it on the page of the case.",
    NO_ANSWER: "It may have arrived: look for it in SES, then name its id to send it once more.",
    "Reject": "SES found malware: read what was typed in this case.",
}
"""The next step for reasons that are about the one mail."""


def next_step(entry: LedgerEntry) -> str:
    """The next step with a mail, of Kuultu or of a person."""
    mending = MENDING[hold] if (hold := hold_of(entry.reason)) else ""
    if entry.state is MailState.RELEASED:
        until = f"{entry.since + LONGEST_WAIT:%Y-%m-%d %H:%M} UTC"
        return " ".join(filter(None, [f"Kuultu keeps trying until {until}.", mending]))
    if entry.state is MailState.NEEDS_A_PERSON:
        mending = mending or REASONS.get(entry.reason, "Mend the cause.")
        return mending if entry.reason in REASONS else f"{mending} Then: kuultu mails resend {entry.mail.id}"
    return NEXT[entry.state]
