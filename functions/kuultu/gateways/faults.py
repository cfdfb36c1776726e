"""Errors of AWS that pass: nothing is wrong with what was asked."""

from botocore.exceptions import BotoCoreError

from kuultu.errors import Unavailable

PASSING = {
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "TooManyRequestsException",
    "TransactionConflictException",
    "InternalServerError",
    "InternalFailure",
    "ServiceUnavailable",
    "AccessDeniedException",  # a role that is being mended
}


def is_passing(error: BaseException) -> bool:
    """True if the same may succeed later: AWS is away, busy, or lets nobody in."""
    cause = getattr(error, "cause", None) or error
    if isinstance(cause, Unavailable | BotoCoreError | ConnectionError):
        return True
    answer = getattr(cause, "response", None) or {}
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= 500 or answer.get("Error", {}).get("Code") in PASSING
