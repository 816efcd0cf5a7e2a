"""The command line in a process of its own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path


def in_a_process(*arguments: str, library: Path, shell: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command in a process of its own; `shell` follows it on a shell's line."""
    line = f"{shlex.join([sys.executable, '-m', 'answerable', *arguments])} {shell}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env={**os.environ, "ANSWERABLE_HOME": str(library), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
