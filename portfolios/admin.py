"""Portfolios, their editions, good practices, and the words that sort services, in the office."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, Count, QuerySet, URLField, Value, When
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.admin.programme import SettledAdmin
from portfolios.models import Edition, Portfolio, Practice, Service, ServiceCategory, TargetGroup
from portfolios.operations.practices import adopt_practice
from portfolios.operations.services import settle_category, settle_target_group
from portfolios.states import PortfolioStatus
from twinning.core.admin import OfficeAdmin, OfficeInline

SECTION = _("Portfolios")


class ServiceRows(OfficeInline):
    model = Service
    fields = readonly_fields = ("name", "category", "access_mode", "price_model", "source_url")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Service]:
        return super().get_queryset(request).select_related("category").in_order()


class EditionRows(OfficeInline):
    model = Edition
    fk_name = "portfolio"
    fields = readonly_fields = ("number", "status", "language", "published_at", "published_by")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).select_related("published_by").defer("content")


@admin.register(Portfolio)
class PortfolioAdmin(OfficeAdmin):
    """What waits for the office comes first; everything is read and decided on its own pages."""

    section, position = SECTION, 60
    list_display = ("name", "status", "submitted_at", "public_edition", "services_count")
    ordering = (Case(When(status=PortfolioStatus.IN_REVIEW, then=Value(0)), default=Value(1)), "slug")
    list_filter = ("status", "hub__region", "language")
    search_fields = ("hub__search",)
    search_help_text = _("Name, acronym, city or country of the hub.")
    list_select_related = ("hub", "edition")
    inlines = (ServiceRows, EditionRows)
    fields = readonly_fields = (
        "hub", "status", "note", "intro", "contact_email", "language", "opened_at", "submitted_at",
        "public_edition",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Portfolio]:
        counted = super().get_queryset(request).annotate(number_of_services=Count("services"))
        return counted.defer("edition__content")

    @admin.display(description=_("hub"), ordering="hub__name")
    def name(self, portfolio: Portfolio) -> str:
        return portfolio.hub.name

    @admin.display(description=_("public edition"))
    def public_edition(self, portfolio: Portfolio) -> str:
        return str(portfolio.edition.number) if portfolio.edition else "–"

    @admin.display(description=_("services"), ordering="number_of_services")
    def services_count(self, portfolio: Any) -> int:
        return portfolio.number_of_services

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        by = {"slug": record.slug}
        links = [
            (_("What would change"), reverse("portfolios:review", kwargs=by)),
            (_("Working copy"), reverse("portfolios:working_copy", kwargs=by)),
        ]
        return [*links, (_("See its page"), record.public_url)] if record.edition_id else links


@admin.register(Edition)
class EditionAdmin(OfficeAdmin):
    """Where the office sees what could not be printed."""

    section, position = SECTION, 61
    list_display = ("hub", "number", "status", "published_at", "published_by", "file_size")
    list_filter = ("status", "language")
    search_fields = ("portfolio__hub__search",)
    list_select_related = ("portfolio__hub", "published_by")
    fields = readonly_fields = (
        "hub", "number", "status", "language", "published_at", "published_by", "printed_at", "file_size",
        "attempts", "digest",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        rows = super().get_queryset(request).select_related("portfolio__hub", "published_by")
        return rows if request.resolver_match.url_name.endswith("_change") else rows.defer("content")  # type: ignore[union-attr]

    @admin.display(description=_("hub"), ordering="portfolio__hub__name")
    def hub(self, edition: Edition) -> str:
        return str(edition.portfolio.hub)

    @admin.display(description=_("PDF"))
    def file_size(self, edition: Edition) -> str:
        return filesizeformat(edition.size) if edition.size else "–"

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        return [(_("Portfolio"), reverse("admin:portfolios_portfolio_change", args=[record.portfolio_id]))]


@admin.register(Practice)
class PracticeAdmin(OfficeAdmin):
    """Known by its identifier, which files refer to, so that it stays once it is given."""

    section, position = SECTION, 62
    adds = changes = True
    list_display = ("title", "owner", "country", "theme", "programme")
    list_filter = ("theme", "programme")
    search_fields = ("search",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["practice_id"] if obj else []

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Practice:
        facts = dict(form.cleaned_data)
        practice_id = facts.pop("practice_id")
        adopt_practice(practice_id, by=by, **facts)
        return Practice.objects.get(practice_id=practice_id)

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        adopt_practice(record.practice_id, by=by, **form.cleaned_data)


@admin.register(ServiceCategory)
class ServiceCategoryAdmin(SettledAdmin):
    position = 45
    list_display = ("name", "code", "position")
    settle = staticmethod(settle_category)


@admin.register(TargetGroup)
class TargetGroupAdmin(SettledAdmin):
    position = 46
    list_display = ("name", "code", "position")
    settle = staticmethod(settle_target_group)
