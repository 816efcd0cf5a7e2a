"""Who sends a request a byte at a time, or never the whole of it, does not keep a connection; who is answered slowly does."""

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from answerable.entrypoints.web.patience import InTime

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"


class Quick(InTime):
    """The same, with less patience."""

    wait = 0.2


async def answers(scope, receive, send) -> None:
    """Reads the whole body, and answers after longer than anybody is waited for."""
    if scope["type"] != "http":
        return
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await asyncio.sleep(1.0)
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(answers, http=Quick, lifespan="off", log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(30)
    listening.close()


def heard(port: int, *sent: bytes) -> bytes:
    """What comes back until the other side closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        for part in sent:
            line.sendall(part)
        parts: list[bytes] = []
        while part := line.recv(4096):
            parts.append(part)
        return b"".join(parts)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", HEAD + b"\r\nabc"])
def test_what_never_becomes_a_request_is_let_go_of(sent: bytes, port: int):
    assert heard(port, sent) == b""


def test_who_waits_for_an_answer_gets_it_however_long_it_takes(port: int):
    assert heard(port, HEAD, b"Connection: close\r\n\r\n0123456789").endswith(b"ok")
