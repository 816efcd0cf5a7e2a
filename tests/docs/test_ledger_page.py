"""The reference of the ledger names every act."""

from pages import text_of

from answerable.app.acts import Door, What


def test_every_act_and_door_of_the_ledger_is_documented():
    page = text_of("docs/reference/ledger.md")
    for one in (*What, *Door):
        assert f"`{one.value}`" in page, one
