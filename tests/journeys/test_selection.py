"""A selection as reviewers and the office live it: from conflicts of interest to the auditor's dossier."""

from dataclasses import dataclass

import pytest

from tests.journeys import ground
from tests.journeys.chapters import auditing, evaluating, late, releasing
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

DESK, PHONE = 1280, 360


@dataclass(frozen=True)
class Panel:
    """Cora coordinates at a desk; reviewers and hubs hold phones."""

    cora: Person
    rita: Person
    paul: Person
    yves: Person
    alba: Person
    bruno: Person

    def everybody(self) -> list[Person]:
        return list(vars(self).values())


def gather(browser, product, watch) -> Panel:
    people = {}
    for name in ("cora", "rita", "paul", "yves", "alba", "bruno"):
        width = DESK if name == "cora" else PHONE
        address = ground.address(name)
        people[name] = Person(name.title(), address, browser, product, watch, width=width)
        people[name].sign_in()
    return Panel(**people)


def test_a_selection_goes_from_declared_conflicts_to_a_dossier_that_verifies(
    browser, product, watch, tmp_path
):
    panel = gather(browser, product, watch)
    evaluating.declare(panel.cora)
    evaluating.ask_the_hub(panel.cora, panel.bruno)
    evaluating.share_out(panel.cora, panel.rita)
    evaluating.mark(panel.rita, panel.paul, panel.yves)
    evaluating.agree(panel.cora, panel.rita, panel.paul)
    releasing.decide(panel.cora)
    releasing.release(panel.cora, panel.alba, panel.bruno)
    releasing.redress(panel.cora, panel.bruno)
    releasing.replace(panel.cora, panel.alba, panel.bruno)
    auditing.verify(panel.cora, product, tmp_path)
    for person in panel.everybody():
        person.leave()

    assert not watch.faults, "\n".join(watch.faults)
    assert product.failures() == []


def test_a_hub_let_in_late_adds_a_file_that_a_reviewer_reads_without_its_name(browser, product, watch):
    cora, dora, rita = (
        Person(name, ground.address(name), browser, product, watch, width=width)
        for name, width in (("Cora", DESK), ("Dora", PHONE), ("Rita", PHONE))
    )
    for person in (cora, dora, rita):
        person.sign_in()
    late.let_in(cora, dora)
    late.apply(dora)
    late.read(cora, rita, product)
    for person in (cora, dora, rita):
        person.leave()

    assert not watch.faults, "\n".join(watch.faults)
    assert product.failures() == []
