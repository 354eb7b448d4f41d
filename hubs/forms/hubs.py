"""Registering a hub and describing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.languages import language_name, working_languages
from hubs.models import Hub, Staff
from hubs.operations.hubs import describe_hub, register_hub
from twinning.accounts.models import User
from twinning.accounts.time_zones import choices
from twinning.core.versions import VersionedForm


def _zones() -> list[Any]:
    return [("", _("That of most people in the country")), *choices()]


class HubForm(VersionedForm):
    """All facts of a hub that its people and the office keep up to date."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        required=False,
        help_text=_("By which your office hours are. Needed only where a country has several."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        choices=working_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
    )
    staff = forms.TypedChoiceField(
        label=_("People who work there"),
        choices=Staff,
        coerce=int,
        empty_value=Staff.UNKNOWN,
        required=False,
        help_text=_("Those who work for the hub itself, part of the time too. Pairing may compare sizes."),
    )

    class Meta:
        model = Hub
        fields = [
            "name",
            "native_name",
            "acronym",
            "region",
            "country",
            "city",
            "time_zone",
            "organisation_type",
            "website",
            "summary",
            "technology_areas",
            "bella_status",
            "connected_nren",
            "languages",
            "staff",
            "founded",
        ]
        widgets = {
            "region": forms.RadioSelect,
            "technology_areas": forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
            "summary": forms.Textarea(attrs={"rows": 5}),
            "bella_status": forms.RadioSelect,
            "founded": forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "2014"}),
        }
        help_texts = {
            "name": _("In English, as the public shall read it."),
            "region": _("Territories overseas belong to the region of their state, wherever they lie."),
            "organisation_type": _("For instance: science park, university centre, incubator."),
            "summary": _("Two or three sentences on what the hub does, for whom, and with what."),
            "technology_areas": _("Those in which your hub has experience to show."),
            "bella_status": _(
                "Whether the hub is connected to BELLA through a research network, or could be."
            ),
            "founded": _("The year. Pairing may compare how far hubs have come."),
            "connected_nren": _("Its short name, for instance RNP, RENATA or FCCN."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].empty_label = None
        known = dict(working_languages())
        strange = [code for code in self.instance.languages if code not in known]
        self.fields["languages"].choices = [
            *working_languages(),
            *((code, language_name(code)) for code in strange),
        ]

    def save(self, *, by: User) -> Hub:  # type: ignore[override]
        """Register the new hub, or describe the one it was opened on."""
        if self.instance.pk is None:
            return register_hub(by=by, **self.answers())
        describe_hub(self.instance, by=by, version=self.cleaned_data["version"], **self.answers())
        return self.instance


class OfficeHubForm(HubForm):
    """With what only the office notes."""

    class Meta(HubForm.Meta):
        fields = [*HubForm.Meta.fields, "source_url", "notes"]
