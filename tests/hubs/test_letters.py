"""What the letters of the selection say, word by word where it matters."""

import pytest
from django.core import mail

from hubs.models import Decision, Expression, MembershipRole
from hubs.operations.expressions import submit_expression, withdraw_expression
from hubs.operations.hubs import register_hub
from hubs.operations.memberships import invite_colleague
from tests.factories import make_call, make_expression, make_programme, make_region, make_user
from twinning.accounts.operations.letters import write_letter
from twinning.core.keeping import renew_settled
from twinning.core.letters import link, put_into_words


@pytest.fixture
def deliver(django_capture_on_commit_callbacks):
    """Do something and have its letters sent, as the worker would."""

    def deliver(act):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox

    return deliver


def test_an_invitation_leads_somebody_without_an_account_to_sign_up_and_back(deliver, ines, ines_hub):
    (sent,) = deliver(
        lambda: invite_colleague(ines_hub, email="new@example.org", role=MembershipRole.VIEWER, by=ines)
    )

    assert sent.to == ["new@example.org"]
    assert sent.subject == "Join Atlantic Hub in the twinning programme"
    assert "Ines invites you to work together with the people of Atlantic Hub, as viewer." in sent.body
    assert link("/accounts/signup/?next=/invitations/") in sent.body
    assert "The invitation is valid until" in sent.body


def test_an_invitation_leads_somebody_with_an_account_to_accept(deliver, ines, leo, ines_hub):
    (sent,) = deliver(
        lambda: invite_colleague(ines_hub, email=leo.email, role=MembershipRole.VIEWER, by=ines)
    )

    assert link("/invitations/") in sent.body
    assert "signup" not in sent.body


def test_a_colleague_of_another_language_reads_the_invitation_at_its_own_address(deliver, ines, ines_hub):
    make_user("Paula", language="pt")

    (sent,) = deliver(
        lambda: invite_colleague(ines_hub, email="paula@example.org", role=MembershipRole.VIEWER, by=ines)
    )

    assert link("/pt/invitations/") in sent.body


def test_the_office_hears_of_a_new_hub(deliver, ines, carla):
    (sent,) = deliver(
        lambda: register_hub(by=ines, name="Porto & Mar", country="PT", region=make_region(), city="Porto")
    )

    assert sent.to == [carla.email]
    assert sent.subject == "New hub: Porto & Mar"
    assert "Porto & Mar (Portugal, European Union) has been registered." in sent.body
    assert link("/hubs/porto-mar/") in sent.body


def test_the_receipt_says_when_it_was_handed_in_on_the_readers_clock(deliver, ines, draft):
    (sent,) = deliver(lambda: submit_expression(draft, by=ines))

    assert sent.subject == "We have it: the expression of interest of Atlantic Hub"
    assert "for “First call” was submitted on" in sent.body
    assert "(Europe/Lisbon)" in sent.body
    assert "(Europe/Brussels)" in sent.body
    assert link(draft.submissions.get().get_absolute_url()) in sent.body


def test_the_office_hears_of_a_withdrawal(deliver, ines, carla, submitted):
    (sent,) = deliver(lambda: withdraw_expression(submitted, reason="We merge.", by=ines))

    assert sent.to == [carla.email]
    assert sent.subject == "Withdrawn: the expression of interest of Atlantic Hub"
    assert "Atlantic Hub has withdrawn its expression of interest for “First call”." in sent.body


def test_a_letter_is_written_in_the_programmes_name_and_says_that_its_data_are_samples(
    deliver, ines, carla, submitted
):
    make_programme(name="Three Shores", shows_samples=True)
    renew_settled()

    (sent,) = deliver(lambda: withdraw_expression(submitted, reason="We merge.", by=ines))

    html, _kind = sent.alternatives[0]
    assert "Three Shores</td>" in html
    assert "This is a demonstration" in html


@pytest.mark.parametrize(
    ("outcome", "subject", "words"),
    [
        ("selected", "Selected: Atlantic Hub takes part", "congratulations: Atlantic Hub has been selected"),
        ("reserve", "On the reserve list: Atlantic Hub", "Atlantic Hub stands on the reserve list"),
        (
            "not_selected",
            "The decision on the expression of interest of Atlantic Hub",
            "was not selected this time",
        ),
    ],
)
def test_a_decision_is_told_in_its_own_words(deliver, ines, ines_hub, carla, outcome, subject, words):
    expression = make_expression(make_call(), ines_hub, status=outcome)
    Decision.objects.create(expression=expression, outcome=outcome, reason="Kept inside", decided_by=carla)

    (sent,) = deliver(lambda: write_letter("hubs.decision_released", to=ines, about=expression.pk))

    assert sent.subject == subject
    assert words in sent.body
    assert "Kept inside" not in sent.body


@pytest.mark.parametrize("kind", ["submission_received", "expression_restored", "expression_withdrawn"])
@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_every_letter_can_be_said_in_every_language(submitted, ines, kind, language):
    expression = Expression.objects.get()
    about = expression.submission_id if kind == "submission_received" else expression.pk

    words = put_into_words(f"hubs.{kind}", about, language=language, time_zone="America/Bogota", reader=ines)

    assert words.subject
    assert "Atlantic Hub" in words.text
    assert "\n\n\n" not in words.text
