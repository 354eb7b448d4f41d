"""Which hub begins an expression of interest."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub


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
