"""What the office does with events: announce, edit, publish, cancel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.events import EventForm
from events.models import Event
from events.operations.events import cancel_event, publish_event
from events.states import EVENT
from twinning.core.errors import Refused
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find, permit


@login_required
def announce(request: HttpRequest) -> HttpResponse:
    """A new event, which nobody else sees until it is published."""
    permit(request.user, "events.announce_event")
    return _edit(request, Event(), _("The event is noted. Publish it when it is ready."))


@login_required
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of an event; what a colleague saved meanwhile is shown beside."""
    event = find(Event.objects.visible_to(request.user), slug=slug)
    permit(request.user, "events.revise_event", event)
    return _edit(request, event, _("Saved."))


def _edit(request: HttpRequest, event: Event, done: str) -> HttpResponse:
    form = EventForm(request.POST or None, instance=event)
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save(by=request.user)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(saved)
    status = 409 if form.refused else 422 if form.errors else 200
    return render(request, "events/revise.html", {"form": form, "event": event}, status=status)


publish = step(
    EVENT,
    "publish",
    Event,
    publish_event,
    done=gettext_lazy("The event is published."),
    explains=gettext_lazy("Everybody will see it, and those it is for can register."),
)
cancel = step(
    EVENT,
    "cancel",
    Event,
    cancel_event,
    form_class=ReasonForm,
    done=gettext_lazy("The event is cancelled, and those who registered are told."),
    explains=gettext_lazy("Its page stays and says why; those who registered get a letter with your reason."),
)
