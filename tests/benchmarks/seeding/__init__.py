"""A whole programme of a given size, in bulk: for the budgets of pages and for the measurements."""

from tests.benchmarks.seeding.seed import Seeded, seed

__all__ = ["Seeded", "seed"]
