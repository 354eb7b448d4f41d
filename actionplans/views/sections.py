"""Writing one section."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplans.differences import word_differences
from actionplans.forms.saving import faults_of_saving
from actionplans.forms.sections import SectionForm
from actionplans.models import Plan, Section
from twinning.core.web import find, permit


@login_required
def revise_section(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """What is sent is judged by the operation alone, so that no refusal loses a text."""
    sections = Section.objects.visible_to(request.user).select_related("plan__twinning", "kind")
    section = find(sections, plan=plan, pk=pk)
    if request.method != "POST":
        permit(request.user, "actionplans.revise_section", section)
        return _answer(request, section, SectionForm(instance=section))
    permit(request.user, "actionplans.write_plan", section.plan)
    form = SectionForm(request.POST, instance=section)
    if status := faults_of_saving(form, by=request.user):
        return _answer(request, section, form, status=status)
    messages.success(request, _("Saved."))
    return redirect(section)


def _answer(request: HttpRequest, section: Section, form: SectionForm, *, status: int = 200) -> HttpResponse:
    """The form; after somebody else's save also their text, and what yours changes in it."""
    context = {"section": section, "form": form, "plan": _with_hubs(section), "stored": form.stored}
    if isinstance(form.stored, Section):
        context["differences"] = word_differences(form.stored.body, form.cleaned_data["body"])
    return render(request, "actionplans/section.html", context, status=status)


def _with_hubs(section: Section) -> Plan:
    return Plan.objects.with_hubs().get(pk=section.plan_id)
