"""Every address of the product. English has no prefix, whatever the language cookie says."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from twinning.core.health import healthz, readyz
from twinning.pages.robots import robots
from twinning.pages.sitemaps import SITEMAP, sitemap_index, sitemap_section
from twinning.pages.styleguide import styleguide

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, SITEMAP, name="sitemap"),
    path("sitemap-<section>.xml", sitemap_section, SITEMAP, name="sitemap_section"),
    *i18n_patterns(
        path("", include("twinning.pages.urls")),
        path("", include("twinning.accounts.urls")),
        path("", include("hubs.urls")),
        path("", include("events.urls")),
        path("", include("actionplans.urls")),
        path("", include("portfolios.urls")),
        path("accounts/", include("allauth.urls")),
        path("admin/", admin.site.urls),
        *([path("styleguide/", styleguide, name="styleguide")] if settings.DEBUG else []),
        prefix_default_language=False,
    ),
]
