"""Security headers (ASVS 5.0 chapter 3): one set for the API, one for pages."""

from collections.abc import Mapping

COMMON: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

API: Mapping[str, str] = {
    **COMMON,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Idempotent-Replayed, Retry-After, ETag",
}

PREFLIGHT: Mapping[str, str] = {
    **API,
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, Kuultu-Proof",
    "Access-Control-Max-Age": "3600",
}

SCRIPT: Mapping[str, str] = {
    **API,
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
"""Headers of the widget, which is for other people's pages, and the same for all."""


def for_origin(headers: Mapping[str, str], origin: str | None) -> dict[str, str]:
    """The headers of an answer for pages of a single origin; None is no page at all."""
    kept = {name: value for name, value in headers.items() if not name.startswith("Access-Control-")}
    allowed = {**headers, "Access-Control-Allow-Origin": origin} if origin else kept
    return {**allowed, "Vary": "Origin"}


def page_headers(style_hash: str) -> dict[str, str]:
    """Headers of a page: no script at all, one style sheet known by its hash, no frame, no search engine.

    Browsers take the last referrer policy that they know; with `no-referrer` alone the page's own form would say
    `Origin: null`.
    """
    policy = (
        f"default-src 'none'; style-src '{style_hash}'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'"
    )
    return {
        **COMMON,
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer, same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }
