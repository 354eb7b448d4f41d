"""Field by field: what is typed is kept, and nobody's words are overwritten unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubs.application.answers import answers_of, faults_of, fields_of
from hubs.models import Clarification, Expression, MembershipRole
from hubs.operations.answers import QUARTER, answer_field, revise_expression, tidy
from hubs.operations.expressions import submit_expression
from hubs.operations.wishes import add_preference, add_wish, remove_preference, remove_wish
from hubs.states import ExpressionStatus
from tests.factories import join, make_area, make_expression, make_hub
from tests.factories_applying import ask
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace


@pytest.fixture(autouse=True)
def _colleagues(ines_hub, leo):
    """Leo writes for Ines's hub."""
    join(ines_hub, leo, MembershipRole.CONTRIBUTOR)


def save(draft, value, opened=1, by=None, code="motivation"):
    return answer_field(Expression.objects.get(pk=draft.pk), code, value, opened, by)


def test_a_field_is_saved_with_who_and_when_and_counts_its_versions(draft, ines):
    assert save(draft, "Words", by=ines) == 2
    assert save(draft, "More words", 2, by=ines) == 3

    stored = draft.answers.get(code="motivation")
    assert (stored.value, stored.version, stored.saved_by) == ("More words", 3, ines)
    assert Expression.objects.get().saved_at == pytest.approx(timezone.now(), abs=timedelta(seconds=5))


def test_a_field_that_was_never_filled_in_begins_at_nought(draft, ines):
    draft.answers.all().delete()

    assert save(draft, "First", 0, by=ines) == 1


def test_who_was_later_is_told_with_the_words_of_who_was_first(draft, ines, leo):
    save(draft, "Hers", by=ines)

    with pytest.raises(Stale) as stale:
        save(draft, "His", by=leo)

    assert (stale.value.current.value, stale.value.current.version) == ("Hers", 2)
    assert stale.value.current.saved_by == ines
    assert answers_of(draft)["motivation"] == "Hers"


def test_the_same_words_again_change_nothing_however_late(draft, ines):
    save(draft, "Words", by=ines)

    assert save(draft, "Words\r\n".replace("\r\n", ""), 1, by=ines) == 2
    assert draft.answers.get(code="motivation").version == 2


def test_different_fields_never_dispute(draft, ines, leo):
    save(draft, "Hers", by=ines)

    assert save(draft, "His", by=leo, code="offers") == 2


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("nul\x00", "nul"), ("e\u0301", "é")]
)
def test_words_are_kept_as_every_browser_and_database_means_them(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "code", ["submitted_at", "question-none", "wishes", "eligibility-x", "", "wish-0-words"]
)
def test_what_is_no_field_of_this_call_is_refused(draft, ines, code):
    with pytest.raises(Refused):
        save(draft, "x", 0, by=ines, code=code)


def test_a_choice_that_is_not_offered_is_refused(draft, ines):
    with pytest.raises(Refused):
        save(draft, "ai hacking", by=ines, code="technology_areas")


def test_areas_and_languages_stand_where_hubs_are_compared(draft, ines):
    cloud = make_area("cloud", "Cloud")

    save(draft, "ai cloud", by=ines, code="technology_areas")
    save(draft, "es pt", 0, by=ines, code="languages")

    stored = Expression.objects.get()
    assert set(stored.technology_areas.all()) == {make_area(), cloud}
    assert stored.languages == ["es", "pt"]


def test_what_is_too_long_for_anybody_is_refused_and_what_is_over_the_limit_is_kept(draft, ines):
    ask(draft.call, limit=3)
    save(draft, "four words are typed", 0, by=ines, code="question-budget")

    assert "4 words" in faults_of(draft)["question-budget"]
    with pytest.raises(Refused):
        save(draft, "x" * 100_001, by=ines)


def test_the_trail_notes_a_person_once_in_a_quarter_of_an_hour(draft, ines, leo, time_machine):
    now = timezone.now()
    for minutes in (0, 1, 14):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        save(draft, f"After {minutes}", draft.answers.get(code="motivation").version, by=ines)
    save(draft, "His", 1, by=leo, code="offers")
    assert [trace.by for trace in Trace.objects.of(draft)] == [ines, leo]

    time_machine.move_to(now + QUARTER + timedelta(seconds=1), tick=False)
    save(draft, "Later", draft.answers.get(code="motivation").version, by=ines)
    assert Trace.objects.of(draft).count() == 3


def test_a_save_is_few_queries(draft, ines, django_assert_max_num_queries):
    save(draft, "Once", by=ines)
    expression = Expression.objects.select_related("call").get()

    with django_assert_max_num_queries(7):  # two of them open and close the transaction
        answer_field(expression, "motivation", "Twice", 2, ines)


