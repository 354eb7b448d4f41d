"""What is written about a call, to those who apply; and about what a single application lacks."""

from typing import Any

from hubs.application.answers import fields_of
from hubs.mine import written_by
from hubs.models import Call, Clarification, Expression, LateEntry
from hubs.states import ExpressionStatus
from twinning.accounts.models import User
from twinning.core.letters import letter, link


@letter("hubs.call_revised")
def call_revised(about: int) -> dict[str, Any]:
    """To those with a draft: the text, the questions or the conditions read differently now."""
    return _about_call(about)


@letter("hubs.call_extended")
def call_extended(about: int) -> dict[str, Any]:
    """To those with a draft: there is more time, and why."""
    context = _about_call(about)
    return context | {"extension": context["call"].extensions.last()}


@letter("hubs.draft_reminder", for_reader=True)
def draft_reminder(about: int, reader: User) -> dict[str, Any]:
    """To those with a draft: the deadline comes near, for some their own. It names their hubs, and leads to
    the only one.
    """
    context = _about_call(about)
    call = context["call"]
    theirs = Expression.objects.filter(call=about, status=ExpressionStatus.DRAFT, hub__in=written_by(reader))
    drafts = list(theirs.select_related("hub").order_by("hub__name"))
    late = LateEntry.objects.deadlines(drafts)
    drafts = [draft for draft in drafts if draft.pk in late or not call.is_over]
    if len(drafts) == 1:
        context["door"] = link(drafts[0].get_absolute_url())
    until = min((late.get(draft.pk, call.closes_at) for draft in drafts), default=call.closes_at)
    return context | {"hubs": ", ".join(str(draft.hub) for draft in drafts), "until": until}


@letter("hubs.clarification_asked")
def clarification_asked(about: int) -> dict[str, Any]:
    """To those who write for the hub: the office asks about its application."""
    return _about_clarification(about)


@letter("hubs.clarification_reminder")
def clarification_reminder(about: int) -> dict[str, Any]:
    """To those who write for the hub: the time to answer is nearly over."""
    return _about_clarification(about)


@letter("hubs.clarification_answered")
def clarification_answered(about: int) -> dict[str, Any]:
    """To the office: the hub has answered."""
    return _about_clarification(about)


def _about_call(about: int) -> dict[str, Any]:
    call = Call.objects.get(pk=about)
    return {"call": call, "door": link(call.get_absolute_url())}


def _about_clarification(about: int) -> dict[str, Any]:
    asked = Clarification.objects.select_related("expression__hub", "expression__call").get(pk=about)
    expression = asked.expression
    names = {spec.code: spec.label for spec in fields_of(expression.call)}
    return {
        "clarification": asked,
        "hub": expression.hub,
        "call": expression.call,
        "fields": [names.get(code, code) for code in asked.fields],
        "door": link(asked.get_absolute_url()),
    }
