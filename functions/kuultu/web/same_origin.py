"""Protection against forms from other sites."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from kuultu.errors import CrossSite
from kuultu.settings import settings

OURS = {"same-origin", "none"}


def refuse_other_sites(headers: Mapping[str, str]) -> None:
    """Raise CrossSite for a form from another site (ASVS 5.0 V3.5.1); old clients that name no site are let in.

    Browsers say `Origin: null` from a page with `Referrer-Policy: no-referrer`; then `Sec-Fetch-Site` decides.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in OURS:
        raise CrossSite
    if origin is None or (origin == "null" and site == "same-origin"):
        return
    if origin not in _own_origins():
        raise CrossSite


def _own_origins() -> set[str]:
    """The origin of the public address, and that of API Gateway, to which links in older mails may lead."""
    parts = (urlsplit(url) for url in (settings().public_url, settings().gateway_url) if url)
    return {f"{part.scheme}://{part.netloc}" for part in parts}
