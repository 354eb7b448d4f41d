"""Everybody of the twinned hubs is told what happens to their plan, in their own language."""

import pytest
from django.core import mail

from actionplans.operations.plans import open_plan, propose_plan, reopen_plan, sign_plan
from tests.actionplans import digest_now
from twinning.accounts.models import Letter

ADDRESSES = ["cleo@example.org", "ines@example.org", "leo@example.org", "vera@example.org"]


@pytest.fixture
def delivered(django_capture_on_commit_callbacks, vera, cleo, outsider):
    """`delivered(deed)`: the mails that a deed sends, by address."""

    def do(deed):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return {message.to[0]: message for message in mail.outbox}

    return do


def test_the_opening_invites_to_write(delivered, twinning, kinds, carla):
    mails = delivered(lambda: open_plan(twinning, by=carla))

    letter = mails["ines@example.org"]
    assert sorted(mails) == ADDRESSES
    assert letter.subject == "Your action plan is open: Atlantic Hub – Hub Andino"
    assert "- Goals\n- Use of the network" in letter.body
    assert f"http://testserver/plans/{twinning.plan.pk}/" in letter.body


def test_what_is_put_forward_is_to_be_signed(delivered, written, ines):
    mails = delivered(lambda: propose_plan(written, by=ines))

    letter = mails["leo@example.org"]
    assert sorted(mails) == ADDRESSES
    assert letter.subject == "To be signed: your action plan, version 1"
    assert "Ines put version 1 of the action plan of Atlantic Hub – Hub Andino forward" in letter.body


def test_the_agreement_names_who_signed_in_the_readers_zone(
    delivered, proposed, ines, leo, ines_hub, leo_hub
):
    sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=ines)
    mails = delivered(lambda: sign_plan(proposed, hub=leo_hub, digest=digest_now(proposed), by=leo))

    letter = mails["ines@example.org"]
    assert sorted(mails) == ADDRESSES
    assert letter.subject == "Agreed: the action plan of Atlantic Hub – Hub Andino"
    assert "- Hub Andino: Leo, " in letter.body
    assert "(Europe/Lisbon)" in letter.body


def test_the_reopening_gives_the_reason_as_it_was_written(delivered, agreed, leo):
    mails = delivered(lambda: reopen_plan(agreed, reason="A & B < C", by=leo))

    letter = mails["ines@example.org"]
    assert sorted(mails) == ADDRESSES
    assert "Leo reopened your action plan" in letter.body
    assert "A & B < C" in letter.body
    assert "A &amp; B &lt; C" in letter.alternatives[0].content


def test_each_version_has_its_own_letters(delivered, proposed, ines, leo):
    reopen_plan(proposed, reason="A comma.", by=leo)
    mails = delivered(lambda: propose_plan(proposed, by=ines))

    assert mails["leo@example.org"].subject == "To be signed: your action plan, version 2"
    assert Letter.objects.filter(kind="actionplans.plan_proposed").count() == 2 * len(ADDRESSES)


def test_who_may_not_sign_in_gets_no_letter(delivered, written, ines, leo):
    leo.is_active = False
    leo.save()

    assert "leo@example.org" not in delivered(lambda: propose_plan(written, by=ines))
