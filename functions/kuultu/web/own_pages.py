"""Whether a form was sent from our own page."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from kuultu.errors import CrossSite
from kuultu.settings import settings


def refuse_other_sites(headers: Mapping[str, str]) -> None:
    """Only the page itself may post (ASVS 5.0 V3.5.1); old clients that say nothing of where they come from may too."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise CrossSite
    origin, ours = headers.get("origin"), urlsplit(settings().public_url)
    if origin is not None and origin != f"{ours.scheme}://{ours.netloc}":
        raise CrossSite
