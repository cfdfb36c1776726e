"""Logs and metrics: one JSON line per event, with ids and outcomes, never with text that a person wrote."""

from functools import cache
from pathlib import Path
from threading import Lock
from traceback import extract_tb

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit


@cache
def logger() -> Logger:
    """The logger of the process; service and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
    return Logger()


@cache
def metrics() -> Metrics:
    """The metrics of the process, as CloudWatch embedded metric lines; all Lambdas are counted together."""
    return Metrics(service="kuultu")


def log_failure(name: str, error: BaseException, **ids: str) -> None:
    """Log and count an unexpected error: class, AWS code and places in the code, never the message.

    The message may hold text that a person wrote.
    """
    frames = [frame for frame in extract_tb(error.__traceback__) if "kuultu" in Path(frame.filename).parts]
    places = [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames]
    logger().error(name, extra={**ids, "error": type(error).__name__, "cause": _code_of(error), "at": places})
    count("UnexpectedError", failure=name)


def _code_of(error: BaseException) -> str:
    """The error code of AWS, never a person's word; "" for an error from elsewhere."""
    answer = getattr(error, "response", None) or getattr(getattr(error, "cause", None), "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))


def count(name: str, **ids: str) -> None:
    """Count an event under a name, and log the name with the ids."""
    logger().info(name, extra=ids)
    measure(**{name: 1})


def measure(**numbers: int) -> None:
    """Give numbers, by the names of their metrics, to CloudWatch."""
    with _measuring:
        for name, number in numbers.items():
            metrics().add_metric(name=name, unit=MetricUnit.Count, value=number)
        metrics().flush_metrics()


_measuring = Lock()
"""The metrics of a process are gathered in one place, and the sweep has threads."""
