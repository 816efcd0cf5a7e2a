"""Every command, option, choice and exit status stands in the reference of the command line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from answerable import errors
from answerable.corpus.evidence import Design
from answerable.entrypoints.cli.asking import DOES_NOT_HOLD
from answerable.entrypoints.cli.commands import application
from answerable.entrypoints.cli.keeping import REJECTED
from answerable.entrypoints.cli.terminal import INTERRUPTED

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def commands(command: Any, name: str = "answerable") -> Iterator[tuple[str, Any]]:
    """The command and all under it, by the words that call them."""
    yield name, command
    for word, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{name} {word}")


COMMANDS = dict(commands(typer.main.get_command(application())))


def section_of(name: str) -> str:
    found = re.search(rf"^## `{re.escape(name)}`$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no section"
    return found[1]


def help_of(name: str) -> str:
    """What `--help` prints, on lines that are not broken."""
    done = CliRunner().invoke(application(), [*name.split()[1:], "--help"], terminal_width=1000)
    assert done.exit_code == 0
    return done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_choice_of_a_command_is_documented(name):
    section = section_of(name)
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name != "option":
            continue
        for option in parameter.opts:
            if option not in {"--help", "-h"}:
                assert f"`{option}" in section, option
    for choices in re.findall(r"<([\w|-]+\|[\w|-]+)>", help_of(name)):
        for choice in choices.split("|"):
            assert f"`{choice}`" in section, choice


def test_no_option_is_documented_that_is_not_there():
    for name, command in COMMANDS.items():
        known = {option for parameter in command.params for option in parameter.opts} | {"-h", "--help"}
        rows = re.findall(r"^\| (`-.*?) \|", section_of(name), re.MULTILINE)
        assert {option for row in rows for option in re.findall(r"`(--?[\w-]+)", row)} <= known, name


def test_every_command_has_a_line_of_help_that_is_not_cut():
    for name, command in COMMANDS.items():
        if name != "answerable":
            assert command.short_help, name
            assert len(command.short_help) <= 50, name


def test_every_exit_status_is_documented():
    found = {int(status) for status in re.findall(r"^\| `(\d+)` \|", PAGE, re.MULTILINE)}
    raised = {one.exit_status for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.Problem)}
    assert found == raised | {0, DOES_NOT_HOLD, REJECTED, INTERRUPTED}


def test_every_design_that_can_be_asked_for_is_documented():
    told = section_of("answerable ask").split("Designs:")[1]
    assert set(re.findall(r"`([^`]+)`", told)) == {
        design.value for design in Design if design not in {Design.NOTICE, Design.UNKNOWN}
    }
