"""The form of one activity, planned or revised."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Activity
from actionplans.operations.activities import add_activity, revise_activity
from twinning.core.versions import VersionedForm


class ActivityForm(VersionedForm):
    class Meta:
        model = Activity
        fields = ["title", "kind", "description", "lead", "due_on", "indicator"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        lead.queryset = self.instance.plan.hubs().order_by("region__position", "name")  # type: ignore[attr-defined]
        lead.empty_label = _("all hubs together")  # type: ignore[attr-defined]

    def save(self, *, by: Any) -> None:  # type: ignore[override]
        if self.instance.pk:
            revise_activity(self.instance, by=by, **self.cleaned_data)
        else:
            add_activity(self.instance.plan, by=by, **self.answers())
