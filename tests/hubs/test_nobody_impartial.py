"""What a conflict hides is hidden in what is reckoned and proposed as well; and somebody hears of it."""

import pytest
from django.urls import reverse

from hubs.admin.sharing_rows import pairs_of
from hubs.models import Call, Decision
from hubs.operations.decisions import decide_expression
from hubs.operations.redress import file_redress
from hubs.operations.releasing import release_call
from hubs.operations.sharing import plan_assignments
from hubs.operations.standings import refresh_standing
from tests.factories import make_evaluation, make_expression, make_hub, make_programme, make_user
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import ask, declare, make_reviewer
from twinning.accounts.models import Letter, Role, User
from twinning.core.errors import Refused
from twinning.core.letters import put_into_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(db):
    return make_closed_call(redress_days=5)


@pytest.fixture
def ranked(call):
    """Three hubs for one place, the best first."""
    found = []
    for marks in (5, 4, 3.5):
        expression = make_expression(call, make_hub(manager=make_user()))
        make_evaluation(expression, make_reviewer(), marks=marks)
        refresh_standing(expression)
        found.append(expression)
    return found


def rows(browser, call):
    page = browser.get(reverse("admin:hubs_call_ranking", args=[call.pk]))
    return {row["hub"]: row for row in page.context["rows"]}, page.content.decode()


def test_what_the_ranking_says_is_told_to_who_sees_all_of_it(call, ranked, carla, ada, as_user):
    best, second, third = ranked
    declare(ada, best, conflict=True)

    seen, _page = rows(as_user(carla), call)
    hidden, words = rows(as_user(ada), call)

    assert [seen[one.hub.name]["said"] for one in ranked] == ["selected", "reserve", "reserve"]
    assert {name: row["said"] for name, row in hidden.items()} == {second.hub.name: "", third.hub.name: ""}
    assert not [row for row in hidden.values() if row["last_place"]]
    assert "you are not told what the ranking says" in words
    assert best.hub.name not in words


def test_a_decision_beside_a_hidden_application_has_its_own_reason(call, ranked, ada, carla):
    best, second, _third = ranked
    declare(ada, best, conflict=True)

    for outcome in ("selected", "reserve"):
        with pytest.raises(Refused, match="hidden from you") as refused:
            decide_expression(second, outcome=outcome, reason="", by=ada)
        assert "The ranking says" not in str(refused.value)

    decide_expression(second, outcome="reserve", reason="The panel says so.", by=ada)
    decide_expression(second, outcome="reserve", reason="", by=carla)


def test_who_is_asked_already_is_not_offered_again(call, carla):
    expression = make_expression(call, make_hub())
    people = [make_reviewer() for _ in range(3)]
    ask(expression, people[0])

    plan = plan_assignments(call, each=2, most=5, by=carla)
    (pair,) = pairs_of(plan, [expression], {one.pk: str(one) for one in people})

    offered = {option["value"] for option in pair["options"]}
    assert offered == {f"{expression.pk}-{one.pk}" for one in people[1:]}


def released(expression, by):
    for one in Call.objects.get().expressions.all():
        Decision.objects.create(
            expression=one, outcome="not_selected", decided_by=by, by_hand=True, reason="Sample."
        )
    release_call(expression.call, by=by)


def test_where_all_have_an_interest_an_administrator_hears_that_somebody_else_is_needed(
    call, ranked, ada, carla
):
    expression = ranked[0]
    released(expression, carla)
    for officer in (ada, carla):
        declare(officer, expression, conflict=True)

    file_redress(expression, text="Secret complaint.", by=expression.hub.memberships.get().user)

    (letter,) = Letter.objects.filter(recipient__in=[ada, carla])
    assert (letter.kind, letter.recipient) == ("hubs.nobody_impartial", ada)
    for language in ("en", "es", "pt"):
        words = put_into_words(letter.kind, letter.about, language=language, time_zone="UTC", reader=ada)
        for secret in (expression.hub.name, "Secret", "redress", str(expression.get_absolute_url())):
            assert secret not in words.subject + words.text
    assert f":{expression.pk}" not in letter.reference.removeprefix(f"hubs.nobody_impartial:{call.pk}")


def test_without_an_administrator_the_programmes_address_hears_of_it(call, ranked, carla):
    make_programme(contact_email="office@example.org")
    expression = ranked[0]
    released(expression, carla)
    declare(carla, expression, conflict=True)

    file_redress(expression, text="A complaint.", by=expression.hub.memberships.get().user)

    assert Letter.objects.get(kind="hubs.nobody_impartial").address == "office@example.org"
    assert not User.objects.filter(role=Role.ADMINISTRATOR).exists()
