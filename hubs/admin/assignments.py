"""Who reads what, and how far they are: the follow-up of the evaluation. Declarations stay in here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.admin.calls import SECTION
from hubs.models import Assignment, Declaration
from hubs.states import EvaluationStatus
from twinning.core.admin import OfficeAdmin


def conflict_told(assignment: Assignment) -> str:
    """What the reviewer, or the system, has said of a conflict; for the office alone."""
    told = Declaration.objects.filter(
        user=assignment.reviewer_id, expression=assignment.expression_id, conflict=True
    ).first()
    return (told.reason or str(_("declared"))) if told else "–"


@admin.register(Assignment)
class AssignmentAdmin(OfficeAdmin):
    section = SECTION
    position = 3
    list_display = ["hub", "reviewer", "status", "evaluation_status", "due_at"]
    list_filter = ["status", ("evaluation__status", admin.ChoicesFieldListFilter), "expression__call"]
    search_fields = ["reviewer__name", "reviewer__email", "expression__hub__search"]
    ordering = ["expression__call", "expression__hub__name", "reviewer__name"]
    fields = readonly_fields = ["expression", "reviewer", "status", "reason", "assigned_at", "declared_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the applications in which the person has an interest of their own."""
        rows = Assignment.objects.visible_to(request.user)
        return rows.select_related("reviewer", "evaluation", "expression__hub", "expression__call")

    @admin.display(description=_("hub"), ordering="expression__hub__name")
    def hub(self, assignment: Assignment) -> str:
        return str(assignment.expression.hub)

    @admin.display(description=_("conflict of interest"))
    def reason(self, assignment: Assignment) -> str:
        return conflict_told(assignment)

    @admin.display(description=_("evaluation"))
    def evaluation_status(self, assignment: Any) -> str:
        evaluation = getattr(assignment, "evaluation", None)
        return str(EvaluationStatus(evaluation.status).label) if evaluation else "–"

    @admin.display(description=_("due"), ordering="expression__call__evaluations_due_at")
    def due_at(self, assignment: Assignment) -> Any:
        return assignment.expression.call.evaluations_due_at

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        application = reverse("admin:hubs_expression_change", args=[record.expression_id])
        return [(_("Application and its reviewers"), application)]
