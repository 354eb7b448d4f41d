"""One's own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from twinning.accounts.forms.profile import ProfileForm
from twinning.core.errors import Refused
from twinning.core.web import permit


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Shown and changed on one page; afterwards it speaks the language that was chosen."""
    user = request.user
    permit(user, "accounts.revise_profile", user)
    opened = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = ProfileForm(request.POST or None, initial=opened)
    if form.is_valid():
        try:
            form.keep(user)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            with translation.override(user.language):
                messages.success(request, _("Your profile is saved."))
                return redirect(reverse("accounts:profile"))
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)
