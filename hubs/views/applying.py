"""What of a call's page is the reader's own: what their hubs have begun, and how to begin."""

from typing import Any, NamedTuple

from hubs.forms.calls import LateEntryForm
from hubs.forms.expressions import StartForm
from hubs.models import Call, Expression, Hub, Membership
from twinning.core.keeping import until_change, until_public_change
from twinning.core.web import find, permitted


class Begun(NamedTuple):
    """An application that the person may go on with."""

    url: str
    hub: str
    status: str


class Drawn(NamedTuple):
    """The fields of a form; which hub it is for, where there is no choice."""

    only: str
    fields: str


def call_for(user: Any, slug: str) -> Call:
    """The call, if this person may see it; all outside the office see the same, until something changes."""

    def read() -> Call:
        return find(Call.objects.visible_to(user), slug=slug)

    return read() if getattr(user, "works_in_office", False) else until_public_change(("call", slug), read)


def applying(user: Any, *, slug: str) -> dict[str, Any]:
    """A person's is gathered once, until anything changes."""
    call = call_for(user, slug)
    if not user.is_authenticated:
        return {"call": call, "begun": [], "form": None, "late_form": None}
    return until_change(("applying", slug, user.pk, user.role), lambda: _gathered(call, user))


def _gathered(call: Call, user: Any) -> dict[str, Any]:
    mine = my_hubs(user)
    begun = Expression.objects.filter(call=call, hub__in=mine).select_related("hub")
    free = mine.exclude(pk__in=begun.values("hub")).filter(region__in=call.places.values("region"))
    if not call.is_open:
        free = free.filter(late_entries__in=call.late_entries.holding())
    may_start = permitted(user, "hubs.start_expression", call)
    may_enter = permitted(user, "hubs.enter_late_entry", call) and mine
    return {
        "call": call,
        "begun": [Begun(one.get_absolute_url(), str(one.hub), one.get_status_display()) for one in begun],
        "form": _drawn(StartForm(hubs=free)) if may_start and free else None,
        "late_form": _drawn(LateEntryForm(hubs=mine)) if may_enter else None,
    }


def _drawn(form: StartForm | LateEntryForm) -> Drawn:
    return Drawn(str(form.only or ""), form.render())


def my_hubs(user: Any) -> Any:
    """The hubs in whose name this person may write."""
    if not user.is_authenticated:
        return Hub.objects.none()
    return Hub.objects.filter(pk__in=Membership.objects.filter(user=user).writers().values("hub"))
