"""A plan is opened with its twinning, put forward, signed by every hub, and reopened with a reason."""

import pytest
from django.db import transaction

from actionplans.models import Plan, Signature, Version
from actionplans.operations.plans import open_plan, propose_plan, reopen_plan, sign_plan
from actionplans.operations.sections import revise_section
from actionplans.signals import plan_agreed
from actionplans.states import PLAN, PlanStatus
from hubs.models import Twinning
from hubs.signals import twinning_formed
from hubs.states import TwinningStatus
from tests.actionplans import digest_now, first_section, stored
from tests.factories import join, make_hub, make_twinning, make_user
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace
from twinning.trail.operations import broken_traces

S = PlanStatus


def steps_of(plan):
    return list(Trace.objects.of(plan).values_list("step", flat=True))


def end(twinning):
    Twinning.objects.update(status=TwinningStatus.ENDED)


def test_forming_a_twinning_opens_its_plan_with_a_section_of_each_kind(twinning, kinds, carla):
    twinning_formed.send(sender=Twinning, twinning=twinning, by=carla)

    plan = Plan.objects.get(twinning=twinning)
    assert [section.kind.code for section in plan.sections.all()] == ["goals", "network"]
    assert (plan.status, plan.sections_count, plan.sections_filled) == (S.DRAFTING, 2, 0)
    assert steps_of(plan) == ["open"]


def test_a_twinning_that_fails_to_form_leaves_no_plan(twinning, kinds, carla):
    def form():
        with transaction.atomic():
            twinning_formed.send(sender=Twinning, twinning=twinning, by=carla)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        form()

    assert not Plan.objects.exists()


def test_a_twinning_has_one_plan(plan, twinning, carla):
    with pytest.raises(Refused):
        open_plan(twinning, by=carla)


def test_putting_it_forward_keeps_a_version_word_for_word(written, ines):
    propose_plan(written, by=ines)

    version = Version.objects.get()
    assert (stored(written).status, stored(written).number) == (S.PROPOSED, 1)
    assert "To learn from each other." in version.content
    assert version.digest == digest_now(stored(written))


def test_an_empty_plan_is_not_put_forward(plan, ines):
    with pytest.raises(Refused, match="nothing in this plan"):
        propose_plan(plan, by=ines)

    assert (stored(plan).status, stored(plan).number) == (S.DRAFTING, 0)


def test_the_last_signature_agrees_the_plan_and_says_so(proposed, ines, leo, ines_hub, leo_hub):
    heard = []

    def listener(plan, by, **more):
        heard.append((plan, by, transaction.get_connection().in_atomic_block))

    plan_agreed.connect(listener)

    sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=ines)
    assert (stored(proposed).status, heard) == (S.PROPOSED, [])
    sign_plan(proposed, hub=leo_hub, digest=digest_now(proposed), by=leo)

    plan_agreed.disconnect(listener)
    assert stored(proposed).status == S.AGREED
    assert stored(proposed).agreed_at
    assert heard == [(proposed, leo, True)]
    assert steps_of(proposed) == ["open", "propose", "sign", "sign", "agree"]
    assert broken_traces(proposed) == []


def test_a_listener_that_fails_takes_the_last_signature_back(proposed, ines, leo, ines_hub, leo_hub):
    def fail(**words):
        raise ZeroDivisionError

    sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=ines)
    plan_agreed.connect(fail)
    with pytest.raises(ZeroDivisionError):
        sign_plan(proposed, hub=leo_hub, digest=digest_now(proposed), by=leo)
    plan_agreed.disconnect(fail)

    assert stored(proposed).status == S.PROPOSED
    assert [signature.hub for signature in Signature.objects.all()] == [ines_hub]


def test_three_partners_are_agreed_when_three_have_signed(
    kinds, ines, leo, ines_hub, leo_hub, outsider, olga_hub
):
    twinning = make_twinning(ines_hub, leo_hub, olga_hub)
    plan = open_plan(twinning, by=None)
    revise_section(first_section(plan), body="Together.", version=1, by=ines)
    propose_plan(plan, by=ines)

    statuses = []
    for hub, manager in ((ines_hub, ines), (leo_hub, leo), (olga_hub, outsider)):
        sign_plan(plan, hub=hub, digest=digest_now(plan), by=manager)
        statuses.append(stored(plan).status)

    assert statuses == [S.PROPOSED, S.PROPOSED, S.AGREED]


def test_what_was_not_read_is_not_signed(proposed, ines, ines_hub):
    with pytest.raises(Stale):
        sign_plan(proposed, hub=ines_hub, digest="0" * 64, by=ines)

    assert not Signature.objects.exists()


def test_a_digest_read_before_a_reopening_does_not_sign_what_came_after(proposed, ines, leo, ines_hub):
    read = digest_now(proposed)
    reopen_plan(proposed, reason="A comma.", by=leo)
    propose_plan(proposed, by=leo)

    with pytest.raises(Stale):
        sign_plan(proposed, hub=ines_hub, digest=read, by=ines)


