"""The AWS of the integration tests, and the machine of the workflow tests."""

from tests.integration.conftest import aws, clock, cloud, stopped_clock, wire, world

__all__ = ["aws", "clock", "cloud", "stopped_clock", "wire", "world"]
