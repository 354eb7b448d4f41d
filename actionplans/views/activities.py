"""Planning and revising an activity."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplans.forms.activities import ActivityForm
from actionplans.forms.saving import faults_of_saving
from actionplans.models import Activity, Plan
from twinning.core.web import find, permit


@login_required
def add_activity(request: HttpRequest, pk: int) -> HttpResponse:
    plan = find(Plan.objects.visible_to(request.user).with_hubs(), pk=pk)
    return _write(request, plan, Activity(plan=plan), permission="actionplans.add_activity")


@login_required
def revise_activity(request: HttpRequest, pk: int) -> HttpResponse:
    activity = find(Activity.objects.visible_to(request.user), pk=pk)
    plan = Plan.objects.with_hubs().get(pk=activity.plan_id)
    return _write(request, plan, activity, permission="actionplans.revise_activity")


def _write(request: HttpRequest, plan: Plan, activity: Activity, *, permission: str) -> HttpResponse:
    """What is sent is judged by the operation alone, so that no refusal loses a text."""
    if request.method != "POST":
        permit(request.user, permission, activity if activity.pk else plan)
        return _answer(request, plan, ActivityForm(instance=activity))
    permit(request.user, "actionplans.write_plan", plan)
    form = ActivityForm(request.POST, instance=activity)
    if status := faults_of_saving(form, by=request.user):
        return _answer(request, plan, form, status=status)
    messages.success(request, _("Saved."))
    return redirect(f"{plan.get_absolute_url()}#activities")


def _answer(request: HttpRequest, plan: Plan, form: ActivityForm, *, status: int = 200) -> HttpResponse:
    context = {"plan": plan, "activity": form.instance, "form": form}
    return render(request, "actionplans/activity.html", context, status=status)
