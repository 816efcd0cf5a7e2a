"""Every setting, read from the environment and from `answerable.toml` in this one place; the table is in `table`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from answerable.errors import SettingsProblem
from answerable.settings import table
from answerable.settings.table import HOME, PREFIX, TABLE, Setting
from answerable.settings.values import of_toml, of_words

__all__ = ["CONFIG", "FILE", "HOME", "TABLE", "Setting", "Settings", "unknown_variables"]

CONFIG = "ANSWERABLE_CONFIG"
FILE = "answerable.toml"
WHERE_TOLD = "The settings and what they may be are in docs/reference/settings.md."

_BY_NAME = {setting.name: setting for setting in TABLE}


class Settings(table.Settings):
    """What an operator can set; each has a default that needs nothing set. The rows are those of `table.Settings`."""

    @staticmethod
    def read(environment: Mapping[str, str] | None = None, *, library: Path | None = None) -> Settings:
        """The settings of an environment, by default the process's own, and of the file; the environment goes first.

        The file is the one that `ANSWERABLE_CONFIG` names, else `answerable.toml` in the library's folder, where there is
        one. `library` goes before both. Raises `SettingsProblem` where a key is unknown or a value cannot be used.
        """
        read = os.environ if environment is None else environment
        set_here = _environment(read)
        named = read.get(CONFIG, "").strip()
        folder = library or set_here.get("library")
        file = Path(named).expanduser() if named else (folder or _platform()) / FILE
        kept = _file(file, named=bool(named))
        folder = folder or kept.get("library") or _platform()
        values: dict[str, Any] = kept | set_here | {"library": folder.expanduser()}
        return Settings(**values)


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables that begin as ours do and that nothing reads: likely misspelt, and worth a warning."""
    known = {CONFIG, *(setting.variable for setting in TABLE)}
    return tuple(sorted(one for one in environment if one.startswith(PREFIX) and one not in known))


def _platform() -> Path:
    from platformdirs import user_data_path  # loaded only where it is needed: a cold start counts

    return user_data_path("answerable", appauthor=False)


def _environment(read: Mapping[str, str]) -> dict[str, Any]:
    """What the environment sets; an empty variable sets nothing."""
    found: dict[str, Any] = {}
    for setting in TABLE:
        if words := read.get(setting.variable, "").strip():
            found[setting.name] = _checked(setting, of_words, words, f"The variable {setting.variable}")
    return found


def _file(path: Path, *, named: bool) -> dict[str, Any]:
    """What the file sets; one that is only looked for may be absent, one that was named may not."""
    if not named and not path.is_file():
        return {}
    import tomllib

    try:
        kept: dict[str, Any] = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsProblem(
            f"The settings file {path} cannot be read: {error.strerror}.", f"Check the path, or what {CONFIG} says."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsProblem(
            f"The settings file {path} is no TOML: {error}.", "Write “name = value” on each line, texts in quotation marks."
        ) from None
    for name in kept:
        if name not in _BY_NAME:
            raise _unknown(path, name)
    if "library" in kept and not named:
        raise SettingsProblem(
            f"The settings file {path} names a “library”, and was itself found in one.",
            f"Take that line out, or name the file with {CONFIG}.",
        )
    return {
        name: _checked(_BY_NAME[name], of_toml, value, f"In the settings file {path} “{name}”") for name, value in kept.items()
    }


def _unknown(path: Path, name: str) -> SettingsProblem:
    near = get_close_matches(name, _BY_NAME, 1)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return SettingsProblem(
        f"The settings file {path} sets “{name}”, and there is no such setting.", f"{meant}There are: {', '.join(_BY_NAME)}."
    )


def _checked(setting: Setting, read: Callable[[Any, Any], Any], value: Any, where: str) -> Any:
    """The value as it is used; what cannot be is told with where it stands and what it has to be, never with the value."""
    try:
        return setting.check(read(setting.default, value))
    except ValueError as error:
        raise SettingsProblem(f"{where} cannot be used: it has to be {error}.", WHERE_TOLD) from None
