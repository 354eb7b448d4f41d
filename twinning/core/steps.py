"""One view for every step of every lifecycle: ask, do, say so, go back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views import View

from twinning.core.errors import Refused
from twinning.core.lifecycle import Lifecycle
from twinning.core.web import find, permit


class NoQuestions(forms.Form):
    """The form of a step that needs no words."""


class ReasonForm(forms.Form):
    """The form of a step that has to be explained."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


class StepView(LoginRequiredMixin, View):
    """GET asks for confirmation (and for what the step's form needs), POST takes the step."""

    lifecycle: Any = None
    step: str = ""
    model: Any = None
    operation: Any = None  # as_view() is given one
    form_class: type[forms.Form] = NoQuestions
    explains: Any = ""  # words, or a function of the record that gives them
    named: Any = None  # makes the name of the record for a person, where its own is not for everybody
    done: Any = ""
    leads_to: Any = None  # makes an address of the record as it is now, where it is not the way back
    template = "components/confirm_step.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.by = kwargs

    def record(self) -> Model:
        """The record that the person may see and may move, or 404 or 403."""
        visible = self.model.objects.visible_to(self.request.user)
        record = find(visible, **self.by)
        permit(self.request.user, self.lifecycle.permission(self.step), record)
        return record

    def get(self, request: HttpRequest, **by: Any) -> HttpResponse:
        return self.ask(self.record(), self.form_class())

    def post(self, request: HttpRequest, **by: Any) -> HttpResponse:
        record = self.record()
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.ask(record, form, status=422)
        try:
            self.operation(record, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.ask(record, form, status=409)
        if self.done:
            messages.success(request, self.done)
        return redirect(self.leads_to(record) if self.leads_to else self.way_back(record))

    def ask(self, record: Model, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = {
            "record": record,
            "name": self.named(record, self.request.user) if self.named else str(record),
            "form": form,
            "label": self.lifecycle.steps[self.step].label,
            "grave": self.lifecycle.steps[self.step].grave,
            "explains": self.explains(record) if callable(self.explains) else self.explains,
            "back": self.way_back(record),
        }
        return render(self.request, self.template, context | self.around(record), status=status)

    def around(self, record: Any) -> dict[str, Any]:
        """What the person should know before they decide; for the template of a view of its own."""
        return {}

    def way_back(self, record: Model) -> str:
        """Where the person came from, if that is ours, or the record's own page."""
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        if url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}):
            return wanted
        return record.get_absolute_url()  # type: ignore[attr-defined]


def step(
    lifecycle: Lifecycle,
    name: str,
    model: type[Model],
    operation: Callable[..., Any],
    **words: Any,
) -> Callable[..., Any]:
    """The view of one step; `words` are what it says and asks: `explains`, `done`, `form_class`, …"""
    return StepView.as_view(lifecycle=lifecycle, step=name, model=model, operation=operation, **words)
