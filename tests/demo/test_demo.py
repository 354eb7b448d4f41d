"""The demo is what it says: built by operations, complete, and marked as samples."""

import json
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actionplans.models import Plan, Signature
from events.models import Event
from hubs.models import Call, Evaluation, Expression, Programme, Twinning
from hubs.waiting.hubs import waiting_for
from portfolios.models import Listing
from twinning.accounts.models import Letter, User
from twinning.trail.models import Trace
from twinning.trail.operations import broken_traces


@pytest.fixture
def demo(db, settings):
    settings.DEBUG = True
    call_command("build_demo", stdout=StringIO())


def test_the_demo_tells_a_whole_programme(demo, as_user, settings):
    past = Call.objects.get(slug="sample-call-1")
    outcomes = Counter(past.expressions.values_list("hub__region__code", "status"))

    assert past.expressions.count() == 24
    assert Evaluation.objects.submitted().filter(assignment__expression__call=past).count() == 72
    assert (outcomes["eu", "selected"], outcomes["lac", "selected"]) == (5, 5)
    assert {twinning.hubs.count() for twinning in Twinning.objects.all()} == {2}
    assert Twinning.objects.count() == 5
    assert set(Plan.objects.values_list("status", flat=True)) == {"drafting", "proposed", "agreed"}
    assert Listing.objects.count() == 10
    assert Event.objects.filter(of_programme=True).count() == 3
    assert Call.objects.open().count() == 1
    assert_reviewers_have_something_to_do(as_user)
    assert_samples_are_marked(as_user)
    assert_all_accounts_sign_in(as_user)
    assert_the_trail_is_whole()
    assert_the_past_is_past()


def assert_reviewers_have_something_to_do(as_user):
    """All that a reviewer may meet, in a call whose deadline has passed and whose decisions are open."""
    call = Call.objects.get(slug="sample-call-3")
    assert (call.is_over, call.status) == (True, "published")
    assert call.evaluations_due_at > timezone.now()
    rosa = User.objects.get(email="rosa@review.example")
    page = as_user(rosa).get("/reviews/")
    groups = {name: len(rows) for name, rows in page.context["groups"].items()}
    assert groups == {"to_declare": 2, "to_mark": 2, "done": 2}
    titles = [str(thing.title) for thing in waiting_for(rosa)]
    assert [title.split(":")[0].split(" ")[0] for title in titles] == ["Declare", "Evaluate", "Write"]
    for rows in page.context["groups"].values():
        for row in rows:
            assert as_user(rosa).get(row["url"]).status_code == 200


def assert_samples_are_marked(as_user):
    assert Programme.current().shows_samples
    for url in ("/", "/hubs/", "/calls/sample-call-1/", "/portfolios/ruta-n/", "/events/"):
        assert "samples" in as_user().get(url).content.decode(), url


def assert_all_accounts_sign_in(as_user):
    said = StringIO()
    call_command("demo_accounts", as_json=True, stdout=said)
    accounts = json.loads(said.getvalue())

    assert len({account["role"] for account in accounts}) == len(accounts)
    for account in accounts:
        user = User.objects.get(email=account["email"])
        assert user.check_password(account["password"])
        assert as_user(user).get("/desk/").status_code == 200, account["role"]


def assert_the_past_is_past():
    """What stands in a field happened when the trail says that it happened."""
    for signature in Signature.objects.select_related("plan"):
        signed = Trace.objects.of(signature.plan).filter(step="sign", by=signature.by)
        assert signature.signed_at in signed.values_list("at", flat=True)
    assert Letter.objects.dates("written_at", "day").count() > 10
    assert not Twinning.objects.filter(formed_at__gt=timezone.now() - timedelta(days=30)).exists()


def assert_the_trail_is_whole():
    assert Trace.objects.count() > 300
    assert [record for record in Expression.objects.all() if broken_traces(record)] == []


def test_it_is_not_built_over_data(ines_hub, settings):
    settings.DEBUG = True
    call_command("build_demo", if_empty=True, stdout=StringIO())

    with pytest.raises(CommandError, match="already"):
        call_command("build_demo", stdout=StringIO())
    assert not Call.objects.exists()


@pytest.mark.parametrize("command", ["build_demo", "demo_accounts"])
def test_sample_people_exist_in_debug_only(db, settings, command):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="debugging"):
        call_command(command, stdout=StringIO())
    assert User.objects.count() == 0


def test_no_account_is_announced_where_somebodys_own_programme_runs(db, settings):
    settings.DEBUG = True
    said = StringIO()

    call_command("demo_accounts", stdout=said)

    assert said.getvalue() == ""
