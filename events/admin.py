"""Events in the coordinators' office: announced, published, cancelled, with their participants."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from events.models import Attendance, Event, EventKind, Reminder, ReminderLead
from events.operations.programme import settle_event_kind, settle_reminder_lead
from events.states import AttendanceStatus
from events.wording import date_words, when_words
from hubs.admin.programme import SettledAdmin
from twinning.core.admin import OfficeAdmin, OfficeInline

SECTION = _("Events")


class AttendanceInline(OfficeInline):
    model = Attendance
    fields = readonly_fields = ("user", "email", "status", "registered_at", "cancelled_at")
    verbose_name_plural = _("participants")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attendance]:
        return super().get_queryset(request).select_related("user", "event")

    @admin.display(description=_("e-mail address"))
    def email(self, attendance: Attendance) -> str:
        return attendance.user.email


@admin.register(Event)
class EventAdmin(OfficeAdmin):
    """The form is a page of its own, which shows what a colleague has saved meanwhile."""

    section, position, adds = SECTION, 10, True
    list_display = ("title", "date", "status", "ours", "registered")
    list_filter = ("status", "of_programme", "kind")
    search_fields = ("title", "city")
    ordering = ("-sort_on", "-pk")
    list_select_related = ("kind",)
    inlines = (AttendanceInline,)
    fields = (
        "title", "kind", "status", "when", "mode", "city", "country", "description", "url", "join_url",
        "audience", "lead_minutes", "source_url", "notes", "cancelled_because",
    )  # fmt: skip
    readonly_fields = ("status", "when", "cancelled_because")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        registered = Q(attendances__status=AttendanceStatus.REGISTERED)
        return super().get_queryset(request).annotate(registered=Count("attendances", filter=registered))

    @admin.display(description=_("date"), ordering="sort_on")
    def date(self, event: Event) -> str:
        return date_words(event.when)

    @admin.display(description=_("programme"), boolean=True, ordering="of_programme")
    def ours(self, event: Event) -> bool:
        return event.of_programme

    @admin.display(description=_("date and time"))
    def when(self, event: Event) -> str:
        return when_words(event.when, event.time_zone)

    @admin.display(description=_("registered"), ordering="registered")
    def registered(self, event: Any) -> int:
        return event.registered

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("events:announce_event")

    def links(self, record: Event, user: Any) -> list[tuple[Any, str]]:
        return [(_("Its page"), record.get_absolute_url())]


@admin.register(Attendance)
class AttendanceAdmin(OfficeAdmin):
    section, position = SECTION, 20
    list_display = ("user", "email", "event", "status", "registered_at")
    list_filter = ("status", "event")
    search_fields = ("user__name", "user__email", "event__title")
    list_select_related = ("user", "event")
    fields = ("event", "user", "status", "registered_at", "cancelled_at")

    @admin.display(description=_("e-mail address"), ordering="user__email")
    def email(self, attendance: Attendance) -> str:
        return attendance.user.email


@admin.register(Reminder)
class ReminderAdmin(OfficeAdmin):
    section, position = SECTION, 30
    list_display = ("attendance", "due_at", "status", "sent_at")
    list_filter = ("status",)
    list_select_related = ("attendance__user", "attendance__event")
    fields = ("attendance", "due_at", "status", "sent_at")


@admin.register(EventKind)
class EventKindAdmin(SettledAdmin):
    section, position = SECTION, 40
    list_display = ("name", "code", "position")
    settle = staticmethod(settle_event_kind)


@admin.register(ReminderLead)
class ReminderLeadAdmin(OfficeAdmin):
    section, position, adds, changes = SECTION, 50, True, True
    list_display = ("__str__", "minutes")
    list_select_related = ("kind",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("kind",) if obj else ()

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Model:
        kind = form.cleaned_data["kind"]
        settle_reminder_lead(kind.code if kind else "", by=by, minutes=form.cleaned_data["minutes"])
        return ReminderLead.objects.get(kind=kind)

    def change_record(self, record: ReminderLead, form: Any, formsets: Any, *, by: Any) -> None:
        kind = record.kind.code if record.kind else ""
        settle_reminder_lead(kind, by=by, minutes=form.cleaned_data["minutes"])
