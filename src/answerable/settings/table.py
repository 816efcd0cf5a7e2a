"""`Settings`: one table of everything that an operator can set, with its default and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from answerable.settings import values

HOME = "ANSWERABLE_HOME"
PREFIX = "ANSWERABLE_"


@dataclass(frozen=True)
class Setting:
    """One row of the table: its key in the file, its variable, its default, what it does, and what it may be."""

    name: str
    variable: str
    default: Any
    meaning: str
    shown: str  # the default as the documentation says it
    check: Callable[[Any], Any]


def _row(
    default: Any, meaning: str, check: Callable[[Any], Any] = values.anything, *, shown: str = "", secret: bool = False
) -> Any:
    return field(default=default, repr=not secret, metadata={"meaning": meaning, "check": check, "shown": shown})


_BIG = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator can set; nothing has to be. `Settings.read` of the package reads them."""

    library: Path = _row(
        Path(), "The folder of your own library. `~` is expanded.", shown="the platform’s folder for data, below"
    )
    database: str = _row(
        "",
        "The PostgreSQL database that the desk is kept in, such as `postgresql://answerable@db.example.org/answerable`.",
        values.database,
        shown="a file in the library’s folder",
        secret=True,
    )
    host: str = _row("127.0.0.1", "The interface that the reading room listens on.", values.host)
    port: int = _row(8000, "The port that it listens on; 0 takes any that is free.", values.between(0, 65_535))
    public_address: str = _row(
        "",
        "The address that readers use, such as `https://answers.example.org`, for links that leave the page.",
        values.public_address,
    )
    read_only: bool = _row(
        False, "Show what is published, and take no questions, follow-ups or reports: a public site without accounts."
    )
    trusted_proxies: tuple[str, ...] = _row(
        (), "Addresses or networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.", values.networks
    )
    requests_per_minute: int = _row(
        300, "Requests that one address may make in a minute; 0 for no limit.", values.between(0, _BIG)
    )
    questions_per_hour: int = _row(
        60, "Questions and follow-ups that one address may ask in an hour; 0 for no limit.", values.between(0, _BIG)
    )
    reports_per_hour: int = _row(20, "Problems that one address may report in an hour; 0 for no limit.", values.between(0, _BIG))
    body_limit: int = _row(65_536, "Bytes of the largest request body that is read.", values.between(1_024, 1 << 30))
    waiting_each: int = _row(5, "Questions of one person that may wait or be worked on at a time.", values.between(1, _BIG))
    waiting_all: int = _row(200, "Questions that may wait in all before new ones are turned away.", values.between(1, _BIG))
    workers: int = _row(2, "Threads that answer questions.", values.between(1, 64))
    worker_apart: bool = _row(
        False,
        "Leave what is done in the background to `answerable worker`: `serve` then answers nothing and sends no mail by itself.",
    )
    stop_seconds: int = _row(
        10, "How long a stop waits for work under way; what is not done then is taken up at the next start.",
        values.between(0, 3_600),
    )  # fmt: skip
    retention_days: int = _row(
        30, "Days after which questions, answers and threads that nobody submitted are deleted.", values.between(1, 3_650)
    )
    region: str = _row(
        "", "Whose emergency numbers are shown where a reader has chosen none, such as `us` or `uk`.", values.region
    )
    model: bool = _row(False, "Answer the web’s questions with the evidence model, which needs the extra `model`.")
    style: str = _row(
        "vancouver", "The style of references: `vancouver`, `ama` or `apa`.", values.one_of("vancouver", "ama", "apa")
    )
    operator_name: str = _row("", "Who runs this site, as its pages say.")
    operator_contact: str = _row("", "How to reach them: an e-mail address, or the address of a page.")
    secret: str = _row(
        "",
        "What forms are signed with, at least 32 characters.",
        values.secret,
        shown="made at the first start and kept in the library’s folder, for its owner only",
        secret=True,
    )
    session_idle_minutes: int = _row(
        60, "Minutes after which a session at the desk ends when nothing is done in it.", values.between(1, 1_440)
    )
    session_hours: int = _row(12, "Hours after which a session at the desk ends, whatever is done in it.", values.between(1, 720))
    sign_in_tries: int = _row(
        10, "Failed sign-ins that one account may have in an hour; one network address may have five times as many.",
        values.between(1, 1_000),
    )  # fmt: skip
    invitation_days: int = _row(7, "Days that an invitation to the desk can be accepted.", values.between(1, 90))
    oidc_issuer: str = _row(
        "", "Whose identity provider people may sign in at (OpenID Connect): its issuer, such as `https://id.example.org`.",
        values.issuer,
    )  # fmt: skip
    oidc_client_id: str = _row("", "What this site is called there; needed where there is an issuer.")
    oidc_client_secret: str = _row("", "The secret that it was given there, where it was given one.", secret=True)
    oidc_client_secret_file: str = _row("", "A file that holds that secret, in its place.")
    oidc_name: str = _row("your organisation", "What the button says: “Sign in with …”.", values.short)
    oidc_factor: tuple[str, ...] = _row(
        (),
        "What proves that a second factor was given there, each as `acr=value` or `amr=value`; without one ours is asked for.",
        values.proofs,
    )
    local_passwords: bool = _row(True, "Whether people may sign in with a password that is kept here.")
    mail_server: str = _row(
        "", "The mail server that letters are handed to, with its port, such as `mail.example.org:587`.", values.server
    )
    mail_from: str = _row("", "The address that letters come from; needed where there is a mail server.", values.mail_address)
    mail_security: str = _row(
        "starttls", "How the connection to it is kept safe: `starttls`, `tls`, or `none` on a machine that you trust.",
        values.one_of("starttls", "tls", "none"),
    )  # fmt: skip
    mail_user: str = _row("", "The name that it is signed in to with.")
    mail_password: str = _row("", "The password for that name.", secret=True)
    log_format: str = _row(
        "text", "`text` for people, `json` for machines. No question is ever logged.", values.one_of("text", "json")
    )
    log_level: str = _row("info", "`debug`, `info`, `warning` or `error`.", values.one_of("debug", "info", "warning", "error"))


def _said(default: Any) -> str:
    """A default as the documentation says it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, int):
        return f"{default:,}" if default >= 10_000 else str(default)
    return f"`{default}`" if default else "none"


def _setting(one: Any) -> Setting:
    about = one.metadata
    return Setting(
        name=one.name,
        variable=HOME if one.name == "library" else PREFIX + one.name.upper(),
        default=one.default,
        meaning=about["meaning"],
        shown=about["shown"] or _said(one.default),
        check=about["check"],
    )


TABLE = tuple(_setting(one) for one in fields(Settings))
