"""The programme in numbers, for those who run it; each number leads to its rows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import Plan
from actionplans.states import PlanStatus
from hubs.models import Assignment, Call, Expression, Hub, PublicText
from hubs.models.conflict import apart_from
from hubs.states import AssignmentStatus, CallStatus, EvaluationStatus, ExpressionStatus, HubStatus
from portfolios.models import Portfolio
from portfolios.states import PortfolioStatus
from twinning.pages.views.home import PLACES as HOME_PLACES

STATEMENTS = ("privacy", "accessibility")


@dataclass(frozen=True)
class Count:
    label: Any
    number: int
    url: str


def counts(user: Any) -> list[Count]:
    """What is under way, in the order in which a programme runs, without the applications in which the person
    has an interest.
    """
    return [
        Count(_("open calls"), Call.objects.open().count(), office("hubs_call", status=CallStatus.PUBLISHED)),
        Count(
            _("hubs to look at"),
            Hub.objects.filter(status=HubStatus.NEW).count(),
            office("hubs_hub", status=HubStatus.NEW),
        ),
        Count(
            _("expressions of interest in"),
            apart_from(Expression.objects.filter(status=ExpressionStatus.SUBMITTED), user, "pk").count(),
            office("hubs_expression", status=ExpressionStatus.SUBMITTED),
        ),
        Count(_("evaluations missing"), missing_evaluations(user), office("hubs_assignment")),
        Count(
            _("plans waiting for signatures"),
            Plan.objects.running().filter(status=PlanStatus.PROPOSED).count(),
            office("actionplans_plan", status=PlanStatus.PROPOSED),
        ),
        Count(
            _("portfolios to review"),
            Portfolio.objects.in_review().count(),
            office("portfolios_portfolio", status=PortfolioStatus.IN_REVIEW),
        ),
    ]


def missing_evaluations(user: Any) -> int:
    """Asked for, not declined for a conflict, and not handed in, in calls not decided yet."""
    asked = apart_from(Assignment.objects.filter(expression__status=ExpressionStatus.SUBMITTED), user)
    waited_for = asked.exclude(status__in=[AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED])
    return waited_for.exclude(evaluation__status=EvaluationStatus.SUBMITTED).count()


def office(rows: str, **chosen: str) -> str:
    """The address of a list in the office, narrowed to what was counted."""
    query = urlencode({f"{field}__exact": value for field, value in chosen.items()})
    return reverse(f"admin:{rows}_changelist") + (f"?{query}" if query else "")


def missing_words() -> list[tuple[str, str]]:
    """Places of public pages that have no words yet, each with where to write them."""
    written = set(PublicText.objects.values_list("place", flat=True))
    add = reverse("admin:hubs_publictext_add")
    places = [place for place in (*HOME_PLACES, *STATEMENTS) if place not in written]
    return [(place, f"{add}?place={place}") for place in places]
