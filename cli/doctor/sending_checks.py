"""Checks of the account's sending: production access, quota, reputation, and the list of suppressed addresses."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cli.doctor.findings import Finding, Surroundings, good, warning, wrong
from kuultu.store import surveys

RATES = {"bounces": ("Reputation.BounceRate", 0.05, 0.1), "complaints": ("Reputation.ComplaintRate", 0.001, 0.005)}
"""The metric of each rate, and the shares at which SES warns and stops the account (SES, reputation metrics)."""

FULL = 0.8
"""The share of the day's quota from which on a warning is due."""

FIND = "Find the cases, and correct the addresses on their pages: kuultu mails list --state bounced"

MOST_PAGES, PAGE = 10, 1_000


def account(where: Surroundings) -> Iterator[Finding]:
    """The account may send, to anybody, and has quota left."""
    known = where.client("sesv2").get_account()
    if known.get("ProductionAccessEnabled"):
        yield good("sandbox", "The account has left SES's sandbox.")
    else:
        told = "The account is in SES's sandbox: emails reach verified addresses only, the others wait."
        yield wrong("sandbox", told, "Request production access in the SES console, under Account dashboard.")
    yield _enforcement(known)
    yield _quota(known.get("SendQuota", {}))


def _enforcement(known: dict[str, Any]) -> Finding:
    status = known.get("EnforcementStatus", "HEALTHY")
    if not known.get("SendingEnabled") or status == "SHUTDOWN":
        return wrong("sending", "SES has paused the account: emails wait.", "Read in the SES console why, and answer.")
    if status != "HEALTHY":
        return warning("sending", f"SES watches the account (status {status}).", "Read the case in the Support Center.")
    return good("sending", "The account may send.")


def _quota(quota: dict[str, float]) -> Finding:
    most, used, rate = (quota.get(name, 0) for name in ("Max24HourSend", "SentLast24Hours", "MaxSendRate"))
    told = f"{used:.0f} of {most:.0f} emails were sent in 24 hours; {rate:.0f} a second are allowed."
    if most <= 0:
        return good("quota", told if most == 0 else "The account has no limit for a day.")
    if used >= FULL * most:
        return warning("quota", told, "Ask for a higher quota in Service Quotas before emails have to wait.")
    return good("quota", told)


def reputation(where: Surroundings) -> Iterator[Finding]:
    """The rates of bounces and complaints are below those at which SES stops an account."""
    for check, (metric, most, end) in RATES.items():
        points = where.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/SES",
            MetricName=metric,
            StartTime=where.now - timedelta(days=1),
            EndTime=where.now,
            Period=3600,
            Statistics=["Average"],
        )["Datapoints"]
        yield _rate(check, max(points, key=lambda point: point["Timestamp"])["Average"] if points else 0.0, most, end)


def _rate(check: str, rate: float, most: float, end: float) -> Finding:
    told = f"The rate of {check} is {rate:.2%}."
    if rate >= end:
        return wrong(check, f"{told} SES stops accounts at {end:.1%}.", FIND)
    if rate >= most:
        return warning(check, f"{told} SES warns at {most:.1%}.", FIND)
    return good(check, told)


def suppressed(where: Surroundings) -> Iterator[Finding]:
    """Nobody of the published people is on SES's list of addresses that get no mail."""
    if not where.environment:
        return
    listed = {address.lower() for address in _suppressed(where.client("sesv2"))}
    current = surveys.current_definition(surveys.DIRECTORY)
    people = [one["id"] for one in (current[1]["people"] if current else ()) if one["email"].lower() in listed]
    if people:
        told = f"SES sends nothing to {', '.join(people)}: their addresses are on its suppression list."
        yield wrong("suppression", told, "Mend the mailbox, then take the address off the list in the SES console.")
    else:
        yield good("suppression", f"SES keeps {len(listed)} addresses on its suppression list, none of your people's.")


def _suppressed(ses: Any) -> Iterator[str]:  # noqa: ANN401 - boto3's client
    after: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        page = ses.list_suppressed_destinations(PageSize=PAGE, **after)
        yield from (one["EmailAddress"] for one in page.get("SuppressedDestinationSummaries", []))
        if "NextToken" not in page:
            return
        after = {"NextToken": page["NextToken"]}
