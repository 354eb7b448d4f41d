"""The rows of an application: offers and needs one by one, hubs preferred, hubs not wanted."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hubs.models import Direction, Expression, Hub, Preference, PreferenceKind, Wish
from hubs.operations.answers import take_edit
from hubs.states import HubStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.once import make_once

MOST_WISHES = 40
MOST_PREFERENCES = 60


@transaction.atomic
def add_wish(expression: Expression, *, direction: str, by: User) -> Wish:
    """An empty row, whose columns are then answered like any field."""
    take_edit(expression, "wishes", by=by)
    if expression.wishes.count() >= MOST_WISHES:
        raise Refused(_("There are enough rows: please join some of them."))
    return Wish.objects.create(expression=expression, direction=Direction(direction))


@transaction.atomic
def remove_wish(wish: Wish, *, by: User) -> None:
    """Take the row away, with the answers in its columns."""
    take_edit(wish.expression, "wishes", by=by)
    wish.expression.answers.filter(code__startswith=f"wish-{wish.pk}-").delete()
    wish.delete()


@transaction.atomic
def add_preference(expression: Expression, *, hub: Hub, kind: str, by: User) -> Preference:
    """Prefer a hub of another region, after those named already; or say that it is not wanted."""
    take_edit(expression, "preferences", by=by)
    if hub.region_id == expression.hub.region_id or hub.status != HubStatus.LISTED:
        raise Refused(_("Only listed hubs of another region can be named."))
    if expression.preferences.count() >= MOST_PREFERENCES:
        raise Refused(_("There are enough hubs on your list."))
    last = expression.preferences.filter(kind=PreferenceKind.PREFER).aggregate(last=Max("rank"))["last"] or 0
    rank = last + 1 if kind == PreferenceKind.PREFER else 1
    refusal = Refused(_("%(hub)s is on your list already.") % {"hub": hub})
    values = {"hub": hub, "kind": PreferenceKind(kind), "rank": rank}
    return make_once(Preference.objects, refusal, expression=expression, **values)


@transaction.atomic
def remove_preference(preference: Preference, *, by: User) -> None:
    """Take a hub off the list."""
    take_edit(preference.expression, "preferences", by=by)
    preference.expression.answers.filter(code__startswith=f"preference-{preference.pk}-").delete()
    preference.delete()
