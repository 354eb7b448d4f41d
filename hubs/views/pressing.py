"""What each button of the form does, after the step was saved: every one works without scripts."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hubs.application.writing import Form, step_url
from hubs.models import Attachment, Direction, Expression, Hub, Preference, PreferenceKind, Wish
from hubs.operations.attachments import attach_file, remove_attachment
from hubs.operations.wishes import add_preference, add_wish, remove_preference, remove_wish
from twinning.core.errors import Refused
from twinning.core.web import find


def press(request: HttpRequest, form: Form) -> HttpResponse:
    """Do what the pressed button says, and come back to where the person was; or only say it is saved."""
    here = step_url(form.expression, form.step)
    for name, act in ACTS.items():
        if name in request.POST:
            try:
                return redirect(here + act(request, form.expression, request.POST[name]))
            except Refused as refusal:
                messages.warning(request, str(refusal))
                return redirect(here)
    at = formats.time_format(timezone.localtime(), "H:i")
    messages.success(request, _("Saved at %(time)s.") % {"time": at})
    return redirect(form.next if "next" in request.POST else here)


def _add_wish(request: HttpRequest, this: Expression, direction: str) -> str:
    if direction not in Direction.values:
        raise Refused(_("This choice is not known."))
    return f"#wish-{add_wish(this, direction=direction, by=request.user).pk}"


def _remove_wish(request: HttpRequest, this: Expression, pk: str) -> str:
    remove_wish(find(Wish.objects.filter(expression=this), pk=pk), by=request.user)
    return "#wishes"


def _prefer(request: HttpRequest, this: Expression, pk: str) -> str:
    return _name(request, this, pk, PreferenceKind.PREFER)


def _avoid(request: HttpRequest, this: Expression, pk: str) -> str:
    return _name(request, this, pk, PreferenceKind.AVOID)


def _name(request: HttpRequest, this: Expression, pk: str, kind: str) -> str:
    hub = find(Hub.objects.visible_to(request.user), pk=pk)
    add_preference(this, hub=hub, kind=kind, by=request.user)
    return f"{_query(request)}#partners"


def _remove_preference(request: HttpRequest, this: Expression, pk: str) -> str:
    remove_preference(find(Preference.objects.filter(expression=this), pk=pk), by=request.user)
    return "#partners"


def _search(request: HttpRequest, this: Expression, _value: str) -> str:
    return f"{_query(request)}#search"


def _query(request: HttpRequest) -> str:
    words = request.POST.get("q", "").strip()
    return f"?{urlencode({'q': words})}" if words else ""


def _attach(request: HttpRequest, this: Expression, field: str) -> str:
    files = request.FILES.getlist(f"file-{field}")
    if not files:
        raise Refused(_("Please choose a file first."))
    for file in files:
        attach_file(this, field=field, file=file, by=request.user)
    return f"#field-{field}"


def _remove_file(request: HttpRequest, this: Expression, pk: str) -> str:
    attachment = find(Attachment.objects.filter(expression=this).present(), pk=pk)
    remove_attachment(attachment, by=request.user)
    return f"#field-{attachment.field}"


Act = Callable[[HttpRequest, Expression, str], str]
ACTS: dict[str, Act] = {
    "add_wish": _add_wish,
    "remove_wish": _remove_wish,
    "prefer": _prefer,
    "avoid": _avoid,
    "remove_preference": _remove_preference,
    "search": _search,
    "attach": _attach,
    "remove_file": _remove_file,
}
