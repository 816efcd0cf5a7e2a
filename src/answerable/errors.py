"""Every error that Answerable raises on purpose: what happened, where, and what to do next.

    Problem
    ├── UsageProblem            the request itself cannot be met as asked       exit 2, HTTP 400
    │   ├── UnusableQuestion    empty, too long, not a question about health    exit 2, HTTP 422
    │   ├── IdentifiersFound    a question says who somebody is                 exit 2, HTTP 422
    │   ├── CrisisHelp          somebody needs help now and not an article      exit 6, HTTP 422
    │   ├── WeakPassword        a password that is too short or too common      exit 2, HTTP 422
    │   └── SpentInvitation     an invitation that is used, over or unknown     exit 2, HTTP 410
    ├── NoEvidence              no statement that can be cited was found        exit 3, HTTP 404
    ├── UnreadableInput         a file or record that cannot be taken in        exit 2, HTTP 422
    ├── NotInLibrary            no record under that identifier                 exit 3, HTTP 404
    ├── NoSuchArticle           no article, thread or turn under that address   exit 3, HTTP 404
    ├── ArticleRemoved          the editors took its text away, and say why     exit 3, HTTP 410
    ├── TooManyWaiting          so many questions wait that one more is refused exit 5, HTTP 429
    ├── ReadOnly                this site shows what is published, no more      exit 2, HTTP 403
    ├── SignInNeeded            only who is signed in may do that               exit 2, HTTP 401
    │   ├── SignInRefused       a wrong name, password or code                  exit 2, HTTP 401
    │   └── FactorNeeded        a second factor has to be given, or set up      exit 2, HTTP 401
    ├── NotPermitted            the roles of an account do not permit an act    exit 2, HTTP 403
    ├── NoSuchAccount           no account under that id or address             exit 3, HTTP 404
    ├── ProviderProblem         the identity provider cannot be asked           exit 5, HTTP 502
    ├── MailProblem             mail could not be handed to the mail server     exit 5, HTTP 503
    ├── LibraryProblem          the library cannot be opened, read or written   exit 5, HTTP 503
    │   ├── LibraryBusy         another process is writing                      exit 5, HTTP 503
    │   ├── LibraryTooNew       made by a newer version                         exit 5, HTTP 503
    │   └── LibraryFull         no room left on the disk                        exit 5, HTTP 507
    ├── RequestRefused          the server does not take a request as it comes  exit 2, HTTP 403
    │   ├── StaleForm           a form without the token of its visitor         exit 2, HTTP 403
    │   ├── UnknownHost         addressed by a name that is not the server's    exit 2, HTTP 421
    │   ├── RequestTooLarge     more than is read                               exit 2, HTTP 413
    │   └── TooManyRequests     more than one address may send in this time     exit 2, HTTP 429
    ├── AddressInUse            the server cannot listen where it was told to   exit 2, HTTP 503
    ├── GuardFailed             what an act at the desk needs is not so yet     exit 2, HTTP 409
    ├── EditRefused             an edit that leaves a statement without evidence exit 2, HTTP 422
    ├── LedgerBroken            something in the ledger was tampered with       exit 4, HTTP 500
    ├── VersionConflict         somebody else saved first                       exit 5, HTTP 409
    ├── SettingsProblem         a setting is unknown or cannot be used          exit 2, HTTP 500
    └── MissingExtra            an optional part is not installed               exit 2, HTTP 501

What is not a `Problem` is a bug, and surfaces with its traceback.
"""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """An error for a person: what happened, and what to do next.

    `what` is one sentence about what happened and where; `next_step` is one sentence about what to do.
    `code` is stable across releases, `exit_status` is the command line's, `http_status` is RFC 9457's `status`.
    """

    code = "problem"
    exit_status = 1
    http_status = 500

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step

    def __str__(self) -> str:
        """What happened and what to do next, as one text."""
        return f"{self.what} {self.next_step}".strip()


class UsageProblem(Problem):
    """The request cannot be met as it was asked."""

    code = "usage"
    exit_status = 2
    http_status = 400


class UnusableQuestion(UsageProblem):
    """The question is empty, too long, or nothing that a medical library can answer."""

    code = "unusable-question"
    http_status = 422


class IdentifiersFound(UsageProblem):
    """A question holds what may name a person; nothing of it is kept, and it can be asked without.

    `redacted` is the `intake.model.Redacted`: the text without it, and where what kind of thing was found.
    """

    code = "identifiers-found"
    http_status = 422

    def __init__(self, what: str, next_step: str = "", *, redacted: Any = None) -> None:
        super().__init__(what, next_step)
        self.redacted = redacted


class CrisisHelp(UsageProblem):
    """What was typed asks for help now, so that no article is made of it; nothing of it is kept.

    `warnings` are the `intake.model.WarningBlock`s to show, the most urgent first.
    """

    code = "crisis"
    exit_status = 6
    http_status = 422

    def __init__(self, what: str, next_step: str = "", *, warnings: tuple[Any, ...] = ()) -> None:
        super().__init__(what, next_step)
        self.warnings = warnings


class WeakPassword(UsageProblem):
    """A password is too short, too long, or one of those that are guessed first."""

    code = "weak-password"
    http_status = 422


class SpentInvitation(UsageProblem):
    """An invitation was used already, is over, was taken back, or never was."""

    code = "spent-invitation"
    http_status = 410


class SignInNeeded(Problem):
    """Only somebody who is signed in may do that."""

    code = "sign-in-needed"
    exit_status = 2
    http_status = 401


