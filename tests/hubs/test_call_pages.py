"""The list of calls, a call's page, and the way to apply."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Call, Expression, MembershipRole
from hubs.states import CallStatus
from tests.factories import join, make_area, make_call, make_expression, make_hub
from tests.factories_applying import ask


def test_open_calls_come_first_and_drafts_are_the_offices(as_user, carla):
    now = timezone.now()
    make_call(title="Over", closes_at=now)
    make_call(title="Open")
    make_call(title="To come", opens_at=now + timedelta(days=1))
    make_call(title="Prepared", status=CallStatus.DRAFT)

    def titles(user):
        return [(row.title, row.state) for row in as_user(user).get("/calls/").context["rows"]]

    public = [("Open", "open"), ("To come", "soon"), ("Over", "closed")]
    assert titles(None) == public
    assert sorted(titles(carla)) == sorted([*public, ("Prepared", "draft")])


def test_the_list_costs_the_same_at_1_and_30_calls(db, client, budget):
    make_call()
    one = budget(client, "/calls/")
    for _ in range(29):
        make_call()
    thirty = budget(client, "/calls/")

    assert one.queries == thirty.queries


def test_the_times_are_told_on_the_calls_the_readers_and_the_worlds_clock(as_user, leo):
    closes = datetime(2031, 7, 1, 15, 0, tzinfo=UTC)
    call = make_call(closes_at=closes, time_zone="Europe/Brussels")

    words = as_user(leo).get(call.get_absolute_url()).content.decode()

    assert "17:00" in words
    assert "(Europe/Brussels)" in words
    assert "10:00" in words
    assert "(America/Bogota)" in words
    assert "15:00" in words
    assert "(UTC)" in words


def test_a_calls_page_says_what_is_marked_where_places_are_and_what_it_is_about(client, call):
    Call.objects.update(text="First.\n\n- one\n- two <script>")
    call.technology_areas.add(make_area())
    words = client.get(call.get_absolute_url()).content.decode()

    assert "<li>two &lt;script&gt;</li>" in words
    assert "Excellence" in words
    assert "0 – 5" in words
    assert "European Union" in words
    assert "Artificial intelligence" in words
    assert f"{reverse('account_login')}?next={call.get_absolute_url()}" in words


def test_a_call_in_preparation_does_not_exist_for_others(as_user, ines, carla):
    call = make_call(status=CallStatus.DRAFT)

    assert as_user().get(call.get_absolute_url()).status_code == 404
    assert as_user(ines).get(call.get_absolute_url()).status_code == 404
    assert as_user(carla).get(call.get_absolute_url()).status_code == 200


def test_hub_staff_choose_among_their_hubs_that_may_apply(as_user, call, ines, ines_hub):
    second = make_hub("Second Hub", manager=ines)
    make_expression(call, make_hub("Third Hub", manager=ines))
    viewed = make_hub("Viewed Hub")
    join(viewed, ines, MembershipRole.VIEWER)
    make_hub("Hub without places", region="af", country="MA", manager=ines)

    context = as_user(ines).get(call.get_absolute_url()).context

    assert set(context["form"].fields["hub"].queryset) == {ines_hub, second}
    assert [expression.hub for expression in context["begun"]] == ["Third Hub"]


def test_who_speaks_for_no_hub_reads_what_to_do(as_user, call, olga):
    words = as_user(olga).get(call.get_absolute_url()).content.decode()

    assert "Register a hub" in words


def test_beginning_leads_to_the_form(as_user, call, ines, ines_hub):
    response = as_user(ines).post(reverse("hubs:start_expression", args=[call.slug]), {"hub": ines_hub.pk})

    expression = Expression.objects.get()
    assert response.url == reverse("hubs:revise_expression", args=[expression.pk])


def test_beginning_twice_leads_to_what_was_begun(as_user, draft, ines):
    url = reverse("hubs:start_expression", args=[draft.call.slug])

    assert as_user(ines).post(url, {"hub": draft.hub_id}).url == draft.get_absolute_url()
    assert Expression.objects.count() == 1


def test_nobody_applies_for_a_hub_that_is_not_theirs(as_user, call, ines, ines_hub, leo, leo_hub):
    join(leo_hub, ines, MembershipRole.VIEWER)

    response = as_user(ines).post(reverse("hubs:start_expression", args=[call.slug]), {"hub": leo_hub.pk})

    assert response.status_code == 409
    assert not Expression.objects.exists()


@pytest.mark.parametrize("fields", [{"closes_at": timezone.now()}, {"status": CallStatus.RELEASED}])
def test_nobody_applies_to_a_call_that_is_not_open(as_user, ines, ines_hub, fields):
    call = make_call(**fields)
    url = reverse("hubs:start_expression", args=[call.slug])

    assert as_user(ines).get(url).status_code == 403
    assert as_user(ines).post(url, {"hub": ines_hub.pk}).status_code == 403


def test_the_office_publishes_releases_and_archives(as_user, ines, carla):
    call = make_call(status=CallStatus.DRAFT)

    def press(step, user):
        return as_user(user).post(reverse(f"hubs:{step}_call", args=[call.slug])).status_code

    assert press("publish", ines) == 404
    assert press("publish", carla) == 302
    assert press("release", carla) == 403  # it is open
    assert press("release", ines) == 403
    Call.objects.update(closes_at=timezone.now())
    assert press("release", carla) == 302
    assert press("archive", carla) == 302
    assert Call.objects.get().status == CallStatus.ARCHIVED


@pytest.mark.parametrize(("language", "sign"), [("en", "."), ("es", ","), ("pt", ",")])
def test_what_is_asked_and_weighed_is_told_in_the_readers_numbers(db, client, language, sign):
    call = make_call(threshold=Decimal("10.5"))
    call.criteria.update(weight=Decimal("1.25"))
    ask(call, "staff", "number", lowest=Decimal("1.5"), highest=500)
    prefix = "" if language == "en" else f"/{language}"

    words = client.get(prefix + call.get_absolute_url()).content.decode()

    assert f"10{sign}5" in words
    assert f">1{sign}25</td>" in words
    assert f" 1{sign}5 · " in words
