"""A call in the office: all it asks, two coordinators at once, and what is fixed once published."""

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hubs.models import Call, CriterionMark
from hubs.operations.calls import publish_call
from hubs.states import CallStatus
from tests.factories import make_area, make_region
from tests.hubs.test_calls import GRID, prepare
from tests.typing_in import typed_on

ADD = "admin:hubs_call_add"
MEANINGS = "0 | fails | no cumple\n5 | excellent | excelente | excelente"
CHOICES = "yes | Yes | Sí | Sim\nno | No"


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


@pytest.fixture
def prepared(carla):
    meanings = [{"mark": Decimal(5), "meaning": "excellent", "meaning_es": "excelente"}]
    choices = [{"code": "yes", "en": "Yes"}, {"code": "no", "en": "No"}]
    return prepare(
        carla,
        criteria=[GRID[0] | {"meanings": meanings}, GRID[1]],
        eligibility_items=[{"code": "connected", "question": "Is the hub connected?"}],
        questions=[{"code": "been", "kind": "choice", "label": "Been here?", "choices": choices}],
        tie_break=["impact", "excellence"],
        opens_at=timezone.now() - timedelta(days=1),
    )


def address(call):
    return reverse("admin:hubs_call_change", args=[call.pk])


def typed_call(office, **changes):
    typed = typed_on(office.get(reverse(ADD))) | {
        "slug": "third-call",
        "title_en": "Third call",
        "text_en": "Apply.",
        "time_zone": "Europe/Brussels",
        "technology_areas": [make_area().pk],
        "criteria-0-code": "excellence",
        "criteria-0-name_en": "Excellence",
        "criteria-0-threshold": "3",
        "criteria-0-meaning_lines": MEANINGS,
        "eligibility_items-0-code": "connected",
        "eligibility_items-0-question_en": "Is the hub connected?",
        "questions-0-code": "been",
        "questions-0-kind": "choice",
        "questions-0-label_en": "Been here?",
        "questions-0-choices": CHOICES,
        "tie_break": "excellence",
    }
    for row, code in enumerate(("eu", "lac")):
        typed |= {f"places-{row}-region": make_region(code).pk, f"places-{row}-number": 5}
    for name, days in (("opens_at", 1), ("closes_at", 30), ("evaluations_due_at", 60)):
        moment = timezone.now() + timedelta(days=days)
        typed |= {f"{name}_0": moment.strftime("%Y-%m-%d"), f"{name}_1": "12:00"}
    return typed | changes


def test_a_call_is_prepared_with_all_it_asks(office):
    make_region("eu"), make_region("lac")
    page = office.post(reverse(ADD), typed_call(office))

    call = Call.objects.get()
    assert page.status_code == 302
    assert (call.status, call.title_en, call.tie_break) == (CallStatus.DRAFT, "Third call", ["excellence"])
    assert call.closes_at.astimezone(ZoneInfo("Europe/Brussels")).hour == 12  # on Carla's clock
    assert {place.region.code: place.number for place in call.places.all()} == {"eu": 5, "lac": 5}
    assert [criterion.code for criterion in call.criteria.all()] == ["excellence"]
    assert call.technology_areas.count() == 1
    assert [(one.mark, one.meaning_en, one.meaning_es) for one in CriterionMark.objects.all()] == [
        (0, "fails", "no cumple"),
        (5, "excellent", "excelente"),
    ]
    assert call.eligibility_items.get().question == "Is the hub connected?"
    assert call.questions.get().options() == [("yes", "Yes"), ("no", "No")]
    assert [reminder.days for reminder in call.draft_reminders.all()] == [7, 2, 1]


def test_what_an_operation_refuses_is_said_in_the_form_with_all_that_was_typed(office):
    page = office.post(reverse(ADD), typed_call(office, closes_at_0="2020-01-01"))

    assert page.status_code == 200
    assert "closes_at" in page.context["adminform"].form.errors
    assert "Third call" in page.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("criteria-0-meaning_lines", "good | five"),
        ("criteria-0-meaning_lines", "5"),
        ("criteria-0-meaning_lines", "5 | a | b | c | d"),
        ("criteria-0-meaning_lines", "5.25 | odd"),
        ("questions-0-choices", "yes | Yes"),
        ("reminder_days", "7, soon"),
        ("tie_break", "beauty"),
    ],
)
def test_a_list_that_cannot_be_read_comes_back_as_it_was_typed(office, field, words):
    page = office.post(reverse(ADD), typed_call(office, **{field: words}))

    assert page.status_code == 200
    assert not Call.objects.exists()
    assert typed_on(page)[field] == words


def test_saving_an_untouched_page_changes_nothing(office, prepared):
    def stored():
        call = Call.objects.get()
        rows = [call.criteria, call.questions, call.eligibility_items, call.places, call.draft_reminders]
        return [list(row.order_by("pk").values()) for row in rows], list(
            CriterionMark.objects.order_by("mark").values()
        )

    before = stored()
    page = office.post(address(prepared), typed_on(office.get(address(prepared))))

    assert page.status_code == 302
    assert stored() == before
    assert Call.objects.get().tie_break == ["impact", "excellence"]


def test_two_coordinators_do_not_overwrite_each_other_silently(office, as_user, ada, prepared):
    opened = typed_on(office.get(address(prepared)))
    theirs = typed_on(as_user(ada).get(address(prepared))) | {"title_en": "Ada's title"}
    as_user(ada).post(address(prepared), theirs)

    page = office.post(address(prepared), opened | {"text_en": "Carla's text."})

    words = page.content.decode()
    assert page.status_code == 200
    assert Call.objects.get().title_en == "Ada's title"
    assert "Somebody else saved this" in words
    assert [str(stored) for _label, stored in page.context["stored_now"]] == ["Ada's title", "Apply."]
    again = typed_on(page)
    assert again["text_en"] == "Carla's text."
    assert office.post(address(prepared), again).status_code == 302
    assert Call.objects.get().text_en == "Carla's text."


