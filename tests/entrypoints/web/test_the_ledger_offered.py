"""The seals of the ledger are offered to everybody, as `ledger verify --root` reads them."""

from answerable.app.ledger.proving import seals_in
from answerable.entrypoints.web.ledger import ADDRESS


def test_the_seals_are_offered_to_everybody(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert seals_in(answer.content) == ()
