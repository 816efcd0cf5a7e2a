"""Pages: the Jinja environment, and `page`, which renders a template for a request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from answerable.composition.answer import DISCLAIMER
from answerable.entrypoints.web import static, visitor
from answerable.entrypoints.web.ready import NONCE, TOKEN, Ready, ready
from answerable.writing import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

FOOTER = (
    ("/about/how-it-works", "How it works"),
    ("/about/intended-use", "Intended use and limits"),
    ("/about/editorial-policy", "Editorial policy"),
    ("/about/board", "Medical advisory board"),
    ("/glossary", "Glossary"),
    ("/about/accessibility", "Accessibility"),
    ("/about/privacy", "Privacy"),
    ("/about/disclaimer", "Disclaimer"),
    ("/about/report-a-concern", "Report a concern"),
    ("/desk", "Editorial desk"),
)
_UNCHANGED = 304


@cache
def environment() -> Environment:
    """The one environment: everything is escaped, an unknown name is an error, what is printed has no hidden characters."""
    made = Environment(
        loader=PackageLoader("answerable.entrypoints.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_tidied,
    )
    known = cast("dict[str, object]", made.globals)
    known.update(static=static.address, has_static=static.has, footer=FOOTER, disclaimer=DISCLAIMER, regions=_regions)
    cast("dict[str, object]", made.filters)["whole"] = whole
    return made


def _regions() -> tuple[tuple[str, str], ...]:
    """The regions whose emergency numbers are known, each with its name; the first is for who says none."""
    from answerable.intake.rules import regions

    return tuple((key, one.name if key else "I would rather not say") for key, one in regions().items())


def _tidied(value: object) -> object:
    """What is printed, without hidden characters; markup that a template made is a subclass and stays as it is."""
    return tidy(value) if type(value) is str else value


def whole(text: str) -> Markup:
    """A piece of a sentence, tidied and escaped, with the space at its ends that parts it from its neighbours."""
    words = tidy(text)
    before, after = " " * text[:1].isspace(), " " * (bool(words) and text[-1:].isspace())
    return Markup("{}{}{}").format(before, words, after)


def filters() -> dict[str, Callable[..., object]]:
    """The filters of the environment, for a room that adds its own."""
    return cast("dict[str, Callable[..., object]]", environment().filters)


def rendered(request: Request, name: str, context: Mapping[str, object], *, nonce: str = "", token: str = "") -> str:
    """A template's text for a request; `nonce`, `csrf()` and `read_only` are known to every template.

    Something else may stand in for the request's own nonce and token.
    """

    def csrf() -> Markup:
        return Markup('<input type="hidden" name="csrf" value="{}">').format(escape(token or visitor.token(request)))

    template = environment().get_template(name)
    return template.render(
        {
            "request": request,
            "nonce": nonce or nonce_of(request),
            "csrf": csrf,
            "read_only": visitor.reads_only(request),
            "here": request.url.path,
            **context,
        }
    )


def page(
    request: Request, name: str, /, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: object
) -> Response:
    """A page from a template; the same page as the browser has already is answered with 304 and nothing else.

    Its tag leaves out the nonce, which is new each time: a browser that keeps the page keeps the policy that came with it.
    """
    text = rendered(request, name, context)
    kept = _kept(sha256(text.replace(nonce_of(request), "").encode()).hexdigest(), headers)
    if status == 200 and _has(request, kept["ETag"]):
        return visitor.remembered(request, Response(status_code=_UNCHANGED, headers=kept))
    return visitor.remembered(request, HTMLResponse(text, status_code=status, headers=kept))


def made_ready(request: Request, name: str, context: Mapping[str, object]) -> Ready:
    """A page that may be kept for every visitor for whom the context is the same."""
    return ready(rendered(request, name, context, nonce=NONCE, token=TOKEN))


def ready_page(request: Request, kept: Ready, headers: Mapping[str, str] | None = None) -> Response:
    """A page that was made ready, with this visitor's own nonce and token; otherwise as `page`."""
    token = visitor.token(request)
    tagged = _kept(sha256(f"{kept.tag} {token}".encode()).hexdigest(), headers)
    if _has(request, tagged["ETag"]):
        return visitor.remembered(request, Response(status_code=_UNCHANGED, headers=tagged))
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        tagged |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return visitor.remembered(request, HTMLResponse(kept.filled(nonce_of(request), token, packed=packed), headers=tagged))


def _kept(digest: str, headers: Mapping[str, str] | None) -> dict[str, str]:
    """The headers of a page: its tag, and that a browser asks each time whether it still stands."""
    return {"ETag": f'W/"{digest[:32]}"', "Cache-Control": "private, no-cache", **(headers or {})}


def _has(request: Request, tag: str) -> bool:
    """Whether the browser has the page already."""
    return request.method in {"GET", "HEAD"} and tag in request.headers.get("if-none-match", "")


def nonce_of(request: Request) -> str:
    """The nonce of this response's policy; scripts without it do not run."""
    return str(request.state.nonce)
