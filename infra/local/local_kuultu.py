"""The local run of Kuultu: emulator, stack, surveys, sweeps and front door, started and ended in order."""

import json
from collections.abc import Mapping
from contextlib import ExitStack, nullcontext
from functools import partial
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Any, Self

from infra.components.grants import GRANTS_POLICY
from infra.deployed_stack import DeployedStack
from infra.deployment_stages import local
from infra.local import ports
from infra.local.data_folder import MAILS, claimed
from infra.local.disk_space import is_full
from infra.local.emulator.connection import client
from infra.local.emulator.deployment import deploy, wake_streams
from infra.local.emulator.process import Emulator
from infra.local.emulator.sample_data import sample_data
from infra.local.emulator.sample_surveys import StaffLinks, publish_samples, staff_links
from infra.local.emulator.synthesis import synthesise
from infra.local.emulator.watch import Watch
from infra.local.errors import CannotRun
from infra.local.front_door.admission import Admission
from infra.local.front_door.cors_preflight import Options
from infra.local.front_door.outage import Outage
from infra.local.front_door.proxy import ApiProxy
from infra.local.front_door.routes import FrontDoor
from infra.local.front_door.sent_mails import Mails
from infra.local.front_door.server import serving
from infra.local.sweeps import Sweeps
from infra.toolchain import say


class LocalKuultu:
    """A context manager: inside, Kuultu runs and answers at ``url``; after leaving, no process is left.

    ``port`` None takes a free port (for tests). ``auth`` makes the emulator enforce the Lambdas' roles; ``spans`` are
    settings of the stage, such as times in days; ``assembly`` is that of another release; ``sample`` fills an empty
    ``data`` folder with half a year of answers. An earlier run's state in ``data`` is continued.
    """

    deployed: DeployedStack
    emulator: Emulator
    mails: Mails
    sweeps: Sweeps
    staff_links: StaffLinks

    def __init__(
        self,
        data: Path,
        port: int | None = None,
        day_seconds: float = 60,
        auth: bool = False,
        assembly: Path | None = None,
        sample: bool = False,
        **spans: Any,  # noqa: ANN401 - numbers; a caller hands its own settings on
    ) -> None:
        """Take note of the settings; processes, port and folder are taken on entering the context."""
        self._data = data.resolve()
        self._port = port
        self._day_seconds = day_seconds
        self._auth = auth
        self._assembly = assembly
        self._sample = sample
        self._spans = spans
        self._open = ExitStack()

    @property
    def url(self) -> str:
        """The public address: the front door."""
        return f"http://{ports.LOOPBACK}:{self._port}"

    @property
    def endpoint(self) -> str:
        """The emulator's address for all AWS services."""
        return self.emulator.endpoint

    def __enter__(self) -> Self:
        """Start all parts in order; a failure ends the parts that run already."""
        try:
            self._start()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all parts; the state stays in the data folder."""
        self._open.close()

    def client(self, service: str) -> Any:  # noqa: ANN401 (boto3 makes clients of many types)
        """A boto3 client of the emulator with an administrator's rights."""
        return client(service, self.endpoint)

    def grants_of(self, name: str) -> dict[str, Any]:
        """The policy document of a Lambda's role."""
        found = self.client("iam").get_role_policy(RoleName=self.deployed.role(name), PolicyName=GRANTS_POLICY)
        document: dict[str, Any] = found["PolicyDocument"]
        return document

    def change_grants_of(self, name: str, document: Mapping[str, Any]) -> None:
        """Replace the policy document of a Lambda's role, for all calls from then on."""
        self.client("iam").put_role_policy(
            RoleName=self.deployed.role(name), PolicyName=GRANTS_POLICY, PolicyDocument=json.dumps(document)
        )

    def _start(self) -> None:
        door = ports.listen(self._port) if self._port is not None else ports.listen_on_first_free()
        self._open.callback(door.close)
        self._port = int(door.getsockname()[1])
        self._claim = self._open.enter_context(claimed(self._data))
        stage = local(self._port, self._day_seconds, **self._spans)
        assembly = self._assembly or synthesise(stage)
        self._start_emulator()
        say("Deployment: bringing the stack up to date")
        self.deployed = deploy(assembly, stage, self.endpoint)
        self._take_up_state(stage.sender)
        self._open_door(door)
        self._look_after()

    def _start_emulator(self) -> None:
        self.emulator = Emulator(self._data, self._auth, claims=[self._claim])
        self._had_state = self.emulator.has_state
        say("Emulator: starting" + (" with the data of the last run" if self._had_state else ""))
        self._open.callback(self.emulator.stop)
        self.emulator.start()

    def _take_up_state(self, sender: str) -> None:
        if self._had_state:
            wake_streams(self.endpoint)
        self.client("ses").verify_email_identity(EmailAddress=sender)
        say("Surveys: publishing the samples")
        publish_samples(self.deployed.name, self.endpoint)
        new = self._sample and not self._had_state
        with sample_data(self.deployed, self.endpoint) if new else nullcontext():
            self.staff_links = staff_links(self.deployed.name, self.endpoint)
        if not self.emulator.save():
            raise CannotRun(f"The state could not be written: is there room on the disk of {self._data}?")
        self.mails = Mails(self.deployed, self.endpoint, self._data / MAILS)
        self.sweeps = Sweeps(self.deployed, self.endpoint, self._day_seconds)

    def _open_door(self, door: socket) -> None:
        api, options = ApiProxy(self.endpoint, self.deployed.api_id), Options(self.deployed, self.endpoint)
        front = FrontDoor(api, options, self.mails, self.sweeps, self.staff_links)
        inside = Outage(front, partial(is_full, self._data))
        self._open.enter_context(serving(Admission(inside, int(door.getsockname()[1])), door))

    def _look_after(self) -> None:
        """Begin what goes on by itself: the sweeps, and the watch over the emulator."""
        if self._had_state:
            say("Cases: those of the last run are taken up in the background")
            self.sweeps.resume()
        self.sweeps.begin()
        self._open.callback(self.sweeps.end)
        watch = Watch(self.emulator, self._data, self._after_restart)
        watch.begin()
        self._open.callback(watch.end)

    def _after_restart(self) -> None:
        wake_streams(self.endpoint)
        self.sweeps.resume()
