"""The errors that Kuultu raises on purpose, each with an HTTP status.

KuultuError (500)
├── Invalid (422)              the request is understood, its content is not acceptable
│   └── KeyReused (422)        an idempotency key came back with another body
├── Malformed (400)            the request cannot be read
├── SignedOut (401)            only for people who are signed in
├── CrossSite (403)            another site tries to act in a person's name
├── ChallengeRequired (403)    the sender must show some work first
│   └── TooMany (429)          more comes in than is let in; work is a way past, waiting another
├── Unknown (404)              no such survey or link
├── NotAllowed (405)           this address does not take that method
├── Decided (409)              the task was decided before, another way
│   └── TooEarly (409)         reflection is not over yet
├── Gone (410)                 closed, expired or handed over
├── TooLarge (413)             the body is over the limit
├── Unsupported (415)          the content type or encoding is not taken
└── Unavailable (503)          a service behind us fails; nothing was recorded

`web.problems` turns these errors into problem+json, `web.html_app` into pages for people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Flaw:
    """A flaw of an input: the place (JSON pointer or field name), a stable code, and an explanation in words."""

    pointer: str
    code: str
    detail: str


class KuultuError(Exception):
    """The root of the errors.

    `title` is the kind of error, as HTTP names it; `code` is stable, the end of the problem's type; `detail` is a
    sentence for the client's developer, or for the reader of a page.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal server error"
    code: str = "internal-error"
    detail: str = "Something failed on our side. Nothing you can change; please try again later."

    def __init__(self, detail: str = "", *, code: str = "", flaws: tuple[Flaw, ...] = ()) -> None:
        self.code = code or self.code
        self.detail = detail or self.detail
        self.flaws = flaws
        super().__init__(self.detail)

    @property
    def headers(self) -> dict[str, str]:
        """The HTTP headers of the error's answer, beside the usual headers."""
        return {}

    @property
    def members(self) -> dict[str, object]:
        """The extension members of the problem (RFC 9457)."""
        return {"errors": [vars(flaw) for flaw in self.flaws]} if self.flaws else {}


class Malformed(KuultuError):
    status = 400
    title = "Bad request"
    code = "malformed-request"
    detail = "The request could not be read."


class SignedOut(KuultuError):
    status = 401
    title = "Unauthorized"
    code = "signed-out"
    detail = "Sign in first: this is for staff."


class CrossSite(KuultuError):
    status = 403
    title = "Forbidden from another site"
    code = "cross-site"
    detail = "This can only be sent from its own page."


class ChallengeRequired(KuultuError):
    status = 403
    title = "Forbidden without proof of work"
    code = "challenge-required"
    detail = "Nothing was recorded. Solve `challenge`, and send the same again with the solution as Kuultu-Proof."

    def __init__(self, challenge: Mapping[str, Any] | None) -> None:
        self.challenge = challenge
        super().__init__()

    @property
    def members(self) -> dict[str, object]:
        return {"challenge": self.challenge} if self.challenge else {}


class Unknown(KuultuError):
    status = 404
    title = "Not found"
    code = "not-found"
    detail = "There is nothing at this address."


class NotAllowed(KuultuError):
    status = 405
    title = "Method not allowed"
    code = "method-not-allowed"

    def __init__(self, allow: str) -> None:
        self.allow = allow
        super().__init__(f"This address takes only {allow}.")

    @property
    def headers(self) -> dict[str, str]:
        return {"Allow": self.allow}


class Decided(KuultuError):
    status = 409
    title = "Conflict"
    code = "already-decided"
    detail = "This was decided before, and the first decision stands."


class TooEarly(Decided):
    code = "reflecting"
    detail = "The time to think is not over yet. Nothing was recorded."


class Gone(KuultuError):
    status = 410
    title = "Gone"
    code = "gone"
    detail = "This is no longer open."


class TooLarge(KuultuError):
    status = 413
    title = "Content too large"
    code = "too-large"
    detail = "The body is larger than this address takes."


class Unsupported(KuultuError):
    status = 415
    title = "Unsupported media type"
    code = "unsupported-media-type"
    detail = "The content type or encoding is not taken here."


class TooMany(ChallengeRequired):
    status = 429
    title = "Too many requests"
    code = "too-many"
    detail = "Too much comes in right now, and nothing was recorded. Send the same again a little later."

    def __init__(self, wait: int, challenge: Mapping[str, Any] | None) -> None:
        self.wait = wait
        super().__init__(challenge)

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.wait)}


class Invalid(KuultuError):
    status = 422
    title = "Unprocessable content"
    code = "invalid"
    detail = "Some of what was sent is not acceptable; `errors` says what."


class KeyReused(Invalid):
    code = "idempotency-mismatch"
    detail = "This key was used before with another body. That response is kept; send a new one with a new key."

    def __init__(self) -> None:
        super().__init__(flaws=(Flaw("", self.code, self.detail),))


class Unavailable(KuultuError):
    status = 503
    title = "Service unavailable"
    code = "unavailable"
    detail = "Nothing was recorded, because a service that we need did not answer. Please try again in a moment."

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}
