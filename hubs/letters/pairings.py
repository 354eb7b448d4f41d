"""What is written to hubs and office about a proposed pairing, from the question to the last answer."""

from typing import Any

from django.urls import reverse

from hubs.models import Expression, Pairing, PairingPartner, Programme, Scenario, Twinning
from hubs.reasons.told import reasons_for_hubs
from hubs.states import ExpressionStatus, PartnerAnswer, ScenarioStatus
from twinning.core.letters import letter, link


@letter("hubs.pairing_proposed")
def pairing_proposed(about: int) -> dict[str, Any]:
    """To each manager of a hub: with whom, why, until when, and how to answer."""
    return _to_hub(about)


@letter("hubs.pairing_reminder")
def pairing_reminder(about: int) -> dict[str, Any]:
    """To each manager of a hub that has not answered: the time is short."""
    return _to_hub(about)


@letter("hubs.pairing_extended")
def pairing_extended(about: int) -> dict[str, Any]:
    """To each manager of all hubs of the pairing: there is more time to answer."""
    return _to_hub(about)


@letter("hubs.pairing_off")
def pairing_off(about: int) -> dict[str, Any]:
    """To each manager of a hub that was asked: it does not come about; nobody reads why."""
    context = _to_hub(about)
    return context | {"stays": context["expression"].status == ExpressionStatus.SELECTED}


def _to_hub(about: int) -> dict[str, Any]:
    """Nothing of what the partners answer."""
    partner = PairingPartner.objects.select_related("pairing__call", "expression__hub").get(pk=about)
    pairing = partner.pairing
    others = Expression.objects.filter(pairing_partners__pairing=pairing).exclude(pk=partner.expression_id)
    hubs = [one.hub for one in others.select_related("hub").order_by("hub__region__position", "pk")]
    return {
        "expression": partner.expression,
        "hub": partner.expression.hub,
        "others": hubs,
        "names": _listed(hubs),
        "short_names": " + ".join(hub.short_name for hub in hubs),
        "call": pairing.call,
        "answer_by": pairing.answer_by,
        "has_accepted": partner.status == PartnerAnswer.ACCEPTED,
        "reasons": reasons_for_hubs(pairing),
        "contact": Programme.current().contact_email,
        "door": link(pairing.get_answer_url()),
        "sheet": link(reverse("hubs:reasons_of_pairing", kwargs={"pk": pairing.pk})),
        "accept": link(reverse("hubs:accept_pairing", kwargs={"pk": pairing.pk})),
        "refuse": link(reverse("hubs:refuse_pairing", kwargs={"pk": pairing.pk})),
    }


@letter("hubs.pairing_refused")
def pairing_refused(about: int) -> dict[str, Any]:
    """To the office: a hub has refused, and why; the pair is forbidden on the desk, where one is in use."""
    partner = PairingPartner.objects.select_related("pairing", "expression__hub").get(pk=about)
    published = Scenario.objects.filter(call=partner.pairing.call_id, status=ScenarioStatus.PUBLISHED)
    return _to_office(partner.pairing_id) | {
        "hub": partner.expression.hub,
        "reason": partner.reason,
        "note": partner.note,
        "is_forbidden": published.exists(),
    }


@letter("hubs.pairing_lapsed")
def pairing_lapsed(about: int) -> dict[str, Any]:
    """To the office: the time is over, and these have not answered."""
    context = _to_office(about)
    return context | {"door": link(context["pairing"].get_absolute_url())}


@letter("hubs.pairing_confirmed")
def pairing_confirmed(about: int) -> dict[str, Any]:
    """To the office: all have accepted, and the twinning is formed."""
    twinning = Twinning.objects.select_related("pairing").get(pk=about)
    return _to_office(twinning.pairing_id) | {"door": link(twinning.get_absolute_url())}


def _to_office(about: int) -> dict[str, Any]:
    pairing = Pairing.objects.select_related("call", "scenario").get(pk=about)
    partners = list(pairing.partners.select_related("expression__hub"))
    return {
        "pairing": pairing,
        "names": " + ".join(str(one.expression.hub) for one in partners),
        "partners": partners,
        "missing": [one.expression.hub for one in partners if one.status == PartnerAnswer.ASKED],
        "answer_by": pairing.answer_by,
        "door": link(_desk_of(pairing)),
    }


def _desk_of(pairing: Pairing) -> str:
    """The scenario that the pairing came from, on the desk; or where hubs are paired by hand."""
    if pairing.scenario_id:
        return reverse("admin:hubs_scenario_desk", args=[pairing.scenario_id])
    return reverse("admin:hubs_pairing_add") + f"?call={pairing.call_id}"


def _listed(hubs: list[Any]) -> str:
    return " + ".join(str(hub) for hub in hubs)
