"""`EditorialDesk`: what authors, editors, reviewers and the chair do; each act is one transaction with its line in the ledger."""

from __future__ import annotations

from answerable.app.desk.editors import EditorsDesk
from answerable.app.desk.office import Office
from answerable.app.desk.reviewers import ReviewersDesk


class EditorialDesk(ReviewersDesk, EditorsDesk, Office):
    """The editorial desk of a library; may be used from many threads. Every method may raise a `Problem`.

    `by` is the id of the account that acts: its roles count as they are in that moment. `door` is how the act came in.
    """
