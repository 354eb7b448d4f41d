"""A proposed pairing as its hubs read and answer it, and what the office does about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.forms.pairings import ExtendAnswerForm, RecordForm, RefuseForm
from hubs.models import Pairing, PairingPartner
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.pairings import drop_pairing
from hubs.reasons.proposal import proposal
from hubs.states import PAIRING
from twinning.core.errors import Refused
from twinning.core.steps import ReasonForm, StepView, step
from twinning.core.web import find, permit, permitted


@login_required
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """With whom, why, and until when; the office reads what the hubs read."""
    this = find(_visible(request), pk=pk)
    return render(request, "hubs/pairing.html", proposal(this, request.user))


def _visible(request: HttpRequest) -> Any:
    return Pairing.objects.visible_to(request.user).select_related("call")


class AnswerView(StepView):
    """Asks a manager for their hub's answer. Whose hub has none to give is led to what has become of it."""

    lifecycle = PAIRING
    model = Pairing
    template = "hubs/answer_pairing.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not self._is_open(request):
            return redirect("hubs:pairing", **self.by)
        return super().dispatch(request, *args, **kwargs)

    def _is_open(self, request: HttpRequest) -> bool:
        """True for whoever never had an answer to give as well: they are told so."""
        record = find(_visible(request), **self.by)
        if permitted(request.user, self.lifecycle.permission(self.step), record):
            return True
        return not record.partners.managed_by(request.user).exists()

    def operation(self, record: Pairing, **given: Any) -> None:
        """For the person's hub; a person with several answers for one after the other."""
        raise NotImplementedError

    def partner(self, record: Pairing) -> PairingPartner:
        return record.partners.asked_of(self.request.user).select_related("expression__hub")[0]

    def around(self, record: Any) -> dict[str, Any]:
        mine = self.partner(record)
        others = record.partners.exclude(pk=mine.pk).select_related("expression__hub")
        return {"hub": mine.expression.hub, "others": [one.expression.hub for one in others]}

    def way_back(self, record: Any) -> str:
        return record.get_answer_url()


class AcceptView(AnswerView):
    step = "accept"

    def operation(self, record: Pairing, **given: Any) -> None:
        if accept_pairing(self.partner(record), **given):
            self.done = _("The twinning is formed. You find it, and its action plan, on your desk.")
        else:
            self.done = _("Thank you. The twinning is formed as soon as all partners have accepted.")


class RefuseView(AnswerView):
    step = "refuse"
    form_class = RefuseForm
    done = gettext_lazy("Thank you for telling us. The office looks for another partner for your hub.")

    def operation(self, record: Pairing, **given: Any) -> None:
        refuse_pairing(self.partner(record), **given)


accept = AcceptView.as_view(
    explains=gettext_lazy("Once accepted, your hub is bound: only the office can change it.")
)
refuse = RefuseView.as_view(explains=gettext_lazy("The pairing ends, and all its hubs are free for others."))

drop = step(
    PAIRING,
    "drop",
    Pairing,
    drop_pairing,
    form_class=ReasonForm,
    explains=gettext_lazy(
        "The hubs are free for other pairings. Those that were asked hear that this one does not come "
        "about; the reason stays in the office."
    ),
    done=gettext_lazy("The pairing is dropped; the letters are on their way."),
)


@login_required
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """More time, on the clock of the call; hubs that nobody has asked are asked."""
    this = find(_visible(request), pk=pk)
    permit(request.user, "hubs.extend_pairing", this)
    form = ExtendAnswerForm(request.POST or None, pairing=this)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The hubs have until then; the letters are on their way."))
            return redirect(this)
    context = {"pairing": this, "form": form, "back": this.get_absolute_url()}
    return render(request, "hubs/extend_pairing.html", context, status=409 if form.errors else 200)


@login_required
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The office writes down what a hub told it."""
    pairings = Pairing.objects.visible_to(request.user)
    rows = PairingPartner.objects.filter(pairing__in=pairings).select_related("pairing", "expression__hub")
    partner = find(rows, pk=pk)
    permit(request.user, "hubs.record_answer", partner)
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            twinning = form.save(partner, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("The twinning is formed.") if twinning else _("The answer is recorded.")
            )
            return redirect(partner.pairing)
    context = {"partner": partner, "hub": partner.expression.hub, "form": form}
    return render(request, "hubs/record_answer.html", context, status=409 if form.errors else 200)
