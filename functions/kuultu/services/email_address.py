"""Mail addresses that people type in."""

from kuultu.settings import takes_test_addresses

UNUSABLE = "This is not a mail address that a mail can be sent to."


def email_flaw(address: str) -> str | None:
    """The reason why an address cannot be used, or None. Only the form is checked; nothing is looked up.

    SES takes only ASCII letters before the @, so Kuultu does too; a domain may have any letters (see `ascii_form`).
    """
    return None if _checked(address) else UNUSABLE


def ascii_form(address: str) -> str | None:
    """An address in the spelling of mail systems (IDNA 2008): `aino@straße.de` is `aino@xn--strae-oqa.de`.

    None for an address that no mail can be sent to; an address in ASCII letters stays as it is.
    """
    return address if address.isascii() else _checked(address)


def _checked(address: str) -> str | None:
    """The spelling of an address that was found usable, or None."""
    from email_validator import EmailNotValidError, validate_email  # costs 30 ms, and most requests hold none

    test = takes_test_addresses()
    try:
        found = validate_email(
            address, check_deliverability=False, test_environment=test, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError:
        return None
    return found.ascii_email
