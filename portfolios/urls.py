"""Addresses of portfolios and good practices."""

from django.urls import path

from portfolios.views import editing, feed, files, practices, public, steps, working

app_name = "portfolios"

urlpatterns = [
    path("portfolios/", public.portfolios, name="portfolios"),
    path("portfolios/feed.xml", feed.feed, name="feed"),
    path("portfolios/<slug:slug>/", public.portfolio, name="portfolio"),
    path("portfolios/<slug:slug>/portfolio.pdf", files.edition_pdf, name="edition_pdf"),
    path("portfolios/<slug:slug>/open/", steps.open_portfolio, name="open_portfolio"),
    path("portfolios/<slug:slug>/edit/", working.working_copy, name="working_copy"),
    path("portfolios/<slug:slug>/edit/introduction/", editing.revise_portfolio, name="revise_portfolio"),
    path("portfolios/<slug:slug>/edit/services/add/", editing.add_service, name="add_service"),
    path("portfolios/<slug:slug>/edit/services/<int:pk>/", editing.revise_service, name="revise_service"),
    path(
        "portfolios/<slug:slug>/edit/services/<int:pk>/remove/",
        editing.remove_service,
        name="remove_service",
    ),
    path("portfolios/<slug:slug>/preview/", working.preview, name="preview"),
    path("portfolios/<slug:slug>/review/", working.review, name="review"),
    path("portfolios/<slug:slug>/submit/", steps.submit_portfolio, name="submit_portfolio"),
    path("portfolios/<slug:slug>/reopen/", steps.reopen_portfolio, name="reopen_portfolio"),
    path("portfolios/<slug:slug>/publish/", steps.publish_portfolio, name="publish_portfolio"),
    path("portfolios/<slug:slug>/return/", steps.return_portfolio, name="return_portfolio"),
    path("portfolios/<slug:slug>/withdraw/", steps.withdraw_portfolio, name="withdraw_portfolio"),
    path("portfolios/editions/<int:pk>/reprint/", steps.reprint_edition, name="reprint_edition"),
    path("practices/", practices.practices, name="practices"),
]
