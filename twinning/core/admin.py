"""The ground of every model's admin: the office looks at all, and changes by operations alone."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import DecimalField, Model
from django.forms import BaseForm, BaseInlineFormSet
from django.http import HttpRequest

from twinning.core.errors import Refused, Stale
from twinning.core.figures import NumberField
from twinning.core.lifecycle import Lifecycle
from twinning.core.stored_now import stored_now
from twinning.core.words import plain

TYPED: dict[Any, Any] = {DecimalField: {"form_class": NumberField}}
FILTERED = re.compile(r"(__id|__pk)?(__exact|__in|__isnull|__gte|__lt)?$")


def _path_of(one: Any) -> str:
    """The name under which an address asks for a filter: a field's path, or a filter's own."""
    if isinstance(one, (tuple, list)):
        one = one[0]
    return one if isinstance(one, str) else str(getattr(one, "parameter_name", ""))


class RefusedForm:
    """Mixed into the form that is shown again: says beside its field what an operation refused."""

    refusal: Refused

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        field = self.refusal.field if self.refusal.field in self.fields else None  # type: ignore[attr-defined]
        self.add_error(field, str(self.refusal))  # type: ignore[attr-defined]
        return cleaned


class OfficeAdmin(admin.ModelAdmin):
    """Read-only, unless a subclass says `adds`, `changes` or `deletes` and calls the operations.

    `section` and `position` are its place on the office's first page. One that adds has a method
    `add_record(form, formsets, *, by)`, which calls the operation that makes the record and returns it;
    one that changes has `change_record(record, form, formsets, *, by)`, where `record` is as stored. What
    the operation refuses is said in the form.
    """

    add_record: Callable[..., Model]
    change_record: Callable[..., None]

    section: Any = ""
    position = 50
    adds = changes = deletes = False
    actions = None
    change_form_template = "admin/office/change_form.html"
    change_list_template = "admin/office/change_list.html"
    list_per_page = 50
    formfield_overrides = TYPED
    show_full_result_count = False

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        """More places to go from the record's page: label and address."""
        return []

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Both as typed and plain, as columns for searching hold it: accents hide nothing."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        if (bare := plain(search_term)) == search_term.casefold():
            return found, doubled
        plainly, doubled_too = super().get_search_results(request, queryset, bare)
        return found | plainly, doubled or doubled_too

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By what the list offers, and by nothing else. Django would allow any column, and would tell one
        that is shown nowhere letter by letter; and any relation, whose other end may be hidden from the
        reader: of the people, whose assignment a number is.
        """
        return FILTERED.sub("", lookup) in {_path_of(one) for one in self.get_list_filter(request)}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "works_in_office", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.adds and self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes and self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletes and self.has_module_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if refusal := getattr(request, "refusal", None):
            return type(form.__name__, (RefusedForm, form), {"refusal": refusal})
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page; when an operation refuses, the same page again with all that was typed."""
        record = self.get_object(request, object_id) if object_id else None
        context = (extra_context or {}) | (self.around(request, record) if record else {})
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refused as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, context)

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """What the page of a record shows beside its form: the steps, and where else to go."""
        has_steps = f"{self.opts.app_label}.{self.opts.model_name}" in Lifecycle.registry
        return {"has_steps": has_steps, "links": self.links(record, request.user)}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """After a colleague saved first: what is stored beside what was typed. Saving again is a choice."""
        refusal = getattr(request, "refusal", None)
        context["stored_now"] = []
        if isinstance(refusal, Stale):
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            context["stored_now"] = stored_now(context["adminform"].form, formsets, refusal.current)
        if context.get("errors"):
            rows = [form for each in context["inline_admin_formsets"] for form in each.formset.forms]
            focus_first_fault([context["adminform"].form, *rows])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing: `save_related` has the whole of the form and calls the operation."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if change:
            stored = self.model._base_manager.get(pk=form.instance.pk)
            self.change_record(stored, form, formsets, by=request.user)
        else:
            form.instance.pk = self.add_record(form, formsets, by=request.user).pk

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """None: the trail says what changed."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Nothing: operations leave their own traces."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Nothing: operations leave their own traces."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """Nothing: operations leave their own traces."""


def focus_first_fault(forms: Iterable[BaseForm]) -> None:
    """A page that comes back with faults begins at the first one, with a script or without."""
    for form in forms:
        for name, field in form.fields.items():
            if name in form.errors and not field.widget.is_hidden:
                field.widget.attrs["autofocus"] = True
                return


class OfficeRows:
    """Mixed into an inline: read-only unless it says otherwise; the record's operation writes its rows."""

    extra = 0
    view_on_site = False
    formfield_overrides = TYPED
    adds = changes = deletes = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(getattr(request.user, "works_in_office", False))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.adds and self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes and self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletes and self.has_view_permission(request)


class OfficeInline(OfficeRows, admin.TabularInline):
    """Rows of a record as a table."""


HIDDEN = {"DELETE", "id"}


def rows_of(formset: BaseInlineFormSet) -> list[dict[str, Any]]:
    """The values of the rows that are to stay, as typed."""
    kept = [form for form in formset.forms if form.has_changed() or form.instance.pk]
    return [
        {name: value for name, value in form.cleaned_data.items() if name not in HIDDEN | {formset.fk.name}}
        for form in kept
        if not form.cleaned_data.get("DELETE")
    ]
