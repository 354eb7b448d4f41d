"""The public home, the desk, and what a site has to say of itself."""

from django.urls import path

from twinning.pages.views import desk, home, statement

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("privacy/", statement.statement, {"place": "privacy"}, name="privacy"),
    path("accessibility/", statement.statement, {"place": "accessibility"}, name="accessibility"),
]
