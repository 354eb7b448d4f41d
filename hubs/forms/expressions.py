"""The one form of an expression of interest, and which hub begins one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hubs.answers import TEXTS
from hubs.models import Expression, Hub, TechnologyArea
from hubs.operations.expressions import revise_expression
from twinning.accounts.models import User
from twinning.core.versions import VersionedForm

HELP = {
    "motivation": _("Why does your hub want a twin on the other side of the Atlantic, and why now?"),
    "use_of_bella": _("What would you do together over the high-capacity network that you cannot do today?"),
    "research_experience": _("Projects, partners and results that show your experience with research."),
    "innovator_experience": _(
        "How you have helped start-ups and other early innovators, and with what effect."
    ),
    "offers": _("Services, people, infrastructure and contacts that a twin could use."),
    "seeks": _("What you hope to find in a twin: skills, markets, infrastructure, partners."),
    "technology_areas": _("Choose at least one in which you have experience."),
}


class ExpressionForm(VersionedForm):
    """Everything may stay empty in a draft; submitting asks for all of it."""

    class Meta:
        model = Expression
        fields = [*TEXTS[:2], "technology_areas", *TEXTS[2:]]
        widgets = {name: forms.Textarea(attrs={"rows": 7}) for name in TEXTS} | {
            "technology_areas": forms.CheckboxSelectMultiple
        }
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.template_name = "hubs/_answer.html"
        wanted = self.instance.call.technology_areas.all()
        self.fields["technology_areas"].queryset = wanted if wanted else TechnologyArea.objects.all()

    def save(self, *, by: User) -> None:  # type: ignore[override]
        """Keep the draft."""
        version = self.cleaned_data["version"]
        revise_expression(self.instance, version=version, by=by, **self.answers())


class StartForm(forms.Form):
    """Which of one's hubs applies."""

    hub = forms.ModelChoiceField(
        label=_("Hub"), queryset=Hub.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, hubs: QuerySet[Hub], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = hubs
        self.only = hubs[0] if len(hubs) == 1 else None
        self.fields["hub"].initial = self.only
        if self.only:
            self.fields["hub"].widget = forms.HiddenInput()