def test_rows_that_a_colleague_saved_first_are_shown_before_they_are_overwritten(
    office, as_user, ada, prepared
):
    opened = typed_on(office.get(address(prepared)))
    theirs = typed_on(as_user(ada).get(address(prepared)))
    rows = {theirs[f"criteria-{row}-name_en"]: row for row in range(2)}
    new = {"criteria-TOTAL_FORMS": "3", "criteria-2-code": "team", "criteria-2-name_en": "Team",
           "criteria-2-position": "9", "criteria-2-call": str(prepared.pk), "criteria-2-weight": "1",
           "criteria-2-threshold": "0", "criteria-2-minimum": "0", "criteria-2-maximum": "5",
           "criteria-2-increment": "0.5"}  # fmt: skip
    theirs |= {f"criteria-{rows['Impact']}-guidance_en": "Ada's guidance"} | new
    assert as_user(ada).post(address(prepared), theirs).status_code == 302

    page = office.post(address(prepared), opened)

    stored = {str(label): str(words) for label, words in page.context["stored_now"]}
    assert "Ada's guidance" in stored.values()
    (added,) = [words for label, words in stored.items() if label.endswith(": Team")]
    assert "Added meanwhile" in added
    assert prepared.criteria.filter(code="team").exists()


@pytest.fixture
def published(prepared, carla):
    publish_call(prepared, by=carla)
    return prepared


def test_promises_of_a_published_call_are_only_read(office, published):
    page = office.get(address(published))

    assert {"slug", "closes_at", "time_zone", "opens_at"} <= set(page.context["adminform"].readonly_fields)
    names = [formset.opts.model._meta.model_name for formset in page.context["inline_admin_formsets"]]
    criteria = page.context["inline_admin_formsets"][names.index("criterion")]
    assert not criteria.has_add_permission
    assert all(form.fields["weight"].disabled for form in criteria.formset.initial_forms)


def test_words_and_meanings_of_a_published_call_are_put_better(office, published):
    typed = typed_on(office.get(address(published)))
    rows = {typed[f"criteria-{row}-name_en"]: row for row in range(2)}
    typed |= {"title_en": "Better", f"criteria-{rows['Impact']}-meaning_lines": "5 | great"}

    assert office.post(address(published), typed).status_code == 302

    assert published.texts.count() == 2
    assert [str(one) for one in published.criteria.get(code="impact").meanings.all()] == ["5.00: great"]
    assert [criterion.weight for criterion in published.criteria.all()] == [1, Decimal("1.5")]


@pytest.mark.parametrize("status", [CallStatus.RELEASED, CallStatus.ARCHIVED])
def test_a_decided_call_is_only_read(office, prepared, status):
    Call.objects.update(status=status)

    page = office.get(address(prepared))

    assert page.context["has_change_permission"] is False
    assert "5: excellent" in page.content.decode()


def test_from_a_calls_page_the_office_reaches_what_belongs_to_it(office, published):
    words = office.get(address(published)).content.decode()

    for name in ("extend_call", "give_late_entry"):
        assert reverse(f"hubs:{name}", args=[published.slug]) in words
    assert reverse("admin:hubs_call_eligibility", args=[published.pk]) in words


@pytest.mark.parametrize(
    ("language", "typed", "shown"), [("en", "10,5", "10.5"), ("es", "10.5", "10,5"), ("pt", "10,5", "10,5")]
)
def test_numbers_are_typed_with_comma_or_point_and_shown_in_the_readers_language(
    office, language, typed, shown
):
    make_region("eu"), make_region("lac")
    marks = {"criteria-0-meaning_lines": "0 | fails\n4,5 | good", "criteria-0-weight": "1,25"}

    typed = typed_call(office, threshold=typed, **marks)

    with override(language):
        office.post(reverse(ADD), typed)
        call = Call.objects.get()
        page = office.get(address(call)).content.decode()

    assert call.threshold == Decimal("10.5")
    assert call.criteria.get().weight == Decimal("1.25")
    assert {one.mark for one in CriterionMark.objects.all()} == {0, Decimal("4.5")}
    assert f'name="threshold" value="{shown}"' in page
    assert f"{'4.5' if language == 'en' else '4,5'} | good" in page
    assert 'type="number" name="threshold"' not in page  # it would drop the sign that it does not expect


def test_a_mark_that_is_no_number_is_said_beside_the_field(office):
    make_region("eu"), make_region("lac")

    page = office.post(reverse(ADD), typed_call(office, **{"criteria-0-meaning_lines": "NaN | nothing"}))

    assert not Call.objects.exists()
    assert "“NaN | nothing”" in page.content.decode()


def test_the_office_is_told_on_whose_clock_it_types(office, carla):
    assert "the clock of your account, that of Europe/Brussels" in office.get(reverse(ADD)).content.decode()


def test_a_page_with_faults_begins_at_the_first_of_them(office, prepared):
    typed = typed_on(office.get(address(prepared)))

    in_form = office.post(address(prepared), typed | {"redress_days": ""}).content.decode()
    in_row = office.post(address(prepared), typed | {"criteria-1-code": ""}).content.decode()

    assert re.findall(r'<[^>]*name="([^"]+)"[^>]* autofocus', in_form) == ["redress_days"]
    assert re.findall(r'<[^>]*name="([^"]+)"[^>]* autofocus', in_row) == ["criteria-1-code"]
