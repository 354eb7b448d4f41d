"""Two people at once: one succeeds, the other is told so in words, and nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from hubs.models import Expression, Invitation, Membership, MembershipRole, Submission
from hubs.operations.answers import answer_field
from hubs.operations.expressions import start_expression, submit_expression
from hubs.operations.memberships import accept_invitation, invite_colleague, remove_membership
from tests.factories import join
from twinning.core.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do all of it in threads of their own, begun together; what each came to."""
    together = Barrier(len(acts))

    def run(act):
        try:
            together.wait(10)
            act()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def test_two_who_invite_the_same_person(ines, ines_hub):
    def invite():
        invite_colleague(ines_hub, email="new@example.org", role=MembershipRole.VIEWER, by=ines)

    assert at_once(invite, invite) == ["done", "refused"]
    assert Invitation.objects.count() == 1


def test_one_who_presses_accept_twice(ines, ines_hub, leo):
    invitation = invite_colleague(ines_hub, email=leo.email, role=MembershipRole.VIEWER, by=ines)

    def accept():
        accept_invitation(Invitation.objects.get(pk=invitation.pk), by=leo)

    assert at_once(accept, accept) == ["done", "refused"]
    assert Membership.objects.filter(user=leo).count() == 1


def test_two_managers_who_remove_each_other(ines, ines_hub, leo):
    of_ines, of_leo = Membership.objects.get(user=ines), join(ines_hub, leo)

    came_to = at_once(lambda: remove_membership(of_leo, by=ines), lambda: remove_membership(of_ines, by=leo))

    assert came_to == ["done", "refused"]
    assert Membership.objects.filter(role=MembershipRole.MANAGER).count() == 1


def test_two_colleagues_who_begin_for_the_same_hub(call, ines, ines_hub):
    def begin():
        start_expression(call, hub=ines_hub, by=ines)

    assert at_once(begin, begin) == ["done", "refused"]
    assert Expression.objects.count() == 1


def test_two_colleagues_who_save_one_field_at_once(draft, ines):
    def saving(words):
        mine = Expression.objects.get()
        return lambda: answer_field(mine, "motivation", words, 1, ines)

    assert at_once(saving("one"), saving("other")) == ["done", "refused"]
    assert draft.answers.get(code="motivation").version == 2


def test_two_colleagues_who_save_two_fields_at_once(draft, ines):
    def saving(code):
        mine = Expression.objects.get()
        return lambda: answer_field(mine, code, "New words", 1, ines)

    assert at_once(saving("motivation"), saving("offers")) == ["done", "done"]
    assert set(draft.answers.filter(version=2).values_list("code", flat=True)) == {"motivation", "offers"}


def test_one_saves_while_the_other_submits(draft, ines):
    def save():
        answer_field(draft, "motivation", "At the last moment", 1, ines)

    submitting = Expression.objects.get()
    came_to = at_once(save, lambda: submit_expression(submitting, by=ines))

    stored = Expression.objects.get()
    handed_in = {one["code"]: one["value"] for one in stored.submission.content["fields"]}["motivation"]
    assert stored.status == "submitted"
    assert handed_in == draft.answers.get(code="motivation").value
    assert came_to == (["done", "done"] if handed_in == "At the last moment" else ["done", "refused"])


def test_who_presses_submit_several_times_at_once_finds_the_one_receipt_each_time(draft, ines, as_user):
    """Without scripts nothing keeps a hand from pressing twice; what the last press gets is what one sees."""
    browsers = [as_user(ines) for _press in range(4)]
    answers = []

    def pressing(browser):
        return lambda: answers.append(browser.post(reverse("hubs:submit_expression", args=[draft.pk])))

    at_once(*map(pressing, browsers))

    receipt = Submission.objects.get().get_absolute_url()
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [(302, receipt)] * 4
