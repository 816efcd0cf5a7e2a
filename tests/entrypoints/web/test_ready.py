"""A page that is kept ready is, for each visitor, the page that would have been rendered for them."""

import gzip

from hypothesis import given
from hypothesis import strategies as st
from visitors import Visitor

from answerable.entrypoints.web.ready import NONCE, TOKEN, ready

own = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=80)


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=300), min_size=1, max_size=6),
    st.lists(st.sampled_from([NONCE, TOKEN]), max_size=5),
    own,
    own,
)
def test_packed_and_plain_say_what_the_text_says(parts, places, nonce, token):
    text = "".join(part + place for part, place in zip(parts, [*places, *[""] * len(parts)], strict=False))
    made = ready(text)
    expected = text.replace(NONCE, nonce).replace(TOKEN, token).encode()
    assert made.filled(nonce, token, packed=False) == expected
    assert gzip.decompress(made.filled(nonce, token, packed=True)) == expected


def test_two_visitors_have_the_same_page_with_their_own_nonce_and_token(visitor: Visitor):
    place = visitor.answered("What is a back mouse?")
    visitor.client.cookies.clear()
    plain = visitor.client.get(place, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    again = visitor.client.get(place)
    assert again.headers["content-encoding"] == "gzip"
    nonce, token = (
        (
            page.headers["content-security-policy"].split("'nonce-")[1].split("'")[0],
            page.text.split('name="csrf" value="')[1][:64],
        )
        for page in (plain, again)
    )
    assert nonce != token
    assert plain.text.replace(nonce[0], token[0]).replace(nonce[1], token[1]) == again.text
    assert NONCE not in again.text
    assert TOKEN not in again.text


def test_a_browser_that_has_the_page_is_told_so_until_something_changes(visitor: Visitor, settings):
    place = visitor.answered("What is a back mouse?")
    first = visitor.client.get(place)
    unchanged = visitor.client.get(place, headers={"if-none-match": first.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    visitor.client.get(f"{place}?as=patient")
    assert visitor.client.get(place, headers={"if-none-match": first.headers["etag"]}).status_code == 200
    visitor.sends(f"{place}/submit", page=place)
    assert "has been sent to the editors" in visitor.client.get(place).text
