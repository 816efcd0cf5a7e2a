"""`answerable serve` as a process: its address, its first page, how it stops, and what it says where it cannot listen."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

_ADDRESS = re.compile(r"http://[\w.:\[\]]+/")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and its address."""
    process = _started(tmp_path, "--port", "0")
    assert process.stdout
    line = process.stdout.readline()
    found = _ADDRESS.search(line)
    assert found, line
    yield process, found[0]
    if process.poll() is None:
        process.kill()
    process.communicate()


def _started(home: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ANSWERABLE_HOME": str(home / "library"), **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "answerable", "serve", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_tells_its_address_and_stops_in_peace(served: tuple[subprocess.Popen[str], str], told: signal.Signals):
    process, address = served
    assert httpx.get(address).status_code == 200
    process.send_signal(told)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0, out + err
    assert "Traceback" not in err


def test_what_is_logged_has_neither_the_address_of_an_answer_nor_who_asked(tmp_path: Path):
    process = _started(tmp_path, "--port", "0", ANSWERABLE_LOG_FORMAT="json")
    assert process.stdout
    address = _ADDRESS.search(process.stdout.readline())
    assert address
    httpx.get(f"{address[0]}articles/SecretSecretSecret1234?words=hidden", headers={"User-Agent": "somebody"})
    httpx.get(f"{address[0]}nowhere/hidden")
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert '"path": "/articles/{address}"' in err
    assert '"status": 404' in err
    for word in ("Secret", "hidden", "somebody", "127.0.0.1"):
        assert word not in err


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = _started(tmp_path, "--port", str(port))
        out, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert f"http://127.0.0.1:{port}/" in err
    assert "--port" in err
    assert "Traceback" not in out + err


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_beginning():
    from answerable.entrypoints.web.serving import listen

    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_warns_where_others_can_reach_it(tmp_path: Path):
    for settings, warned in (({}, True), ({"ANSWERABLE_READ_ONLY": "yes"}, False)):
        process = _started(tmp_path, "--port", "0", "--host", "0.0.0.0", **settings)
        assert process.stdout
        process.stdout.readline()
        process.terminate()
        _, err = process.communicate(timeout=20)
        assert ("readers need no account" in err) is warned


def test_it_warns_of_a_variable_that_is_the_name_of_no_setting(tmp_path: Path):
    process = _started(tmp_path, "--port", "0", ANSWERABLE_READONLY="yes")
    assert process.stdout
    process.stdout.readline()
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert "ANSWERABLE_READONLY is set and is the name of no setting" in err


def test_an_interface_that_is_not_there_is_told_in_a_sentence(tmp_path: Path):
    process = _started(tmp_path, "--port", "0", "--host", "192.0.2.77")
    _, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "cannot listen" in err
