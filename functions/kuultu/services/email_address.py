"""Mail addresses that people type in."""

UNUSABLE = "This is not a mail address that a mail can be sent to."


def email_flaw(address: str) -> str | None:
    """The reason why an address cannot be used, or None. Only the form is checked; nothing is looked up.

    SES takes only ASCII letters before the @, so Kuultu does too; a domain may have any letters (see `gateways.ses`).
    """
    from email_validator import EmailNotValidError, validate_email  # costs 30 ms, and most requests hold none

    try:
        validate_email(address, check_deliverability=False, test_environment=True, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return UNUSABLE
    return None