def test_saving_a_step_keeps_all_that_is_not_disputed(draft, ines, leo):
    save(draft, "Hers", by=ines)

    disputed = revise_expression(
        draft,
        answers={"motivation": "His", "offers": "His offer"},
        opened={"motivation": 1, "offers": 1},
        by=leo,
    )

    assert list(disputed) == ["motivation"]
    assert (answers_of(draft)["motivation"], answers_of(draft)["offers"]) == ("Hers", "His offer")


def test_what_was_handed_in_is_not_written_any_more(submitted, ines):
    with pytest.raises(Refused):
        save(submitted, "Too late", by=ines)


def test_a_question_of_the_office_opens_the_fields_it_names_and_no_other(submitted, ines, carla):
    Clarification.objects.create(
        expression=submitted,
        fields=["offers"],
        words="?",
        due_at=timezone.now() + timedelta(days=1),
        asked_by=carla,
    )

    assert save(submitted, "Clearer", by=ines, code="offers") == 2
    with pytest.raises(Refused):
        save(submitted, "Other", by=ines)
    assert Expression.objects.get().status == ExpressionStatus.SUBMITTED


# offers, needs and partners


def test_an_offer_is_a_row_whose_columns_are_written_like_fields(draft, ines):
    wish = add_wish(draft, direction="offers", by=ines)

    save(draft, "A laboratory", 0, by=ines, code=f"wish-{wish.pk}-words")
    save(draft, "ai", 0, by=ines, code=f"wish-{wish.pk}-area")

    wish.refresh_from_db()
    assert (wish.words, wish.area.code) == ("A laboratory", "ai")
    code = f"wish-{wish.pk}-words"
    remove_wish(wish, by=ines)
    assert not draft.answers.filter(code__startswith="wish-").exists()
    with pytest.raises(Refused, match="taken this row away"):
        save(draft, "Gone", 1, by=ines, code=code)


def test_a_row_of_another_application_is_out_of_reach(draft, ines, leo, leo_hub, call):
    other = make_expression(call, leo_hub, status=ExpressionStatus.DRAFT)
    theirs = add_wish(other, direction="seeks", by=leo)

    with pytest.raises(Refused):
        save(draft, "Mine now", 0, by=ines, code=f"wish-{theirs.pk}-words")


def test_preferred_partners_are_ranked_with_ties_and_some_are_not_wanted(draft, ines):
    one, two, three = (make_hub(region="lac", country="CO") for _ in range(3))
    first, second = (add_preference(draft, hub=hub, kind="prefer", by=ines) for hub in (one, two))
    add_preference(draft, hub=three, kind="avoid", by=ines)
    assert (first.rank, second.rank) == (1, 2)

    save(draft, "1", 0, by=ines, code=f"preference-{second.pk}-rank")

    ranks = draft.preferences.values_list("hub", "kind", "rank")
    assert set(ranks) == {(one.pk, "prefer", 1), (two.pk, "prefer", 1), (three.pk, "avoid", 1)}
    for wrong in ("0", "-1", "first", "1.5", "²", "1000"):
        with pytest.raises(Refused):
            save(draft, wrong, 1, by=ines, code=f"preference-{second.pk}-rank")


@pytest.mark.parametrize("fields", [{"region": "eu"}, {"region": "lac", "status": "hidden"}])
def test_only_listed_hubs_of_another_region_are_named_and_once(draft, ines, fields):
    with pytest.raises(Refused):
        add_preference(draft, hub=make_hub(**fields), kind="prefer", by=ines)

    hub = make_hub(region="lac")
    add_preference(draft, hub=hub, kind="prefer", by=ines)
    with pytest.raises(Refused):
        add_preference(draft, hub=hub, kind="avoid", by=ines)


def test_a_partner_is_taken_off_the_list(draft, ines):
    preference = add_preference(draft, hub=make_hub(region="lac"), kind="avoid", by=ines)

    remove_preference(preference, by=ines)

    assert not draft.preferences.exists()


# what keeps it from being handed in


