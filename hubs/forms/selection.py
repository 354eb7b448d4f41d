"""Ordering the reserve, and bringing in the marks of a panel."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Call, Decision
from hubs.operations.importing_scores import SCORE_COLUMNS, SCORE_KEY, import_scores
from twinning.accounts.models import User
from twinning.core.importing import Faulty, Summary
from twinning.core.sheets import read_sheet

LARGEST = 5 * 1024 * 1024  # bytes of a table


class ReserveForm(forms.Form):
    """A number for each application of a page of the reserve, beginning with `first`, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you change the order. Stays in the office, and in the dossier."),
    )

    def __init__(self, *args: Any, rows: Sequence[Decision], first: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for place, row in enumerate(rows, start=first):
            field = forms.IntegerField(
                label=_("Place of %(hub)s") % {"hub": row.expression.hub},
                min_value=1,
                max_value=100_000,
                initial=place,
                widget=forms.NumberInput(attrs={"class": "place"}),
            )
            self.fields[f"place_{row.expression_id}"] = field
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def order(self, whole: Sequence[int]) -> list[int]:
        """All expressions of the reserve, those with another number put there; the rest keeps its order."""
        named = {row.expression_id: f"place_{row.expression_id}" for row in self.rows}
        moved = {key: self.cleaned_data[name] for key, name in named.items() if name in self.changed_data}
        order = [key for key in whole if key not in moved]
        for key, place in sorted(moved.items(), key=lambda one: one[1]):
            order.insert(place - 1, key)
        return order

    def lines(self) -> list[dict[str, Any]]:
        """Each application with its field."""
        return [{"row": row, "field": self[f"place_{row.expression_id}"]} for row in self.rows]


class ScoresForm(forms.Form):
    """A CSV file of marks; first only tried out, unless the person says otherwise."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "In UTF-8, with the columns application (the short name of the hub), reviewer (e-mail address),"
            " criterion (its short name), mark (a number, or abstain) and comment."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    keeps = forms.BooleanField(
        label=gettext_lazy("Keep the marks"),
        required=False,
        help_text=gettext_lazy("Without it the file is tried out: you see what would be done, and no more."),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        self.summary = Summary()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large: at most 5 MB."))
        return file

    def save(self, *, by: User) -> None:
        """All of it or nothing; raises `Faulty` with every fault and its place."""
        sheet = read_sheet(self.cleaned_data["file"].read(), columns=SCORE_COLUMNS, key=SCORE_KEY)
        faults = list(sheet.faults)
        with transaction.atomic():
            try:
                self.summary = import_scores(sheet.rows, call=self.call, by=by)
            except Faulty as found:
                faults += found.faults
            if faults or not self.cleaned_data["keeps"]:
                transaction.set_rollback(True)
        if faults:
            raise Faulty(faults)

    def told(self) -> str:
        """What was done, or would be."""
        counts = {
            "created": self.summary.created,
            "changed": self.summary.changed,
            "unchanged": self.summary.unchanged,
        }
        if self.cleaned_data["keeps"]:
            return _("Kept: %(created)d new marks, %(changed)d changed, %(unchanged)d as before.") % counts
        words = _("Tried out: %(created)d new marks, %(changed)d changed, %(unchanged)d as before.") % counts
        return words + " " + _("Nothing was kept.")
