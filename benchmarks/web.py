"""Measures the reading room as its visitors meet it: `python benchmarks/web.py [--seconds 20] [--rate 200] [--askers 20]`.

It starts `answerable serve` on a new folder over the starter library, in a process of its own, asks as a browser without
JavaScript would, and then reads: how soon the first page comes, what an article page weighs and costs on the server, how long
visitors wait when so many pages a second are asked for (each view counted from when it was due, so that a queue shows), and how
people fare who all ask at once. The server shares the machine with this script and whatever else runs there, so that waiting
times hold for a quiet machine alone; the processor time of a view hardly depends on it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urljoin, urlsplit

import httpx

QUESTION = "What is a back mouse?"
QUESTIONS = Path(__file__).with_name("questions.txt")
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_PARTS = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_OPEN = {"ANSWERABLE_REQUESTS_PER_MINUTE": "1000000", "ANSWERABLE_QUESTIONS_PER_HOUR": "100000"}
VIEWS = 200  # of one article, one after another
READERS = 32  # connections that the views are spread over
BAR_PAGE, BAR_WEIGHT, BAR_TAIL, BAR_FIRST, BAR_SLOWEST = 30, 100, 200, 2.0, 3.0


@contextmanager
def served(folder: Path) -> Generator[tuple[str, float, int]]:
    """A server on this folder: its address, the seconds from its start until its first page was there, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "answerable", "serve", "--port", str(port), "--library", str(folder)]
    # As a person's: modules are compiled once, here beside the libraries and not in the checkout.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= _OPEN | {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    began = time.perf_counter()
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                if httpx.get(address).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            if server.poll() is not None:
                raise SystemExit((folder / "server.log").read_text("utf-8"))
            time.sleep(0.01)
        yield address, time.perf_counter() - began, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


async def ask(client: httpx.AsyncClient, question: str) -> str:
    """Asks by the form of the first page, as a visitor with a cookie of their own; the address of the article to be."""
    token = _TOKEN.search((await client.get("/")).text)
    assert token, "the first page has no form"
    sent = await client.post("/ask", data={"question": question, "csrf": token[1], "seen": "yes"})
    assert sent.status_code == httpx.codes.SEE_OTHER, f"{sent.status_code} instead of an article's address"
    return sent.headers["location"]


async def until_there(client: httpx.AsyncClient, place: str) -> bool:
    """Waits until an article is made, by its stream of stages; whether there is one."""
    async with client.stream("GET", f"{place}/events", timeout=120) as stream:
        async for line in stream.aiter_lines():
            if '"state"' in line:
                return '"done"' in line
    return False


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used, where the system tells (Linux); else 0."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def visitor(address: str) -> httpx.AsyncClient:
    """Somebody with a browser of their own."""
    return httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=64))


async def page_cost(client: httpx.AsyncClient, place: str, times: int = VIEWS) -> tuple[float, float]:
    """Milliseconds of one article page after another: the median and the 95th of a hundred."""
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        (await client.get(place)).raise_for_status()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken), quantiles(taken, n=20)[-1]


async def weight(client: httpx.AsyncClient, place: str) -> int:
    """Bytes over the wire of a first load: the page, and every style and script that it names."""
    page = await client.get(place)
    total = int(page.headers.get("content-length", len(page.content)))
    waiting, seen = set(_PARTS.findall(page.text)), set[str]()
    while waiting:
        part = waiting.pop()
        seen.add(part)
        found = await client.get(part)
        total += int(found.headers.get("content-length", len(found.content)))
        if part.endswith(".js"):  # a module brings those that it imports
            named = re.findall(r'(?:from|import)\s*"([./][^"]+)"', found.text)
            waiting |= {urljoin(part, one) for one in named} - seen
    return total


