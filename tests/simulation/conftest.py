"""The AWS of the integration tests, and a clock that is moved."""

from tests.integration.conftest import aws, clock, cloud, no_waiting, stopped_clock, wire, world

__all__ = ["aws", "clock", "cloud", "no_waiting", "stopped_clock", "wire", "world"]