class SignInRefused(SignInNeeded):
    """A name, password or code is wrong; it is never said which."""

    code = "sign-in-refused"


class FactorNeeded(SignInNeeded):
    """A second factor has to be given first; `missing` where none is set up yet that could be given."""

    code = "factor-needed"

    def __init__(self, what: str, next_step: str = "", *, missing: bool = False) -> None:
        super().__init__(what, next_step)
        self.missing = missing


class NotPermitted(Problem):
    """The roles of an account do not permit an act."""

    code = "not-permitted"
    exit_status = 2
    http_status = 403


class NoSuchAccount(Problem):
    """No account is held under that id or e-mail address."""

    code = "no-such-account"
    exit_status = 3
    http_status = 404


class ProviderProblem(Problem):
    """The identity provider cannot be asked, or does not answer as it should; why stands in the log, and not on the page."""

    code = "identity-provider"
    exit_status = 5
    http_status = 502


class NoProvider(ProviderProblem):
    """No identity provider is set up."""

    code = "no-identity-provider"
    exit_status = 2
    http_status = 404


class MailProblem(Problem):
    """Mail could not be handed to the mail server."""

    code = "mail"
    exit_status = 5
    http_status = 503


class NoEvidence(Problem):
    """No statement that answers the question and can be cited was found; says what was searched."""

    code = "no-evidence"
    exit_status = 3
    http_status = 404


class NotInLibrary(Problem):
    """No record is held under the identifier that was asked for."""

    code = "not-in-library"
    exit_status = 3
    http_status = 404


class NoSuchArticle(Problem):
    """No article, thread or turn is held under that address, or not for whoever asks."""

    code = "no-such-article"
    exit_status = 3
    http_status = 404


class ArticleRemoved(Problem):
    """An article was taken away by law, for privacy or a serious risk; `notices` say when and why: a day and words each."""

    code = "article-removed"
    exit_status = 3
    http_status = 410

    def __init__(self, what: str, next_step: str, notices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(what, next_step)
        self.notices = notices


class TooManyWaiting(Problem):
    """So many questions wait, of one person or of all, that one more is turned away."""

    code = "too-many-waiting"
    exit_status = 5
    http_status = 429


class ReadOnly(Problem):
    """This site shows what is published and takes nothing in."""

    code = "read-only"
    exit_status = 2
    http_status = 403


class UnreadableInput(Problem):
    """A file, or one record of it, cannot be taken in; names the file, the record and the position."""

    code = "unreadable-input"
    exit_status = 2
    http_status = 422


class LibraryProblem(Problem):
    """The library cannot be opened, read or written."""

    code = "library"
    exit_status = 5
    http_status = 503


class LibraryBusy(LibraryProblem):
    """Another process is writing to the library."""

    code = "library-busy"


class LibraryTooNew(LibraryProblem):
    """The library was made by a newer version of Answerable than this one."""

    code = "library-too-new"


class LibraryFull(LibraryProblem):
    """The disk has no room left; what was reported as stored is stored."""

    code = "library-full"
    http_status = 507


class RequestRefused(Problem):
    """The server does not take a request as it comes: from another site, say, or with a method that is not for it."""

    code = "request-refused"
    exit_status = 2
    http_status = 403


class StaleForm(RequestRefused):
    """A form came without the token that its visitor was given."""

    code = "stale-form"


class UnknownHost(RequestRefused):
    """The server was addressed by a name that is not known to be its own."""

    code = "unknown-host"
    http_status = 421


class RequestTooLarge(RequestRefused):
    """The body of a request is larger than the server reads."""

    code = "request-too-large"
    http_status = 413


class TooManyRequests(RequestRefused):
    """One address has sent more than it may in this time; `seconds` says how long to wait."""

    code = "too-many-requests"
    http_status = 429

    def __init__(self, what: str, next_step: str = "", seconds: int = 1) -> None:
        super().__init__(what, next_step)
        self.seconds = seconds


class AddressInUse(Problem):
    """The server cannot listen on the interface and port that it was told to."""

    code = "address-in-use"
    exit_status = 2
    http_status = 503


class GuardFailed(Problem):
    """What an act at the editorial desk needs is not so yet.

    `failed` holds every guard that does not hold, by name, with what is not so in sentences for people.
    """

    code = "guard-failed"
    exit_status = 2
    http_status = 409

    def __init__(self, what: str, next_step: str = "", *, failed: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> None:
        super().__init__(what, next_step)
        self.failed = failed


class EditRefused(Problem):
    """An edit of an article cannot be made, or would leave a statement without evidence.

    `reasons` are the findings that speak against it, each in a sentence.
    """

    code = "edit-refused"
    exit_status = 2
    http_status = 422

    def __init__(self, what: str, next_step: str = "", *, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(what, next_step)
        self.reasons = reasons


class LedgerBroken(Problem):
    """The ledger does not hold: something in it was changed, taken out or put in."""

    code = "ledger-broken"
    exit_status = 4
    http_status = 500


class VersionConflict(Problem):
    """A save named a version that is no longer the newest."""

    code = "version-conflict"
    exit_status = 5
    http_status = 409


class SettingsProblem(Problem):
    """A setting is unknown, or its value cannot be used; names the file or variable and what it may be."""

    code = "settings"
    exit_status = 2


class MissingExtra(Problem):
    """An optional part of Answerable is needed and not installed."""

    code = "missing-extra"
    exit_status = 2
    http_status = 501
