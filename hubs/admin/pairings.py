"""Pairings in the office: what each hub has answered, and a page to choose hubs beside their fit."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.admin.pairing_page import pairing_page
from hubs.models import Pairing, PairingPartner
from hubs.people import managers_of
from hubs.problem.fits import fit_in_words, names_in, told
from hubs.states import PairingStatus, PartnerAnswer
from twinning.core.admin import OfficeAdmin
from twinning.core.templatetags.times import moment
from twinning.core.web import permitted

SECTION = _("Pairing")
TONES = {PartnerAnswer.ACCEPTED: "good", PartnerAnswer.REFUSED: "bad", PartnerAnswer.ASKED: "warn"}


@admin.register(Pairing)
class PairingAdmin(OfficeAdmin):
    section = SECTION
    position = 4
    adds = True
    list_display = ["hubs", "call", "fit_of_100", "status", "accepted", "until"]
    list_filter = ["status", "call"]
    fields = readonly_fields = [
        "hubs", "call", "scenario", "status", "until", "proposed_by", "proposed",
    ]  # fmt: skip
    change_form_template = "admin/hubs/pairing/change_form.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        theirs = Pairing.objects.worked_on_by(request.user).values("pk")
        rows = super().get_queryset(request).filter(pk__in=theirs)
        rows = rows.select_related("call", "proposed_by", "scenario")
        return rows.prefetch_related("partners__expression__hub")

    @admin.display(description=_("hubs"))
    def hubs(self, pairing: Pairing) -> str:
        return str(pairing)

    @admin.display(description=_("fit, of 100"), ordering="fit")
    def fit_of_100(self, pairing: Pairing) -> str:
        return fit_in_words(pairing.fit)

    @admin.display(description=_("accepted"))
    def accepted(self, pairing: Pairing) -> str:
        answers = [partner.status for partner in pairing.partners.all()]
        return f"{answers.count(PartnerAnswer.ACCEPTED)} / {len(answers)}"

    @admin.display(description=_("answer by"), ordering="answer_by")
    def until(self, pairing: Pairing) -> str:
        return moment(pairing.answer_by)

    @admin.display(description=_("proposed"), ordering="proposed_at")
    def proposed(self, pairing: Pairing) -> str:
        return moment(pairing.proposed_at)

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        partners = list(record.partners.select_related("expression__hub", "answered_by"))
        return super().around(request, record) | {
            "parts": told(record.parts, names_in(partner.expression for partner in partners)),
            "fit": fit_in_words(record.fit),
            "answers": [_answer(partner, request.user) for partner in partners],
            "is_unasked": record.status == PairingStatus.PROPOSED and record.answer_by is None,
            "is_lapsed": record.status == PairingStatus.LAPSED,
        }

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        found = [
            (_("As its hubs read it"), record.get_answer_url()),
            (_("Reason sheet"), reverse("hubs:reasons_of_pairing", args=[record.pk])),
        ]
        if twinning := getattr(record, "twinning", None):
            found.append((_("The twinning"), twinning.get_absolute_url()))
        return found

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return pairing_page(request)


def _answer(partner: PairingPartner, user: Any) -> dict[str, Any]:
    """A row: the hub, what it said, who may speak for it, and where to record what it says otherwise."""
    waits = partner.status in (PartnerAnswer.ASKED, PartnerAnswer.WAITING)
    may_record = permitted(user, "hubs.record_answer", partner)
    return {
        "partner": partner,
        "hub": partner.expression.hub,
        "tone": TONES.get(partner.status, ""),
        "managers": list(managers_of(partner.expression.hub_id)) if waits else [],
        "waits": waits,
        "record": reverse("hubs:record_answer", args=[partner.pk]) if may_record else "",
    }
