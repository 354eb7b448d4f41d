"""How the sample twinnings say that they go: most well, one badly, one side silent."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from hubs.models import Mood, Pulse, Twinning
from hubs.operations.pulses import answer_pulse, ask_pulses
from twinning.accounts.models import User
from twinning.demo.clock import happening

# For each twinning what its first and its second hub say; None: nothing.
Said = tuple[int, str] | None
ANSWERS: list[tuple[Said, Said]] = [
    ((Mood.VERY_WELL, ""), (Mood.WELL, "Sample answer: a contact at the research network.")),
    ((Mood.WELL, ""), (Mood.NOT_WELL, "Sample answer: our twin has a new director. Please introduce us.")),
    ((Mood.SO_SO, "Sample answer: an example of a letter of intent."), (Mood.WELL, "")),
    ((Mood.BADLY, "Sample answer: nobody answers our letters."), None),
    ((Mood.WELL, ""), (Mood.SO_SO, "Sample answer: help with the travel to our first meeting.")),
]


def take_pulses(twinnings: Sequence[Twinning], now: datetime, *, speakers: dict[str, User]) -> None:
    """Asked on the first of each month since they were formed; answered some days later."""
    for at in [*_firsts(now), now]:
        with happening(at):
            ask_pulses()
        answered = min(at + timedelta(days=3), now)
        with happening(answered):
            for twinning, said in zip(twinnings, ANSWERS, strict=False):
                _answer(twinning, said, speakers)


def _firsts(now: datetime) -> Iterator[datetime]:
    """Noon on the first days of the months of the last hundred days."""
    days = [now - timedelta(days=back) for back in range(100, 0, -1)]
    for day in days:
        if day.day == 1:
            yield day.replace(hour=12)


def _answer(twinning: Twinning, said: tuple[Said, Said], speakers: dict[str, User]) -> None:
    pulses = Pulse.objects.waiting().filter(twinning=twinning).select_related("hub")
    by_hub = {pulse.hub_id: pulse for pulse in pulses}
    for partner, words in zip(twinning.partners.select_related("hub"), said, strict=False):
        pulse = by_hub.get(partner.hub_id)
        if words is None or pulse is None:
            continue
        mood, needs = words
        speaker = speakers[partner.hub.slug]
        answer_pulse(pulse, mood=mood, needs=needs, version=pulse.version, by=speaker)
