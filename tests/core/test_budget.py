"""The measure itself: it must see each statement and each row."""

from hubs.models import Region
from tests.budget import counting
from tests.factories import make_region


def test_it_counts_statements_and_rows(db):
    for code in ("a", "b", "c"):
        make_region(code)

    with counting() as spent:
        assert len(Region.objects.all()) == 3
        assert Region.objects.count() == 3

    assert (spent.queries, spent.rows) == (2, 4)
