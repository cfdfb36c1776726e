"""Mail addresses that people type in."""

UNUSABLE = "This is not a mail address that a mail can be sent to."


def email_flaw(address: str) -> str | None:
    """Why this address cannot be used, or None. Only its form is checked; nothing is looked up.

    SES takes no other letters than ASCII before the @, so nor do we; a domain may have any (see `gateways.mail`).
    """
    from email_validator import EmailNotValidError, validate_email  # costs 30 ms, and most requests hold none

    try:
        validate_email(address, check_deliverability=False, test_environment=True, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return UNUSABLE
    return None
