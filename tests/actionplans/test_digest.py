"""The same content has the same digest, and any change another one."""

import copy
import dataclasses
import json
import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from actionplans.content import Content, PlannedActivity, SectionText, content_of, content_signed
from actionplans.models import Version
from actionplans.operations.activities import add_activity
from actionplans.operations.plans import propose_plan
from twinning.core.digest import canonical, digest_of

texts = st.text(max_size=30)
days = st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31))
activities = st.builds(
    PlannedActivity,
    kind=st.sampled_from(["memorandum", "other"]),
    title=texts,
    description=texts,
    lead=texts,
    due_on=days,
    indicator=texts,
)
sections = st.lists(
    st.builds(SectionText, code=texts, body=texts), max_size=3, unique_by=lambda part: part.code
)
contents = st.builds(
    Content,
    plan=st.integers(1, 99),
    number=st.integers(1, 9),
    partners=st.lists(texts, min_size=2, max_size=3).map(tuple),
    sections=sections.map(tuple),
    activities=st.lists(activities, max_size=3).map(tuple),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def digest(content):
    return digest_of(content.to_sign())


def shuffled(value, chance):
    """The same value with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [shuffled(inner, chance) for inner in value]
    return value


@given(json_values, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value, chance: random.Random):
    assert digest_of(shuffled(value, chance)) == digest_of(value)


@given(json_values)
def test_the_canonical_text_says_all_and_nothing_else(value):
    assert json.loads(canonical(value)) == value


@given(contents)
def test_the_same_content_has_the_same_digest(content):
    assert digest(copy.deepcopy(content)) == digest(content)


@given(contents, contents)
def test_different_contents_have_different_digests(one, other):
    assert (digest(one) == digest(other)) == (one.to_sign() == other.to_sign())


@given(contents, st.data())
def test_any_change_changes_it(content, data):
    name = data.draw(st.sampled_from(["plan", "number", "partners", "sections", "activities"]))
    value = getattr(content, name)
    changed = {
        "plan": lambda: value + 1,
        "number": lambda: value + 1,
        "partners": lambda: (*value, "one more"),
        "sections": lambda: (*value, SectionText(code="another code than any drawn one", body="")),
        "activities": lambda: (*value, data.draw(activities)),
    }[name]()

    assert digest(dataclasses.replace(content, **{name: changed})) != digest(content)


@given(activities, st.sampled_from(["title", "description", "lead", "indicator"]), texts)
def test_every_word_of_an_activity_counts(activity, name, word):
    changed = dataclasses.replace(activity, **{name: getattr(activity, name) + word + "!"})
    content = Content(plan=1, number=1, partners=(), sections=(), activities=(activity,))

    assert digest(dataclasses.replace(content, activities=(changed,))) != digest(content)


@given(activities)
def test_what_is_done_and_who_wrote_it_do_not_count(activity):
    told = dataclasses.replace(activity, done=True, version=7, pk=9, lead_name="A hub")
    content = Content(plan=1, number=1, partners=(), sections=(), activities=(activity,))

    assert digest(dataclasses.replace(content, activities=(told,))) == digest(content)


def test_it_is_the_sha256_that_anybody_can_compute():
    assert digest_of({"b": "ñ", "a": 1}) == (
        "8c9f0db71dc4a5572fb74bbd5f32748f47833e7b7ff3e9646940772ca2cdd0de"
    )


def test_a_version_reads_back_as_it_was_put_forward(written, ines, ines_hub):
    add_activity(written, by=ines, title="Sign “it”", lead=ines_hub, due_on=date(2027, 3, 1))
    propose_plan(written, by=ines)

    now, kept = content_of(written), content_signed(Version.objects.get())

    assert kept.to_sign() == now.to_sign()
    assert kept.activities[0].lead_name == "Atlantic Hub"
    assert [section.title for section in kept.sections] == ["Goals", "Use of the network"]
