"""The addresses of evaluating and twinning, a block for each noun."""

from django.urls import path

from hubs.views import evaluations, reviews, twinnings

urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("assignments/<int:pk>/", reviews.assignment, name="assignment"),
    path("assignments/<int:pk>/accept/", reviews.accept, name="accept_assignment"),
    path("assignments/<int:pk>/recuse/", reviews.recuse, name="recuse_assignment"),
    path("evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/revise/", evaluations.revise, name="revise_evaluation"),
    path("evaluations/<int:pk>/submit/", evaluations.submit, name="submit_evaluation"),
    path("evaluations/<int:pk>/reopen/", evaluations.reopen, name="reopen_evaluation"),
    path("pairings/<int:pk>/confirm/", twinnings.confirm, name="confirm_pairing"),
    path("pairings/<int:pk>/drop/", twinnings.drop, name="drop_pairing"),
    path("twinnings/<int:pk>/", twinnings.twinning, name="twinning"),
    path("twinnings/<int:pk>/end/", twinnings.end, name="end_twinning"),
]
