"""Whole pages, kept until something changes that the public is shown.

A visitor of whom nothing is known gets a page as it is. For people who signed in the same page is kept
once more, without its *personal parts* (`{% personal "…" %}`, as the masthead with their name): these are
drawn for each reader and put in; what they tell is gathered by functions that the view names. A view says
for whom it draws the same page; everybody else gets one of their own. The page itself is drawn for a
stand-in of whom there are no rows: whatever a view says, nobody is shown what is another's.

A view that returns a `TemplateResponse` of plain values is asked anew after a change; what it says is drawn
anew only if it was not drawn within the same minute.
"""

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from twinning.core.keeping import PUBLIC, SETTLED, is_changing, keep, now, recall
from twinning.core.personal import HELD_OPEN, MARK, OWN, Drawn, Own
from twinning.core.plain import plain

LONGEST = 200  # characters of an address that is worth keeping a page for
NOBODY = 0  # no person's key

View = Callable[..., HttpResponse]
Alike = Callable[..., bool]


def for_everybody(_user: Any, **_address: Any) -> bool:
    """Of a page that does not ask who reads it, but for whether they signed in."""
    return True


def kept_page(
    *filters: str, alike: Alike | None = None, own: Mapping[str, Own] | None = None
) -> Callable[[View], View]:
    """Keep a view's page for readers of whom nothing is known but their language and theme.

    `filters` are the choices that its address may make; with any other query, and for whoever reloads
    without cache, it is drawn anew. `alike` is asked of a person who signed in, with the address's
    arguments: whether they see what all others see of whom that is so. Nobody else is shown a kept page.
    `own` are personal parts, by their templates, that tell more than every page may speak of, each with what
    gathers it for a reader, from the address's arguments.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            setattr(request, OWN, {part: partial(gather, **kwargs) for part, gather in (own or {}).items()})
            if not settings.KEEPS_PAGES:
                return view(request, *args, **kwargs)
            now(PUBLIC)  # asked before anything is read: what is kept is never taken for newer than it is
            if not _can_be_kept(request, filters):
                return view(request, *args, **kwargs)
            draw = partial(view, request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _for_visitors(request, draw)
            if alike and not len(get_messages(request)) and alike(request.user, **kwargs):
                return _for_people(request, draw)
            return draw()

        return kept

    return keeping


def _for_visitors(request: HttpRequest, draw: View) -> HttpResponse:
    """Whoever has a session may have been someone; theirs is drawn. Visitors are all alike: what their own
    parts tell is kept with the rest.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return draw()
    address = _address(request, "visitors")
    key = (*address, *now(PUBLIC))
    if page := recall(key):
        return HttpResponse(page.pieces[0], content_type=page.content_type)
    response, page = _drawn(request, draw, address, lambda part: part in getattr(request, OWN))
    response.content = page.whole(request)
    if _may_be_kept(request, response):
        keep(key, Drawn([response.text], page.content_type))
    return response


def _for_people(request: HttpRequest, draw: View) -> HttpResponse:
    address = _address(request, "people")
    key = (*address, *now(PUBLIC))
    if page := recall(key):
        return HttpResponse(page.whole(request), content_type=page.content_type)
    reader, request.user = request.user, get_user_model()(pk=NOBODY)
    try:
        response, page = _drawn(request, draw, address, lambda _part: True)
    finally:
        request.user = reader
    if _may_be_kept(request, response):
        keep(key, page)
    response.content = page.whole(request)
    return response


def _drawn(
    request: HttpRequest, draw: View, address: tuple[Any, ...], is_held_open: Callable[[str], bool]
) -> tuple[HttpResponse, Drawn]:
    """The page with some parts left out; not drawn again if the view says what it said within this minute."""
    setattr(request, HELD_OPEN, is_held_open)
    try:
        response = draw()
        said = (*address, *now(SETTLED), said_by(response))
        if page := recall(said):
            response.content = "".join(page.pieces)
            return response, page
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    finally:
        delattr(request, HELD_OPEN)
    page = Drawn(MARK.split(response.text), response.headers["Content-Type"])
    if said[-1] and _may_be_kept(request, response):
        keep(said, page)
    return response, page


def said_by(response: HttpResponse) -> Hashable:
    """All that a page not yet drawn will tell; nothing, if that cannot be compared."""
    if not isinstance(response, SimpleTemplateResponse):
        return None
    with suppress(TypeError):
        return response.template_name, plain(response.context_data)
    return None


def _address(request: HttpRequest, readers: str) -> tuple[Any, ...]:
    """All that the page depends on beside what is stored."""
    zone, theme = timezone.get_current_timezone_name(), request.COOKIES.get("theme")
    return readers, request.get_full_path(), get_language(), zone, theme


def _can_be_kept(request: HttpRequest, filters: tuple[str, ...]) -> bool:
    return (
        request.method == "GET"
        and "messages" not in request.COOKIES
        and request.COOKIES.get("theme") in {None, "light", "dark"}
        and len(request.get_full_path()) <= LONGEST
        and all(name in filters or not any(words) for name, words in request.GET.lists())
        and "no-cache" not in request.headers.get("Cache-Control", "")
        and not is_changing()
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Nothing but the page, and nothing in it that was made for this one reader."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # there is no new token in it
        and b"csrfmiddlewaretoken" not in response.content  # nor the reader's own
        and not request.session.modified
    )
