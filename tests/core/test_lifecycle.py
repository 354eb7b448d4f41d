"""A step is taken once, by whoever comes first, and only from where it may begin."""

import pytest
from django.db import IntegrityError, transaction

from hubs.models import Expression
from hubs.states import EXPRESSION
from twinning.core.errors import Refused


def test_a_step_moves_the_stored_record_and_its_changes(draft):
    EXPRESSION.take(draft, "submit", unfinished="At last")

    stored = Expression.objects.get()
    assert (stored.status, stored.unfinished) == ("submitted", "At last")
    assert (draft.status, draft.unfinished) == ("submitted", "At last")


def test_of_two_who_loaded_the_same_draft_only_one_submits_it(draft):
    theirs = Expression.objects.get()
    EXPRESSION.take(draft, "submit")

    with pytest.raises(Refused, match="moved on"):
        EXPRESSION.take(theirs, "submit", unfinished="overwritten")

    assert Expression.objects.get().unfinished != "overwritten"


def test_the_database_refuses_a_status_that_is_not_in_the_lifecycle(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Expression.objects.update(status="lost")


def test_a_step_of_many_moves_those_that_stand_where_it_may_begin_and_no_others(draft):
    everything = Expression.objects.all()

    assert EXPRESSION.take_all(everything, "submit", unfinished="At last") == 1
    assert EXPRESSION.take_all(everything, "submit", unfinished="overwritten") == 0
    assert Expression.objects.get().unfinished == "At last"