def test_content_changed_behind_the_operations_is_not_signed(proposed, ines, ines_hub):
    read = digest_now(proposed)
    proposed.sections.update(body="Something else.")

    with pytest.raises(Stale):
        sign_plan(proposed, hub=ines_hub, digest=read, by=ines)


def test_a_hub_signs_a_version_once(proposed, ines, ines_hub):
    colleague = make_user("Ivo")
    join(ines_hub, colleague)
    sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=ines)

    with pytest.raises(Refused, match="signed already"):
        sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=colleague)


def test_nobody_signs_for_a_hub_they_do_not_manage(proposed, ines, cleo, vera, carla, ines_hub, leo_hub):
    for somebody, hub in ((cleo, leo_hub), (vera, ines_hub), (ines, leo_hub), (carla, ines_hub)):
        with pytest.raises(Refused, match="Only a manager"):
            sign_plan(proposed, hub=hub, digest=digest_now(proposed), by=somebody)


def test_a_strange_hub_does_not_sign(proposed, outsider, olga_hub):
    with pytest.raises(Refused, match="Only a manager"):
        sign_plan(proposed, hub=olga_hub, digest=digest_now(proposed), by=outsider)


def test_reopening_makes_signatures_history_and_keeps_them(agreed, leo):
    reopen_plan(agreed, reason="The date was wrong.", by=leo)

    assert (stored(agreed).status, stored(agreed).agreed_at) == (S.DRAFTING, None)
    assert Signature.objects.count() == 2
    assert not Signature.objects.standing().exists()
    assert Version.objects.get().number == 1
    assert Trace.objects.of(agreed).last().detail == {"reason": "The date was wrong.", "version": 1}


def test_the_same_words_are_signed_anew_after_a_reopening(agreed, ines, leo, ines_hub, leo_hub):
    reopen_plan(agreed, reason="To think it over.", by=leo)
    propose_plan(agreed, by=leo)
    for hub, manager in ((ines_hub, ines), (leo_hub, leo)):
        sign_plan(agreed, hub=hub, digest=digest_now(agreed), by=manager)

    assert stored(agreed).status == S.AGREED
    assert Signature.objects.count() == 4
    assert [signature.number for signature in Signature.objects.standing()] == [2, 2]


def test_a_signature_is_never_deleted(agreed):
    with pytest.raises(TypeError):
        Signature.objects.all().delete()


def take(step, plan, by, hub):
    deeds = {
        "revise": lambda: revise_section(first_section(plan), body="New.", version=2, by=by),
        "propose": lambda: propose_plan(plan, by=by),
        "sign": lambda: sign_plan(plan, hub=hub, digest=digest_now(plan), by=by),
        "reopen": lambda: reopen_plan(plan, reason="Why not.", by=by),
    }
    deeds[step]()


ILLEGAL = [
    (step, status)
    for step in ("revise", "propose", "sign", "reopen")
    for status in S
    if status not in PLAN.steps[step].sources
]


@pytest.mark.parametrize(("step", "status"), ILLEGAL)
def test_an_illegal_step_is_refused_whoever_asks(step, status, written, ines, ines_hub):
    Plan.objects.update(status=status)

    with pytest.raises(Refused):
        take(step, stored(written), ines, ines_hub)

    assert stored(written).status == status
    assert stored(written).number == 0


@pytest.mark.parametrize(("step", "status"), ILLEGAL)
def test_it_is_refused_as_well_when_the_plan_moved_on_unseen(step, status, written, ines, ines_hub):
    loaded = stored(written)
    Plan.objects.update(status=status)

    with pytest.raises(Refused):
        take(step, loaded, ines, ines_hub)

    assert stored(written).status == status


@pytest.mark.parametrize(
    ("step", "status"),
    [("revise", S.DRAFTING), ("propose", S.DRAFTING), ("sign", S.PROPOSED), ("reopen", S.AGREED)],
)
def test_the_plan_of_an_ended_twinning_is_only_read(step, status, written, ines, ines_hub, twinning):
    Plan.objects.update(status=status)
    end(twinning)

    with pytest.raises(Refused, match="has ended"):
        take(step, stored(written), ines, ines_hub)


def test_a_hub_without_managers_keeps_the_plan_from_being_agreed(kinds, ines, ines_hub):
    """Nobody can sign for it, and the plan says whose signature is missing."""
    silent = make_hub("Silent Hub", region="lac")
    plan = open_plan(make_twinning(ines_hub, silent), by=None)
    revise_section(first_section(plan), body="Together.", version=1, by=ines)
    propose_plan(plan, by=ines)
    sign_plan(plan, hub=ines_hub, digest=digest_now(plan), by=ines)

    assert stored(plan).status == S.PROPOSED
    assert list(plan.unsigned_hubs()) == [silent]
