"""How long pages take beside floors served in the same way: `python -m tests.benchmarks --help`."""
