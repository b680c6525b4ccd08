"""What Gradio's queue keeps of those who asked by `/ask`."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.support.driving import free_port
from ui.backend import Backend
from ui.server import Door, serve


def listed(url, fetched=True):
    place = f"{url}/gradio_api/call/articles"
    with httpx.Client(timeout=60) as client:
        begun = client.post(place, json={"data": ["", "", [], 10]}).json()["event_id"]
        if fetched:
            assert "event: complete" in client.get(f"{place}/{begun}").text


def test_nothing_is_kept_of_answers_that_were_fetched(tmp_path):
    backend, port = Backend(tmp_path / "index"), free_port()
    server = serve(backend, Door(port=port), block=False)
    url, queue = f"http://127.0.0.1:{port}", server.blocks._queue
    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: listed(url), range(12)))
        listed(url, fetched=False)
        states = server.blocks.app.state_holder.session_data
        until = time.monotonic() + 30
        # A call ends a moment after its answer was read, and begins a moment after it was asked.
        while server.watch.in_work() > 1 or len(states) < 13:
            assert time.monotonic() < until
            time.sleep(0.01)
        assert len(queue.pending_event_ids_session) <= 2
        assert len(queue.pending_messages_per_session) <= 2
        assert len(queue.event_analytics) <= 1
        assert len(states) == 13
        assert not any(state.config_values for state in states.values())
        listed(url)  # those not fetched are kept
        assert sum(map(len, queue.pending_event_ids_session.values())) == 1
        assert server.watch.undelivered() == 1
    finally:
        server.close(drain=0)
        backend.close()
