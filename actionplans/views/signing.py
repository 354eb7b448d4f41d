"""Reading what is put forward, and signing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplans.content import content_of
from actionplans.forms.saving import faults_of_saving
from actionplans.forms.signatures import SignatureForm
from actionplans.models import Plan
from twinning.core.digest import canonical, digest_of
from twinning.core.web import find, permit


@login_required
def sign_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the exact content and its digest; POST brings back the digest that was read."""
    plan = find(Plan.objects.visible_to(request.user).with_hubs(), pk=pk)
    permit(request.user, "actionplans.sign_plan", plan)
    form = SignatureForm(request.POST or None, plan=plan, by=request.user)
    status = 200
    if request.method == "POST":
        status = faults_of_saving(form, by=request.user)
        if not status:
            messages.success(request, _("You have signed the plan for your hub."))
            return redirect(plan)
    content = content_of(plan)
    signed = content.to_sign()
    context = {
        "plan": plan,
        "form": form,
        "content": content,
        "digest": digest_of(signed),
        "canonical": canonical(signed),
    }
    return render(request, "actionplans/sign.html", context, status=status)
