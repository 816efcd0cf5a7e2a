"""Every setting, read from the environment in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = "ANSWERABLE_HOME"


@dataclass(frozen=True)
class Settings:
    """What an operator can set; each has a default that needs nothing set.

    `library` is the folder of the user's own library: `ANSWERABLE_HOME`, else the platform's folder for data.
    """

    library: Path

    @staticmethod
    def read(environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of an environment, by default the process's own."""
        read = os.environ if environment is None else environment
        return Settings(library=_library(read.get(HOME, "").strip()))


def _library(named: str) -> Path:
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # loaded only where it is needed: a cold start counts

    return user_data_path("answerable", appauthor=False)
