"""Moments and sums in words, by language and time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

FI_DAYS = ["maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"]
SV_DAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
EN_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say_when(moment: datetime, language: str, time_zone: str) -> str:
    """A moment in words: `keskiviikkona 25.11. klo 9`, `onsdag 25.11 kl. 9`, `Wednesday 25 November, 9 am`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    minutes = f".{local.minute:02}" if local.minute else ""
    if language == "fi":
        return f"{FI_DAYS[local.weekday()]} {local.day}.{local.month}. klo {local.hour}{minutes}"
    if language == "sv":
        return f"{SV_DAYS[local.weekday()]} {local.day}.{local.month} kl. {local.hour}{minutes}"
    hour, half = local.hour % 12 or 12, "am" if local.hour < 12 else "pm"
    return (
        f"{EN_DAYS[local.weekday()]} {local.day} {EN_MONTHS[local.month - 1]}, {hour}{minutes.replace('.', ':')} {half}"
    )


def say_sum(cents: int | str, language: str) -> str:
    """A sum in euros: `1 234,50 €` in Finnish and Swedish, `€1,234.50` in English; the spaces do not break."""
    euros = f"{int(cents) / 100:,.2f}"
    if language == "en":
        return f"€{euros}"
    return euros.replace(",", "\u00a0").replace(".", ",") + "\u00a0€"
