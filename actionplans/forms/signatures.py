"""The form under which a hub's manager signs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from actionplans.operations.plans import sign_plan
from actionplans.rules import memberships_of
from hubs.models import Hub, MembershipRole
from twinning.core.errors import Refused


class SignatureForm(forms.Form):
    """`digest` is that of the content which the page showed above the form."""

    hub = forms.ModelChoiceField(Hub.objects.none(), label=_("Sign for"), empty_label=None)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(label=_("I have read this plan and sign it for my hub."))

    def __init__(self, *args: Any, plan: Plan, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        managed = memberships_of(by, plan).filter(role=MembershipRole.MANAGER).values("hub")
        self.fields["hub"].queryset = plan.unsigned_hubs().filter(pk__in=managed)  # type: ignore[attr-defined]

    def save(self, *, by: Any) -> None:
        words = self.cleaned_data
        sign_plan(self.plan, hub=words["hub"], digest=words["digest"], by=by)

    def refuse(self, refusal: Refused) -> None:
        """Say why; and what has to be read again has not been read yet."""
        self.data = self.data.copy()
        self.data.pop("has_read", None)
        self.add_error(None, str(refusal))
