"""A cold start: `answerable ask` in a new process on the starter library, and what of it goes into loading modules."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

QUESTION = "What is a back mouse?"
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


def _environment(folder: Path) -> dict[str, str]:
    """As a person's: no library of their own yet, and modules compiled once, here beside the library and not in the checkout."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"ANSWERABLE_HOME": str(folder / "none"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def cold(folder: Path, times: int) -> tuple[list[float], list[float]]:
    """The seconds of each of so many starts, by the clock and of the processor."""
    command = [sys.executable, "-m", "answerable", "ask", QUESTION]
    environment = _environment(folder)
    seconds: list[float] = []
    cpu: list[float] = []
    for number in range(times + 1):
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        taken = time.perf_counter() - began
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        if number:  # the first one only compiles
            seconds.append(taken)
            cpu.append(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    return seconds, cpu


def imports(folder: Path, most: int = 12) -> list[tuple[str, float]]:
    """The packages whose loading takes longest in a cold start, with their own seconds."""
    command = [sys.executable, "-X", "importtime", "-m", "answerable", "ask", QUESTION]
    environment = _environment(folder)
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stderr
    own: dict[str, float] = {}
    for microseconds, _, _, name in _IMPORT.findall(told):
        package = name.partition(".")[0]
        own[package] = own.get(package, 0.0) + int(microseconds) / 1e6
    return sorted(own.items(), key=lambda item: -item[1])[:most]
