"""The one address of the local run: sample shop and mailbox beside the deployed API."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from infra.local.mailbox import mailbox_page
from infra.local.mails import Mails
from infra.local.options import Options
from infra.local.proxy import Api
from infra.local.shop import shop_page
from infra.local.sweeps import SweepFailed, Sweeps


def front_door(api: Api, options: Options, mails: Mails, sweeps: Sweeps) -> ASGIApp:
    """An ASGI application that answers a few paths itself and hands everything else to the API, untouched."""

    async def shop(request: Request) -> Response:
        return await shop_page(request, api)

    async def mailbox(request: Request) -> Response:
        return mailbox_page(request, await run_in_threadpool(mails.newest_first))

    async def mails_json(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(mails.newest_first), headers={"cache-control": "no-store"})

    async def sweep(_: Request) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(sweeps.run))
        except SweepFailed as failure:
            return JSONResponse({"error": str(failure)}, 500)

    own = Starlette(
        routes=[
            Route("/", shop, methods=["GET"]),
            Route("/_local/mailbox", mailbox, methods=["GET"]),
            Route("/_local/mails", mails_json, methods=["GET"]),
            Route("/_local/sweep", sweep, methods=["POST"]),
        ]
    )
    own_paths = {route.path.encode() for route in own.routes if isinstance(route, Route)}

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["raw_path"] in own_paths:
            await own(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(scope, receive)
            is_options = request.method == "OPTIONS"
            response = await (run_in_threadpool(options.answer, request) if is_options else api.forward(request))
            await response(scope, receive, send)

    return door
