"""Addresses of what people have of their own; signing in and its safety are allauth's, under `/accounts/`."""

from django.urls import path

from twinning.accounts.views import letters, profile

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
]
