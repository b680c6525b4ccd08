"""The feed of saved questions, at an address beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from index.errors import DatelineError
from ui.desk.saved import feed

FEED = "alerts.atom"
"""Address of the feed, beside the page."""

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.backend import Backend


def offer(app: FastAPI, backend: Backend) -> None:
    """Serve the alerts as Atom; where there are none to be had, say why in a line."""

    def alerts() -> Response:
        try:
            return Response(feed(backend), media_type="application/atom+xml")
        except DatelineError as error:
            return Response(f"{error}\n", 404, media_type="text/plain")

    app.add_api_route(f"/{FEED}", alerts, response_model=None)
