"""`Smtp`: letters handed to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from answerable.errors import MailProblem
from answerable.people.invitation import Letter
from answerable.people.session import moment

WAIT = 20.0  # seconds


class Smtp:
    """Satisfies `people.ports.Post`. `security` is "starttls", "tls" or "none"; certificates are checked."""

    def __init__(self, server: str, *, sender: str, security: str = "starttls", user: str = "", password: str = "") -> None:
        host, _, port = server.partition(":") if server.count(":") == 1 else (server, "", "")
        self._host, self._port = host, int(port or (465 if security == "tls" else 587 if security == "starttls" else 25))
        self._sender, self._security, self._user, self._password = sender, security, user, password

    def send(self, letter: Letter) -> None:
        """Hands one letter to the mail server; raises `MailProblem` where it does not take it."""
        try:
            with self._connected() as server:
                server.send_message(written(letter, self._sender))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            reason = str(getattr(error, "smtp_code", "")) or getattr(error, "strerror", "") or type(error).__name__
            raise MailProblem(
                f"The mail server {self._host} did not take a letter: {reason}.", "Check the mail settings; it is tried again."
            ) from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=WAIT, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=WAIT)
        try:
            if self._security == "starttls":
                server.starttls(context=context)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


def written(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it is handed on. Its Message-ID is always the same, so that a letter sent twice is one to who receives it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = format_datetime(moment(letter.made))
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2].strip('> ') or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")  # whole, also past servers that know seven bits only
    return message
