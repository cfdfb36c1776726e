"""The one address of the local run: sample shop and mailbox beside the deployed API."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infra.local.emulator.sample_surveys import StaffLinks
from infra.local.front_door.cors_preflight import Options
from infra.local.front_door.mailbox import mailbox_page
from infra.local.front_door.outage import EMULATOR_AWAY, come_back
from infra.local.front_door.proxy import ApiProxy
from infra.local.front_door.sample_shop import NO_LINKS, shop_page
from infra.local.front_door.sent_mails import Mails
from infra.local.sweeps import SweepFailed, Sweeps


class FrontDoor:
    """An ASGI application with the shop and `/_local/…`; all other requests go to the API, OPTIONS to its Lambda."""

    def __init__(
        self, api: ApiProxy, options: Options, mails: Mails, sweeps: Sweeps, staff_links: StaffLinks = NO_LINKS
    ) -> None:
        """Take note of the parts behind the door."""
        self._api, self._options, self._mails, self._sweeps = api, options, mails, sweeps
        self._staff_links = staff_links
        routes = [
            Route("/", self._shop, methods=["GET"]),
            Route("/_local/mailbox", self._mailbox, methods=["GET"]),
            Route("/_local/mails", self._mails_as_json, methods=["GET"]),
            Route("/_local/sweep", self._sweep, methods=["POST"]),
        ]
        self._own = Starlette(routes=routes, exception_handlers=dict.fromkeys(EMULATOR_AWAY, come_back))
        self._own_paths = {route.path.encode() for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the path is compared as it came, not decoded."""
        if scope["type"] != "http":
            return
        if scope["raw_path"] in self._own_paths:
            await self._own(scope, receive, send)
        else:
            response = await self._deployed(Request(scope, receive))
            await response(scope, receive, send)

    async def _deployed(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return await run_in_threadpool(self._options.answer, request)
        return await self._api.forward(request)

    async def _shop(self, request: Request) -> Response:
        return shop_page(request, self._staff_links)

    async def _mailbox(self, request: Request) -> Response:
        return mailbox_page(request, await run_in_threadpool(self._mails.newest_first))

    async def _mails_as_json(self, _: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self._mails.newest_first), headers={"cache-control": "no-store"})

    async def _sweep(self, _: Request) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(self._sweeps.run))
        except SweepFailed as failure:
            return JSONResponse({"error": str(failure)}, 500)
