"""The addresses of the selection and pairing, a block for each noun."""

from django.urls import path

from hubs.views import calls, evaluations, expressions, hubs, invitations, members, reviews, twinnings

app_name = "hubs"

urlpatterns = [
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/register/", hubs.register, name="register_hub"),
    path("hubs/<slug:slug>/", hubs.hub, name="hub"),
    path("hubs/<slug:slug>/describe/", hubs.describe, name="describe_hub"),
    path("hubs/<slug:slug>/list/", hubs.show, name="list_hub"),
    path("hubs/<slug:slug>/hide/", hubs.hide, name="hide_hub"),
    # people
    path("hubs/<slug:slug>/members/", members.members, name="members"),
    path("hubs/<slug:slug>/members/invite/", members.invite, name="invite_colleague"),
    path("memberships/<int:pk>/change/", members.change, name="change_membership"),
    path("memberships/<int:pk>/remove/", members.remove, name="remove_membership"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/accept/", invitations.accept, name="accept_invitation"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    # calls
    path("calls/", calls.calls, name="calls"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/apply/", calls.start, name="start_expression"),
    path("calls/<slug:slug>/publish/", calls.publish, name="publish_call"),
    path("calls/<slug:slug>/release/", calls.release, name="release_call"),
    path("calls/<slug:slug>/archive/", calls.archive, name="archive_call"),
    # expressions of interest
    path("expressions/", expressions.expressions, name="expressions"),
    path("expressions/<int:pk>/", expressions.expression, name="expression"),
    path("expressions/<int:pk>/revise/", expressions.revise, name="revise_expression"),
    path("expressions/<int:pk>/submit/", expressions.submit, name="submit_expression"),
    path("expressions/<int:pk>/reopen/", expressions.reopen, name="reopen_expression"),
    path("expressions/<int:pk>/withdraw/", expressions.withdraw, name="withdraw_expression"),
    path("expressions/<int:pk>/resume/", expressions.resume, name="resume_expression"),
    # reviewers
    path("reviews/", reviews.reviews, name="reviews"),
    path("assignments/<int:pk>/", reviews.assignment, name="assignment"),
    path("assignments/<int:pk>/accept/", reviews.accept, name="accept_assignment"),
    path("assignments/<int:pk>/recuse/", reviews.recuse, name="recuse_assignment"),
    path("evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/revise/", evaluations.revise, name="revise_evaluation"),
    path("evaluations/<int:pk>/submit/", evaluations.submit, name="submit_evaluation"),
    path("evaluations/<int:pk>/reopen/", evaluations.reopen, name="reopen_evaluation"),
    # pairings and twinnings
    path("pairings/<int:pk>/confirm/", twinnings.confirm, name="confirm_pairing"),
    path("pairings/<int:pk>/drop/", twinnings.drop, name="drop_pairing"),
    path("twinnings/<int:pk>/", twinnings.twinning, name="twinning"),
    path("twinnings/<int:pk>/end/", twinnings.end, name="end_twinning"),
]
