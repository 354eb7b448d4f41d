# What there is to do here. `make` alone lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
python := .venv/bin/python
manage := $(python) manage.py
# Two at a time; the browser journeys stay together on one of them.
PYTEST_FLAGS ?= -n 2 --dist loadgroup
# A whole production environment, of which nothing is used: what `check --deploy` looks at.
checked_as := DEBUG=0 SECRET_KEY=$$($(python) -c 'import secrets; print(secrets.token_urlsafe(60))') \
	SITE_URL=https://twinning.example EMAIL_URL=smtp://mail.example ALLOWED_HOSTS= \
	DATABASE_URL=postgres://twinning@database.example/twinning REDIS_URL=redis://redis.example

.PHONY: help setup setup-dev run reset test check format shell messages bench load lock production-like

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-24s %s\n", $$1, $$2 }'

setup:  ## Install what running it needs: system libraries, .venv, locked packages
	@scripts/setup

setup-dev:  ## Install what testing it needs as well
	@scripts/setup dev

run: setup  ## Serve the demo programme with worker and clock (HOST, PORT, TWINNING_VAR)
	@DEBUG=1 exec $(manage) dev

reset: setup  ## Delete the demo's data and make a new demo
	@DEBUG=1 $(manage) reset

test: setup-dev  ## Run all tests (PYTEST_FLAGS, for instance: PYTEST_FLAGS="-k letters")
	@$(python) -m pytest $(PYTEST_FLAGS)

check: setup-dev  ## Format, lint, types, templates, migrations, deployment
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	DEBUG=1 $(python) -m mypy
	$(python) -m djlint --lint --quiet templates
	$(manage) makemigrations --check --dry-run
	$(checked_as) $(manage) check --deploy --fail-level WARNING
	@if docker compose version >/dev/null 2>&1; then docker compose config --quiet; fi

format: setup-dev  ## Put the code into its form
	$(python) -m ruff check --fix-only --quiet .
	$(python) -m ruff format .

shell: setup  ## A Python shell with the models at hand
	@DEBUG=1 $(manage) shell

messages: setup-dev  ## Collect the sentences to translate, and compile the translations
	$(manage) makemessages --all --no-obsolete --no-location --ignore .venv --ignore var --ignore tests
	$(manage) compilemessages --ignore .venv

bench: setup-dev  ## Measure the pages against floors served in the same way, and pairing against the bare solver
	$(python) -m tests.benchmarks
	$(python) -m tests.benchmarks.pairing

load: setup-dev  ## The last minute before a deadline: 200 people save and 50 submit, nothing may be lost
	@$(python) -m tests.load

lock:  ## Renew the locked versions from pyproject.toml (needs uv; UV_FLAGS=--upgrade for newer ones)
	uv pip compile $(lock_flags) pyproject.toml -o requirements/base.txt
	uv pip compile $(lock_flags) pyproject.toml --extra s3 -c requirements/base.txt -o requirements/s3.txt
	uv pip compile $(lock_flags) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
lock_flags = --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(UV_FLAGS)

production-like: setup  ## Production's processes by hand, on the local PostgreSQL and Redis
	@exec $(manage) production_like
