"""Applications in the office: to be read, given to reviewers, and decided upon."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.admin.applications import applications
from hubs.admin.assignments import conflict_told
from hubs.admin.calls import SECTION
from hubs.admin.eligibility import application
from hubs.admin.layers import layers, rapporteur
from hubs.application.reading import application_of
from hubs.evaluation.scoring import figure
from hubs.forms.decisions import DecisionForm
from hubs.models import Assignment, Criterion, Decision, Evaluation, Expression, Score, Source, Standing
from hubs.operations.assignments import assign_reviewer
from hubs.states import ExpressionStatus
from hubs.views.declarations import declare_first
from twinning.accounts.models import User
from twinning.core.admin import OfficeAdmin, OfficeRows
from twinning.core.errors import Refused
from twinning.core.figures import spoken
from twinning.core.prose import paragraphs
from twinning.core.web import find, permit, permitted


class AssignmentRows(OfficeRows, admin.TabularInline):
    """Who was asked; new rows are asked by the operation. What they declared is for the office alone."""

    model = Assignment
    adds = True
    extra = 1  # somebody can be asked without a script
    fields = ["reviewer", "status", "reason", "assigned_at", "declared_at"]
    readonly_fields = ["status", "reason", "assigned_at", "declared_at"]
    verbose_name = gettext_lazy("reviewer")
    verbose_name_plural = gettext_lazy("reviewers")

    @admin.display(description=gettext_lazy("conflict of interest"))
    def reason(self, assignment: Assignment) -> str:
        return conflict_told(assignment)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_final = obj is not None and obj.status == ExpressionStatus.SUBMITTED and not obj.is_open
        may = is_final and request.user.has_perm("hubs.assign_reviewer", obj)
        return super().has_add_permission(request, obj) and may

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("reviewer")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "reviewer":
            kwargs["queryset"] = User.objects.reviewers().order_by("name", "email")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.widget.can_add_related = field.widget.can_change_related = False
        field.widget.can_view_related = field.widget.can_delete_related = False
        return field


@admin.register(Expression)
class ExpressionAdmin(OfficeAdmin):
    section = SECTION
    position = 2
    changes = True
    inlines = [AssignmentRows]
    fields = readonly_fields = ["hub", "call", "status", "submitted_at", "areas", "said"]
    change_form_template = "admin/hubs/expression/change_form.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """A draft is its hub's own business, and so is nobody's their own hub's."""
        rows = Expression.objects.impartial_to(request.user)
        return rows.select_related("hub__region", "call", "standing")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return applications(request)

    @admin.display(description=gettext_lazy("technology areas"))
    def areas(self, expression: Expression) -> str:
        return ", ".join(str(area) for area in expression.technology_areas.all())

    @admin.display(description=gettext_lazy("application"))
    def said(self, expression: Expression) -> str:
        """What was handed in, as everybody reads it."""
        application = application_of(expression, private=True)
        return render_to_string("hubs/_application.html", {"application": application})

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/decide/", view(decide), name="hubs_expression_decide"),
            path("<int:pk>/eligibility/", view(application), name="hubs_expression_eligibility"),
            path("<int:pk>/layers/", view(layers), name="hubs_expression_layers"),
            path("<int:pk>/rapporteur/", view(rapporteur), name="hubs_expression_rapporteur"),
            *super().get_urls(),
        ]

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Nobody opens an application under evaluation without having declared on it."""
        record = self.get_object(request, object_id) if object_id else None
        return (record and declare_first(request, record)) or super().changeform_view(
            request, object_id, *args, **kwargs
        )

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        ranking = reverse("admin:hubs_call_ranking", args=[record.call_id])
        links = [
            (_("Eligibility"), reverse("admin:hubs_expression_eligibility", args=[record.pk])),
            (_("Marks, consensus, decision"), reverse("admin:hubs_expression_layers", args=[record.pk])),
            (_("Ranking"), f"{ranking}?region={record.hub.region.code}"),
        ]
        if permitted(user, "hubs.propose_decisions", record.call) and record.call.is_over:
            links.insert(0, (_("Decide"), reverse("admin:hubs_expression_decide", args=[record.pk])))
        return links

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return super().around(request, record) | findings(record)

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        for row in formsets[0].extra_forms:
            if row.has_changed():
                assign_reviewer(record, reviewer=row.cleaned_data["reviewer"], by=by)


def findings(expression: Expression) -> dict[str, Any]:
    """What reviewers handed in, where the application stands, and what is decided."""
    evaluations = Evaluation.objects.submitted().filter(assignment__expression=expression)
    criteria = list(expression.call.criteria.all())
    standing = Standing.objects.filter(expression=expression).first()
    return {
        "criteria": [criterion.name for criterion in criteria],
        "evaluations": [
            _evaluation(one)
            for one in evaluations.select_related("assignment__reviewer").prefetch_related(
                "scores__criterion"
            )
        ],
        "standing": _standing(standing, criteria) if standing and standing.evaluations else None,
        "decision": Decision.objects.filter(expression=expression).select_related("decided_by").first(),
    }


def _standing(standing: Standing, criteria: list[Criterion]) -> dict[str, Any]:
    return {
        "marks": [spoken(standing.marks.get(criterion.code, "–")) for criterion in criteria],
        "agreed": standing.source == Source.CONSENSUS,
        "total": "" if standing.total is None else spoken(f"{standing.total:.2f}"),
        "passed": standing.passed,
    }


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    scores = list(evaluation.scores.all())
    return {
        "reviewer": str(evaluation.assignment.reviewer),
        "marks": [_mark(score) for score in scores],
        "words": [(score.criterion.name, paragraphs(score.comment)) for score in scores if score.comment],
        "comment": paragraphs(evaluation.comment),
    }


def _mark(score: Score) -> str:
    if score.mark is not None:
        return spoken(figure(score.mark))
    return _("abstained") if score.abstained else "–"


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on one application by hand."""
    visible = Expression.objects.impartial_to(request.user).select_related("hub__region", "call")
    expression = find(visible, pk=pk)
    permit(request.user, "hubs.decide_expression", expression)
    if asked_first := declare_first(request, expression):
        return asked_first
    found = findings(expression)
    decision = found["decision"]
    initial = {"outcome": decision.outcome, "reason": decision.reason} if decision else {}
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(expression, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Decided: %(hub)s.") % {"hub": expression.hub})
            return redirect(_way_back(request, expression))
    context = admin.site.each_context(request) | found
    context |= {
        "title": _("Decide: %(hub)s") % {"hub": expression.hub},
        "expression": expression,
        "form": form,
        "back": _way_back(request, expression),
        "opts": Expression._meta,
    }
    return render(request, "admin/hubs/expression/decide.html", context, status=422 if form.errors else 200)


def _way_back(request: HttpRequest, expression: Expression) -> str:
    """To the page of the ranking that the person came from, or to the ranking of the region."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    ranking = reverse("admin:hubs_call_ranking", args=[expression.call_id])
    return f"{ranking}?region={expression.hub.region.code}"
