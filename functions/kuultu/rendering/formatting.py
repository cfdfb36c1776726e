"""Moments and sums in words, by language and time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

FI_DAYS = ["maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"]
SV_DAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
SHORT_DAYS = {
    "fi": ["ma", "ti", "ke", "to", "pe", "la", "su"],
    "sv": ["mån", "tis", "ons", "tors", "fre", "lör", "sön"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
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

SHORT_OF_CLOCK = {"fi": "klo", "sv": "kl."}


def say_when(moment: datetime, language: str, time_zone: str) -> str:
    """A moment in words: `keskiviikkona 25.11. klo 9`, `onsdag 25.11 kl. 9`, `Wednesday 25 November, 9 am`."""
    comma = "," if language == "en" else ""
    return f"{say_day(moment, language, time_zone)}{comma} {say_hour(moment, language, time_zone)}"


def say_day(moment: datetime, language: str, time_zone: str) -> str:
    """The day of a moment in words: `keskiviikkona 25.11.`, `onsdag 25.11`, `Wednesday 25 November`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    if language == "fi":
        return f"{FI_DAYS[local.weekday()]} {local.day}.{local.month}."
    if language == "sv":
        return f"{SV_DAYS[local.weekday()]} {local.day}.{local.month}"
    return f"{EN_DAYS[local.weekday()]} {local.day} {EN_MONTHS[local.month - 1]}"


def say_hour(moment: datetime, language: str, time_zone: str) -> str:
    """The hour of a moment in words, with minutes if there are any: `klo 9.05`, `kl. 9.05`, `9:05 am`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    minutes = f"{local.minute:02}" if local.minute else ""
    if language in SHORT_OF_CLOCK:
        return f"{SHORT_OF_CLOCK[language]} {local.hour}" + (f".{minutes}" if minutes else "")
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}" + (f":{minutes}" if minutes else "") + f" {half}"


def say_date(day: date, language: str) -> str:
    """A day in words, without a preposition: `25.11.`, `25.11`, `25 November`."""
    if language == "en":
        return f"{day.day} {EN_MONTHS[day.month - 1]}"
    return f"{day.day}.{day.month}{'.' if language == 'fi' else ''}"


def say_short_day(moment: datetime, language: str, time_zone: str) -> str:
    """A day in few letters: `ma 24.11.`, `mån 24.11`, `Mon 24 Nov`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    weekday = SHORT_DAYS[language if language in SHORT_DAYS else "en"][local.weekday()]
    if language == "fi":
        return f"{weekday} {local.day}.{local.month}."
    if language == "sv":
        return f"{weekday} {local.day}.{local.month}"
    return f"{weekday} {local.day} {EN_MONTHS[local.month - 1][:3]}"


def say_sum(cents: int | str, language: str) -> str:
    """A sum in euros, with cents if there are any; the spaces do not break.

    `1 234,50 €` and `50 €` in Finnish and Swedish, `€1,234.50` and `€50` in English.
    """
    whole, rest = divmod(int(cents), 100)
    euros = f"{whole:,}" + (f".{rest:02}" if rest else "")
    if language == "en":
        return f"€{euros}"
    return euros.replace(",", "\u00a0").replace(".", ",") + "\u00a0€"
