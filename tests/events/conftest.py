"""Events that many tests speak of."""

import pytest

from events.operations.attendances import register_attendance
from tests.events.making import make_draft, make_event


@pytest.fixture
def event(db):
    """Published, in ten days, open to everybody with an account."""
    return make_event()


@pytest.fixture
def announced(db):
    """Announced, and not yet published."""
    return make_draft()


@pytest.fixture
def attendance(event, ines):
    """Ines comes."""
    return register_attendance(event, by=ines)
