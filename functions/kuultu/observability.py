"""Logs and metrics: one JSON line per event, with ids and outcomes, never with text that a person wrote.

Every line names the request (`request_id`): API Gateway's id, which problem+json shows as `instance` and the access log
holds too, or else Lambda's.
"""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import Any, TypeVar

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from kuultu.errors import KuultuError
from kuultu.settings import stage

SPARE_SHARE = 0.2
"""The share of a Lambda's time limit that must be left at the end; an invocation that leaves less is counted."""

THROTTLED = {"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"}
"""Error codes of DynamoDB for too many requests (developer guide, error handling)."""

_measuring = Lock()
"""The metrics of a process are gathered in one place, and the sweep has threads."""

Answer = TypeVar("Answer")
Handler = Callable[[dict[str, Any], Any], Answer]


@cache
def logger() -> Logger:
    """The logger of the process; service and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
    return Logger()


@cache
def metrics() -> Metrics:
    """The metrics of the process, as CloudWatch embedded metric lines; all Lambdas of a stage are counted together."""
    counted = Metrics(service="kuultu")
    counted.set_default_dimensions(stage=stage())
    return counted


def observed(handle: Handler[Answer]) -> Handler[Answer]:
    """The handler of a Lambda, with the request's id in its log lines, and a count of failures and of late endings.

    Unexpected errors are raised without their message, which Lambda would write into logs and failure queues.
    """

    @wraps(handle)
    def observed_handle(event: dict[str, Any], context: Any) -> Answer:  # noqa: ANN401 - Lambda's context
        logger().append_keys(request_id=_request_id(event, context))
        limit = _time_left(context)
        try:
            return handle(event, context)
        except KuultuError:
            raise
        except Exception as error:
            log_failure("InvocationFailed", error)
            raise KuultuError from None
        finally:
            if _time_left(context) < SPARE_SHARE * limit:
                count("NearTimeOut")

    return observed_handle


def log_failure(name: str, error: BaseException, **ids: str) -> None:
    """Log and count an unexpected error: class, AWS code and places in the code, never the message.

    The message may hold text that a person wrote.
    """
    frames = [frame for frame in extract_tb(error.__traceback__) if "kuultu" in Path(frame.filename).parts]
    places = [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames]
    code = _code_of(error)
    told = {**ids, "error": type(error).__name__, "cause": code, "at": places}
    logger().error(name, extra=told, stacklevel=3)  # the place to tell is the caller's
    _count("UnexpectedError", failure=name)
    if code in THROTTLED:
        _count("StoreThrottled", failure=name)


def tell(name: str, **ids: str) -> None:
    """Log an event that needs no metric, which would be paid for by its name."""
    logger().info(name, extra=ids, stacklevel=3)  # the place to tell is the caller's


def count(name: str, **ids: str) -> None:
    """Count an event under a name, and log the name with the ids."""
    _count(name, **ids)


def _count(name: str, **ids: str) -> None:
    logger().info(name, extra=ids, stacklevel=4)  # the place to tell is that of the caller's caller
    measure(**{name: 1})


def measure(**numbers: int) -> None:
    """Give numbers, by the names of their metrics, to CloudWatch."""
    with _measuring:
        for name, number in numbers.items():
            metrics().add_metric(name=name, unit=MetricUnit.Count, value=number)
        metrics().flush_metrics()


def _code_of(error: BaseException) -> str:
    """The error code of AWS, never a person's word; "" for an error from elsewhere."""
    answer = getattr(error, "response", None) or getattr(getattr(error, "cause", None), "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))


def _request_id(event: dict[str, Any], context: object) -> str:
    """API Gateway's id of a request, or Lambda's of any other invocation."""
    return str(event.get("requestContext", {}).get("requestId") or getattr(context, "aws_request_id", ""))


def _time_left(context: object) -> float:
    """The milliseconds that are left for an invocation; 0 if nobody knows."""
    tell = getattr(context, "get_remaining_time_in_millis", None)
    return float(tell()) if tell else 0