async def views(address: str, place: str, cookie: str, rate: int, seconds: float) -> tuple[list[float], int]:
    """Milliseconds that each of so many views a second took, from when it was due; and how many failed.

    The requests go over sockets as they are, so that little of the machine goes to whoever measures.
    """
    where = urlsplit(address)
    asks = f"GET {place} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n".encode()
    taken: list[float] = []
    failed = 0
    due: asyncio.Queue[float] = asyncio.Queue()
    start = time.perf_counter() + 0.5
    for number in range(int(rate * seconds)):
        due.put_nowait(start + number / rate)

    async def reader() -> None:
        nonlocal failed
        incoming, outgoing = await asyncio.open_connection(where.hostname, where.port)
        while not due.empty():
            at = due.get_nowait()
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            outgoing.write(asks)
            head = await incoming.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            body = await incoming.readexactly(int(length[1])) if length else b""
            failed += not (head.startswith(b"HTTP/1.1 200") and body)
            taken.append(1000 * (time.perf_counter() - at))
        outgoing.close()

    await asyncio.gather(*(reader() for _ in range(READERS)))
    return taken, failed


async def settled(client: httpx.AsyncClient, place: str) -> None:
    """Waits until the server has tried what may be asked next, which it does behind every new article."""
    for _ in range(120):
        if "You could also ask" in (await client.get(place)).text:
            return
        await asyncio.sleep(0.5)


async def crowd(address: str, questions: list[str]) -> tuple[list[float], int]:
    """Seconds until each of the people who ask at once has an article or is told that there is none; how many have one."""

    async def one(question: str) -> tuple[float, bool]:
        async with visitor(address) as client:
            began = time.perf_counter()
            there = await until_there(client, await ask(client, question))
            return time.perf_counter() - began, there

    found = await asyncio.gather(*(one(question) for question in questions))
    return [seconds for seconds, _ in found], sum(there for _, there in found)


async def measure(address: str, first: float, pid: int, given: argparse.Namespace) -> None:
    """All figures, a line each, with its bar."""
    tell("first page after the start", f"{first:.2f} s", f"{BAR_FIRST} s", first <= BAR_FIRST)
    async with visitor(address) as client:
        place = await ask(client, QUESTION)
        assert await until_there(client, place), "no article was made"
        await settled(client, place)
        used = processor_time(pid)
        cost, tail = await page_cost(client, place)
        used = processor_time(pid) - used
        tell("article page, one after another", f"median {cost:.1f} ms, p95 {tail:.1f} ms", f"{BAR_PAGE} ms", cost <= BAR_PAGE)
        each = 1000 * used / VIEWS
        tell(
            "processor time of a view",
            f"{each:.1f} ms, so {1000 / each:.0f}/s of one core" if used else "not known",
            "none",
            True,
        )
        kilobytes = await weight(client, place) / 1000
        tell("article page with styles and scripts", f"{kilobytes:.0f} kB", f"{BAR_WEIGHT} kB", kilobytes <= BAR_WEIGHT)
    async with visitor(address) as other:
        await other.get(place)
        cookie = "; ".join(f"{name}={value}" for name, value in other.cookies.items())
    taken, failed = await views(address, place, cookie, given.rate, given.seconds)
    worst = quantiles(taken, n=100)[-1]
    found = f"median {median(taken):.0f} ms, p99 {worst:.0f} ms, {failed} failed"
    tell(f"{given.rate} views/s for {given.seconds:g} s", found, f"p99 {BAR_TAIL} ms", worst <= BAR_TAIL and not failed)
    questions = [line.strip() for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]
    seconds, there = await crowd(address, [questions[n % len(questions)] for n in range(given.askers)])
    ratio = max(seconds) / median(seconds)
    told = len(seconds) - there
    found = f"{there} articles, {told} without evidence; median {median(seconds):.2f} s, slowest {max(seconds):.2f} s"
    tell(f"{given.askers} people asking at once", found, f"slowest {BAR_SLOWEST:g} × median", ratio <= BAR_SLOWEST)


def tell(what: str, measured: str, bar: str, met: bool) -> None:
    """One line of the table."""
    print(f"{what:<38} {measured:<75} bar: {bar:<24} {'met' if met else 'MISSED'}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=200, help="views a second")
    parser.add_argument("--seconds", type=float, default=20.0, help="for how long")
    parser.add_argument("--askers", type=int, default=20, help="people who ask at once")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for library in ("compiling", "measured"):
            Path(folder, library).mkdir()
        with served(Path(folder, "compiling")):
            pass  # the first start only compiles
        with served(Path(folder, "measured")) as (address, first, pid):
            asyncio.run(measure(address, first, pid, given))


if __name__ == "__main__":
    main()
