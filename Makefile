SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
# as the gleanings command has it: tests share the cores already
export OPENBLAS_NUM_THREADS ?= 1
# tests start a hundred processes, each of which would compile every module anew
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgresql test-newest-python check bench shell lock format messages picture screenshots year

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

demo: .venv/run.stamp ## A running site with demo content; prints the address and an editor's sign-in
	@$(BIN)/gleanings demo

# a worker takes a whole file, what its tests share being made once; in the order of collection
BY_FILES := --dist loadfile --no-loadscope-reorder

test: .venv/test.stamp ## Every test; browser tests where Chromium is installed
	@$(BIN)/python -m pytest -n 2 $(BY_FILES) -rs $(ARGS)

# what the database or the page cache may make a difference to
ON_POSTGRESQL := tests/literature/storing tests/literature/harvest tests/desk $(wildcard tests/digest/test_*.py) \
	tests/digest/admin/test_approval.py tests/digest/admin/test_publishing_an_issue.py tests/digest/vocabulary \
	tests/reader/search tests/reader/browse tests/reader/test_pages.py tests/reader/test_feeds.py \
	tests/page_import/test_command.py tests/page_import/test_admin.py tests/synthesis/admin \
	tests/synthesis/test_recompute.py tests/synthesis/test_withdrawal.py tests/synthesis/test_retractions.py \
	tests/open_data tests/delivery tests/community tests/practice tests/browser/test_editors_month.py \
	tests/site/test_many_machines.py tests/site/test_year_in_view.py tests/site/test_search_at_the_desk.py \
	tests/reader/test_embedding.py tests/reader/test_network.py \
	tests/site/test_move_to_postgresql.py tests/site/test_backup_on_postgresql.py

test-postgresql: .venv/test.stamp ## What the database matters to, on a PostgreSQL server of its own
	@$(BIN)/python -m tools.postgresql -n 2 $(BY_FILES) -q $(or $(ARGS),$(ON_POSTGRESQL))

# what a version of Python may make a difference to: numbers, dates, regular expressions, the web framework
NEWEST_PYTHON ?= python3.13
ON_NEWEST_PYTHON := tests/evidence/command tests/evidence/pooling tests/literature/citations \
	tests/digest/test_publishing.py tests/digest/test_schedule.py tests/reader/test_pages.py tests/open_data/test_resources.py

test-newest-python: .venv-newest/test.stamp ## A part of the tests on the newest Python that is supported
	@.venv-newest/bin/python -m pytest -n 2 $(BY_FILES) -q $(or $(ARGS),$(ON_NEWEST_PYTHON))

.venv-newest/test.stamp: pyproject.toml requirements/test.lock
	$(NEWEST_PYTHON) -m venv .venv-newest
	.venv-newest/bin/python -m pip install --quiet --require-hashes -r requirements/test.lock
	.venv-newest/bin/python -m pip install --quiet --no-deps --editable .
	@touch $@

check: .venv/check.stamp ## Lint, format, types, templates, import arrows, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint src
	$(BIN)/hadolint containers/Dockerfile
	$(BIN)/lint-imports --no-logo
	DJANGO_SETTINGS_MODULE=gleanings.site.settings $(BIN)/mypy
	$(BIN)/gleanings makemigrations --check --dry-run
	$(BIN)/gleanings check --fail-level WARNING
	$(BIN)/python -m tools.translations --check

bench: .venv/bench.stamp ## Measure what the docs state about speed
	@$(BIN)/python -m benchmarks

shell: .venv/run.stamp ## A Python shell with the project loaded
	@$(BIN)/gleanings shell

format: .venv/check.stamp ## Let ruff arrange the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/check.stamp ## Gather strings to translate into the .po files, and compile them
	$(BIN)/python -m tools.translations

mutants: .venv/test.stamp ## Break a module on purpose and see what no test notices: ARGS=src/gleanings/…
	@$(BIN)/python -m tools.mutants $(ARGS)

year: .venv/check.stamp ## A year of a network worked through from outside: ARGS="--short --postgresql"
	@$(BIN)/python -m tools.year $(ARGS)

screenshots: .venv/test.stamp ## Pictures of every page into docs/screenshots/
	$(BIN)/python -m tools.screenshots

picture: .venv/test.stamp ## The picture of link previews, drawn anew from the icon
	@$(BIN)/python -m tools.picture

lock: .venv/check.stamp ## Renew the lock files (hashes, no host named)
	$(BIN)/pip install --quiet uv
	$(BIN)/python -m tools.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml requirements/run.lock | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.lock
	@touch $@

.venv/check.stamp: .venv/test.stamp requirements/check.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/check.lock
	@touch $@

.venv/bench.stamp: .venv/test.stamp requirements/bench.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.lock
	@touch $@
