"""The form of one section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Section
from actionplans.operations.sections import revise_section
from actionplans.operations.writing import tidy
from twinning.core.versions import VersionedForm


class SectionForm(VersionedForm):
    class Meta:
        model = Section
        fields = ["body"]
        labels = {"body": _("Your text")}
        help_texts = {
            "body": _("An empty line begins a paragraph, lines that begin with a dash make a list.")
        }
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def clean_body(self) -> str:
        return tidy(self.cleaned_data["body"])

    def save(self, *, by: Any) -> None:  # type: ignore[override]
        revise_section(self.instance, by=by, **self.cleaned_data)
