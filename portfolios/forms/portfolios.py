"""Forms of the working copy, and of the steps that ask something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolios.models import Portfolio, Service
from portfolios.operations.portfolios import revise_portfolio
from portfolios.operations.services import add_service, revise_service
from twinning.accounts.models import User
from twinning.core.versions import VersionedForm


class IntroductionForm(VersionedForm):
    class Meta:
        model = Portfolio
        fields = ["intro", "language", "contact_email"]
        help_texts = {
            "intro": _("What the hub is and whom it helps, for somebody who has never heard of it."),
            "language": _(
                "The portfolio is printed in this language; the words of services stay as you write them."
            ),
            "contact_email": _(
                "Shown to everybody. Leave it empty if enquiries should come through the website."
            ),
        }

    def save(self, *, by: User) -> Portfolio:  # type: ignore[override]
        revise_portfolio(self.instance, version=self.cleaned_data["version"], by=by, **self.answers())
        return self.instance


class ServiceForm(VersionedForm):
    """For a service that is there and, without one, for one that is to be added."""

    source_url = Service._meta.get_field("source_url").formfield(assume_scheme="https")

    class Meta:
        model = Service
        fields = [
            "name", "category", "summary", "target_groups", "technology_areas",
            "access_mode", "price_model", "source_url",
        ]  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "technology_areas": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "summary": _("What somebody gets, in two or three sentences."),
            "access_mode": _("For example: one-stop shop, application, course registration."),
            "price_model": _(
                "For example: free of charge, subsidised. Leave it empty where it is not known."
            ),
            "source_url": _("A public page on which this can be read."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].empty_label = _("Choose a category")
        self.fields["source_url"].help_text = self.Meta.help_texts["source_url"]

    def save(self, *, by: User) -> Service:  # type: ignore[override]
        if self.instance.pk is None:
            return add_service(self.instance.portfolio, by=by, **self.answers())
        revise_service(self.instance, version=self.cleaned_data["version"], by=by, **self.answers())
        return self.instance


class PublishForm(forms.Form):
    """Carries what the reviewer has read."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