@pytest.mark.parametrize(
    ("kind", "fields", "value", "says"),
    [
        ("number", {"lowest": 1, "highest": 10}, "abc", "a number"),
        ("number", {"lowest": 1, "highest": 10}, "0,5", "At least 1"),
        ("number", {"lowest": 1, "highest": 10}, "11", "At most 10"),
        ("number", {}, "NaN", "a number"),
        ("short", {"limit": 5, "limit_unit": "characters"}, "sixsix", "6 characters"),
        ("long", {}, " \n", "answer this"),
        ("choice", {"choices": [{"code": "a", "en": "A"}]}, "", "choose at least one"),
    ],
)
def test_an_answer_that_cannot_be_handed_in_says_why(draft, ines, kind, fields, value, says):
    ask(draft.call, kind=kind, **fields)
    if value:
        save(draft, value, 0, by=ines, code="question-budget")

    assert says in faults_of(draft)["question-budget"]
    with pytest.raises(Refused) as refusal:
        submit_expression(draft, by=ines)
    assert list(refusal.value.faults) == ["question-budget"]


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        ("number", {"lowest": 1, "highest": 10}, "1.5"),
        ("number", {"lowest": 1, "highest": 10}, "10"),
        ("short", {"limit": 6, "limit_unit": "characters"}, "sixsix"),
        ("long", {"required": False}, ""),
        ("choice", {"choices": [{"code": "a", "en": "A"}]}, "a"),
        ("file", {"required": False}, ""),
    ],
)
def test_an_answer_within_its_limits_is_handed_in(draft, ines, kind, fields, value):
    ask(draft.call, kind=kind, **fields)
    if value:
        save(draft, value, 0, by=ines, code="question-budget")

    assert faults_of(draft) == {}


def test_every_field_stands_in_a_step_and_has_a_code_of_its_own(draft):
    ask(draft.call)
    ask(draft.call, "plan", "file")
    draft.call.eligibility_items.create(
        code="legal", question="Are you a legal person?", evidence="The extract."
    )

    specs = fields_of(draft.call)

    assert len({spec.code for spec in specs}) == len(specs)
    assert {spec.step for spec in specs} == {"hub", "story", "questions", "offers", "partners", "files"}


# two writers, in whatever order


class Window:
    """What stands in it, on which version; what its person has read; whether both texts stand there."""

    def __init__(self, number):
        self.number, self.text, self.opened, self.typed = number, "", 0, 0
        self.read, self.dispute = {""}, None

    def type(self):
        self.typed += 1
        self.text = f"{self.number}-{self.typed}"

    def save(self, draft, person):
        """What was stored before, if these words replaced it."""
        before = answers_of(draft).get("motivation", "")
        try:
            self.opened = save(draft, self.text, self.opened, by=person)
        except Stale as stale:
            self.dispute = stale.current
            self.read.add(stale.current.value)
            return None
        self.read.add(self.text)
        return before

    def settle(self, *, mine):
        self.opened = self.dispute.version
        self.text = self.text if mine else self.dispute.value
        self.dispute = None


MOVES = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(["type", "save", "save again", "mine", "theirs"])),
    max_size=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_two_writers_do_nobody_replaces_a_text_unread(draft, ines, leo, moves):
    """`save again` is what the page does when the answer was lost on the way."""
    draft.answers.filter(code="motivation").delete()
    windows, people = [Window(0), Window(1)], [ines, leo]
    for who, move in moves:
        window = windows[who]
        if window.dispute is None and move == "type":
            window.type()
        elif window.dispute is None and move in ("save", "save again"):
            for _ in range(1 if move == "save" else 2):
                replaced = window.save(draft, people[who]) if window.dispute is None else None
                assert replaced is None or replaced in window.read
        elif window.dispute is not None and move in ("mine", "theirs"):
            window.settle(mine=move == "mine")

    stored = answers_of(draft).get("motivation", "")
    for window in windows:
        last = f"{window.number}-{window.typed}"
        is_given_up = window.text != last  # by the person's own choice, between two texts
        assert not window.typed or is_given_up or last in {stored, window.text}


def test_a_viewer_does_not_write(draft, leo, as_user):
    draft.hub.memberships.filter(user=leo).update(role=MembershipRole.VIEWER)

    answer = as_user(leo).post(f"/expressions/{draft.pk}/answer/", {"field": "motivation", "writer": leo.pk})

    assert answer.status_code == 403


def test_a_choice_whose_short_name_holds_a_space_can_be_chosen(draft, ines):
    choices = [{"code": "very small", "en": "Very small"}, {"code": "big", "en": "Big"}]
    ask(draft.call, "size", "choice", choices=choices)

    save(draft, "very small", 0, ines, code="question-size")

    assert "question-size" not in faults_of(draft)
    with pytest.raises(Refused):
        save(draft, "very big", 1, ines, code="question-size")


def test_several_areas_are_still_parted_by_spaces(draft, ines):
    make_area("cloud"), make_area("ai")

    save(draft, "cloud ai", answers_version(draft, "technology_areas"), ines, code="technology_areas")

    with pytest.raises(Refused):
        save(
            draft, "cloud sorcery", answers_version(draft, "technology_areas"), ines, code="technology_areas"
        )


def answers_version(draft, code):
    return draft.answers.filter(code=code).values_list("version", flat=True).first() or 0
