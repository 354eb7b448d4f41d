"""People act at the same moment: nobody's deed is lost, none is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from actionplans.models import Plan, Signature
from actionplans.operations.plans import propose_plan, sign_plan
from actionplans.operations.sections import revise_section
from actionplans.states import PlanStatus
from tests.actionplans import digest_now, first_section, stored
from twinning.core.errors import Refused
from twinning.trail.operations import broken_traces

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], None]) -> list[str]:
    """Do all at the same moment, each on a connection of its own; what became of each."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], None]) -> str:
        try:
            start.wait()
            deed()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_two_last_signatures_agree_the_plan_once(proposed, ines, leo, ines_hub, leo_hub):
    digest = digest_now(proposed)

    outcome = at_once(
        lambda: sign_plan(stored(proposed), hub=ines_hub, digest=digest, by=ines),
        lambda: sign_plan(stored(proposed), hub=leo_hub, digest=digest, by=leo),
    )

    assert outcome == ["done", "done"]
    assert stored(proposed).status == PlanStatus.AGREED
    assert Signature.objects.count() == 2
    assert broken_traces(proposed) == []


def test_one_hub_signing_twice_at_once_signs_once(proposed, ines, ines_hub):
    digest = digest_now(proposed)
    deed = lambda: sign_plan(stored(proposed), hub=ines_hub, digest=digest, by=ines)  # noqa: E731

    assert sorted(at_once(deed, deed)) == ["Refused", "done"]
    assert Signature.objects.count() == 1


def test_of_two_texts_saved_at_once_one_is_stored_and_one_is_asked(section, ines, leo):
    outcome = at_once(
        lambda: revise_section(stored(section), body="Ines.", version=1, by=ines),
        lambda: revise_section(stored(section), body="Leo.", version=1, by=leo),
    )

    assert sorted(outcome) == ["Stale", "done"]
    assert stored(section).version == 2
    assert stored(section).body == ("Ines." if outcome[0] == "done" else "Leo.")


def test_an_edit_at_the_moment_of_a_proposal_is_in_the_version_or_refused(written, ines, leo):
    section = first_section(written)

    edit, proposal = at_once(
        lambda: revise_section(stored(section), body="At the last moment.", version=2, by=leo),
        lambda: propose_plan(stored(written), by=ines),
    )

    assert proposal == "done"
    kept = Plan.objects.get().versions.get()
    assert ("At the last moment." in kept.content) == (edit == "done")
    assert kept.digest == digest_now(stored(written))
