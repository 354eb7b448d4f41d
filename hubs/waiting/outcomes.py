"""What waits for the office once decisions are released: redress to answer, places to give."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.models import Expression, Outcome, Redress
from hubs.models.conflict import conflicted_with
from hubs.states import CallStatus, ExpressionStatus, RedressStatus
from twinning.core.translated import in_language
from twinning.core.waiting import Waiting


def waiting_after_decisions(user: Any) -> Iterator[Waiting]:
    """Nothing of applications in which the person has an interest."""
    if number := Redress.objects.visible_to(user).running().count():
        words = ngettext(
            "Answer %(number)d request for redress", "Answer %(number)d requests for redress", number
        )
        url = f"{reverse('admin:hubs_redress_changelist')}?status__exact={RedressStatus.FILED}"
        yield Waiting(title=words % {"number": number}, url=url, kind=_("redress"))
    had_a_place = Q(decision__outcome=Outcome.SELECTED) | Q(replaces__isnull=False)
    left = Expression.objects.filter(
        had_a_place,
        call__status=CallStatus.RELEASED,
        status=ExpressionStatus.WITHDRAWN,
        decision__released_at__isnull=False,
        replaced_by=None,
    )
    calls = (
        left.exclude(pk__in=conflicted_with(user)).order_by().values("call", title=in_language("call__title"))
    )
    for call in calls.annotate(number=Count("pk")).order_by("call"):
        words = ngettext(
            "%(number)d place has become free", "%(number)d places have become free", call["number"]
        )
        url = reverse("admin:hubs_call_reserve", args=[call["call"]])
        yield Waiting(
            title=words % {"number": call["number"]}, url=url, kind=_("reserve"), note=call["title"]
        )
