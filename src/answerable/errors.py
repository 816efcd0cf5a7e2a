"""Every error that Answerable raises on purpose: what happened, where, and what to do next.

    Problem
    ├── UsageProblem            the request itself cannot be met as asked       exit 2, HTTP 400
    │   └── UnusableQuestion    empty, too long, not a question about health    exit 2, HTTP 422
    ├── NoEvidence              no statement that can be cited was found        exit 3, HTTP 404
    ├── UnreadableInput         a file or record that cannot be taken in        exit 2, HTTP 422
    ├── NotInLibrary            no record under that identifier                 exit 3, HTTP 404
    ├── LibraryProblem          the library cannot be opened, read or written   exit 5, HTTP 503
    │   ├── LibraryBusy         another process is writing                      exit 5, HTTP 503
    │   ├── LibraryTooNew       made by a newer version                         exit 5, HTTP 503
    │   └── LibraryFull         no room left on the disk                        exit 5, HTTP 507
    ├── VersionConflict         somebody else saved first                       exit 5, HTTP 409
    └── MissingExtra            an optional part is not installed               exit 2, HTTP 501

What is not a `Problem` is a bug, and surfaces with its traceback.
"""

from __future__ import annotations


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


class VersionConflict(Problem):
    """A save named a version that is no longer the newest."""

    code = "version-conflict"
    exit_status = 5
    http_status = 409


class MissingExtra(Problem):
    """An optional part of Answerable is needed and not installed."""

    code = "missing-extra"
    exit_status = 2
    http_status = 501
