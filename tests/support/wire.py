"""Requests over the wire, with patience for a machine that is busy."""

from functools import partial

import httpx

get = partial(httpx.get, timeout=120)
post = partial(httpx.post, timeout=120)
options = partial(httpx.options, timeout=120)
request = partial(httpx.request, timeout=120)
