"""Each trace is sealed with the one before it, so that no past can be rewritten unseen."""

import pytest
from django.db import connection
from django.urls import reverse

from hubs.models import Region
from hubs.operations.programme import settle_region
from tests.factories import make_call
from twinning.trail.models import Trace
from twinning.trail.operations import broken_traces, leave_trace


@pytest.fixture
def chain(ines_hub, ines):
    for step in ("registered", "described", "listed"):
        leave_trace(ines_hub, step, by=ines, why="to see")
    return ines_hub


def test_traces_of_a_record_are_numbered_and_chained(chain, ines):
    first, second, third = Trace.objects.of(chain)

    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (second.before, third.before) == (first.seal, second.seal)
    assert second.actor == f"user {ines.pk}"
    assert broken_traces(chain) == []


def test_what_nobody_did_was_the_clock(ines_hub):
    assert leave_trace(ines_hub, "listed", by=None).actor == "the clock"


def test_records_do_not_share_a_chain(chain, leo_hub):
    assert leave_trace(leo_hub, "registered", by=None).number == 1


@pytest.mark.parametrize("change", ["step = 'hidden'", "detail = '{}'", "actor = 'user 999'"])
def test_a_trace_changed_behind_our_back_is_found(chain, change):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE trail_trace SET {change} WHERE number = 2")

    assert broken_traces(chain) == [2]


def test_a_trace_taken_out_is_found(chain):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trail_trace WHERE number = 2")

    assert broken_traces(chain) == [3]


def test_our_own_code_can_neither_change_nor_remove_a_trace(chain):
    with pytest.raises(TypeError):
        Trace.objects.update(step="x")
    with pytest.raises(TypeError):
        Trace.objects.all().delete()
    with pytest.raises(TypeError):
        Trace.objects.first().delete()
    with pytest.raises(TypeError):
        Trace.objects.first().save()


def test_what_is_settled_is_traced_with_what_changed_and_nothing_else_is(carla):
    for name in ("Moon", "Moon", "The Moon"):
        settle_region("moon", by=carla, name=name, position=7)

    traces = Trace.objects.of(Region.objects.get(code="moon"))
    assert [(trace.step, trace.detail["fields"], trace.by) for trace in traces] == [
        ("created", ["name", "position"], carla),
        ("changed", ["name"], carla),
    ]


def test_a_records_page_shows_digests_by_their_beginning_and_the_traces_own_all_of_it(carla, as_user):
    trace = leave_trace(make_call(), "publish", by=carla, seal_of_rules="ab" * 32)
    browser = as_user(carla)

    listed = browser.get(reverse("admin:hubs_call_change", args=[trace.subject_id])).text
    alone = browser.get(reverse("admin:trail_trace_change", args=[trace.pk])).text

    assert "seal of rules: abababababab…" in listed
    assert "ab" * 32 not in listed
    assert "ab" * 32 in alone
