"""Logs and metrics: one JSON line per event, with ids and outcomes, never with anything that a person wrote."""

from functools import cache
from pathlib import Path
from traceback import extract_tb

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit


@cache
def logger() -> Logger:
    """This process's logger; service and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
    return Logger()


@cache
def metrics() -> Metrics:
    """This process's metrics, written as CloudWatch embedded metric lines; counted for all Lambdas together."""
    return Metrics(service="kuultu")


def log_failure(name: str, error: BaseException, **ids: str) -> None:
    """Log an unexpected error: its class and where it rose, never its message, which may hold what a person wrote."""
    frames = [frame for frame in extract_tb(error.__traceback__) if "kuultu" in Path(frame.filename).parts]
    places = [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames]
    logger().error(name, extra={**ids, "error": type(error).__name__, "cause": _code_of(error), "at": places})
    count("UnexpectedError", failure=name)


def _code_of(error: BaseException) -> str:
    """What AWS calls the error, when it comes from there: a word of AWS's, never of a person's."""
    answer = getattr(error, "response", None) or getattr(getattr(error, "cause", None), "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))


def count(name: str, **ids: str) -> None:
    """Count one thing that happened, and log it with these ids."""
    logger().info(name, extra=ids)
    metrics().add_metric(name=name, unit=MetricUnit.Count, value=1)
    metrics().flush_metrics()
