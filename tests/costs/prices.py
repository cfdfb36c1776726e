"""The table of prices: AWS's list prices in US dollars, in us-east-1; change them here, and `make cost` again.

Stockholm and Frankfurt are up to a fifth dearer. What AWS gives to every account for ever is counted apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

AS_OF = "November 2026"
"""When the table was written, from what was known of the price pages; no program asks for prices."""


@dataclass(frozen=True)
class Price:
    """Dollars for so many of a unit, and how many each account has free in every month."""

    name: str
    dollars: float
    per: float
    unit: str
    free: float = 0

    def of(self, number: float) -> float:
        """Dollars for a number, nothing free."""
        return self.dollars * number / self.per


MILLION, THOUSAND = 1e6, 1e3

PRICES: Mapping[str, Price] = {
    "requests": Price("API Gateway, HTTP API", 1.00, MILLION, "requests"),
    "invocations": Price("Lambda, calls", 0.20, MILLION, "calls", free=MILLION),
    "compute": Price("Lambda, time on arm64", 0.0000133334, 1, "GB-second", free=400_000),
    "writes": Price("DynamoDB, writes on demand", 0.625, MILLION, "write units"),
    "reads": Price("DynamoDB, reads on demand", 0.125, MILLION, "read units"),
    "storage": Price("DynamoDB, storage and recovery to any second", 0.45, 1, "GB and month"),
    "transitions": Price("Step Functions, standard", 0.025, THOUSAND, "transitions", free=4_000),
    "mails": Price("SES", 0.10, THOUSAND, "mails"),
    "logs": Price("CloudWatch, logs", 0.50, 1e9, "bytes", free=5e9),
    "metrics": Price("CloudWatch, metrics", 0.30, 1, "name and month", free=10),
    "alarms": Price("CloudWatch, alarms", 0.10, 1, "alarm and month", free=10),
    "messages": Price("SQS", 0.40, MILLION, "requests", free=MILLION),
    "schedules": Price("EventBridge Scheduler", 1.00, MILLION, "calls", free=14e6),
}
"""Prices by what is counted."""
