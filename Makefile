# Every target does its own set-up in .venv; a second run finds it done.  With uv installed, uv does the installing.

PYTHON ?= $(or $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null))),python3)
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ARGS ?=

# The interpreter at hand where it is new enough; otherwise uv, if there is one, looks for another.
FIT = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
WITH_PIP = { $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; } \
  && $(PIP) "pip>=25.1" && $(PIP)

ifneq ($(UV),)
MAKE_VENV = $(UV) venv --quiet --allow-existing --python "$$($(FIT) && echo $(PYTHON) || echo '>=3.11')" $(VENV)
install = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet $(1) \
  || { echo "uv could not install this, so pip tries." >&2; $(WITH_PIP) $(1); }
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
install = $(WITH_PIP) $(1)
endif

.PHONY: corpus help play test stories installed inspect lint types format fuzz versions siege golden room-postgres pictures bench bench-peers soak bench-room axe docs clean

help:  ## these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

play: $(VENV)/play.ready  ## play; make play ARGS="--plain" passes arguments
	@$(BIN)/rollout $(ARGS)

test: $(VENV)/test.ready  ## run the tests; make test ARGS="-k words" runs some
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/lint.ready  ## ruff: rules and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/lint.ready  ## mypy, strictly
	@$(BIN)/mypy

format: $(VENV)/lint.ready  ## put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

stories: $(VENV)/play.ready  ## run the walkthroughs of the shipped stories, and prove them
	@$(BIN)/rollout test
	@$(BIN)/rollout check

installed: $(VENV)/play.ready  ## build a wheel, install it into an environment of its own, play there
	@$(BIN)/python tests/support/installed.py

versions: $(VENV)/play.ready  ## the wheel under each Python that is here: installed, played, tested quickly
	@$(BIN)/python -m tests.support.versions $(ARGS)

inspect:  ## the Inspect task against the runner, offline, in an environment of its own
	@$(PYTHON) -m venv .venv-inspect
	@.venv-inspect/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[inspect]"
	@.venv-inspect/bin/python -P tests/support/inspected.py

fuzz: $(VENV)/fuzz.ready  ## coverage-guided fuzzing, a minute each; make fuzz ARGS="expressions 600" one of them longer
	@$(BIN)/python -m tests.fuzz $(ARGS)

siege: $(VENV)/test.ready  ## the property tests, long, and 20,000 choices at a terminal; what took how long is told at the end
	@ROLLOUT_SIEGE=1 $(BIN)/python -m pytest $(ARGS)

soak: $(VENV)/test.ready  ## a long day in a seminar room, in some five minutes: 96,000 reconnects, memory watched
	@$(BIN)/python -m benchmarks.seminar_soak $(ARGS)

room-postgres: $(VENV)/test.ready  ## the tests of the seminar room with every room in a PostgreSQL database
	@ROLLOUT_ROOMS=postgresql ROLLOUT_NEEDS_POSTGRES=1 $(BIN)/python -m pytest tests/seminar $(ARGS)

golden: $(VENV)/test.ready  ## draw the golden screens anew; read the difference before you commit it
	@ROLLOUT_GOLDEN=write $(BIN)/python -m pytest tests/tui -k golden

corpus: $(VENV)/test.ready  ## write this release's saves anew, which later releases are tested with
	@$(BIN)/python -m tests.saves.make

pictures: $(VENV)/test.ready  ## draw the README's pictures; make pictures ARGS="FOLDER --all" draws every screen to look at
	@$(BIN)/python -m tests.tui.pictures $(or $(ARGS),docs/pictures)

bench: $(VENV)/play.ready  ## measure against plain Python; some ten minutes, make bench ARGS=--short takes two
	@$(BIN)/python benchmarks/bench.py $(ARGS)

bench-peers: $(VENV)/play.ready  ## measure against inkjs, bardic and ink-engine, installed into build/peers; some five minutes
	@$(BIN)/python benchmarks/bench_peers.py $(ARGS)

bench-room: $(VENV)/test.ready  ## measure a seminar room beside its promises; some six minutes, make bench-room ARGS=burst a part
	@$(BIN)/python benchmarks/seminar.py $(ARGS)

axe: build/axe/node_modules/axe-core/axe.min.js  ## fetch axe-core with npm, which the tests in a browser need besides Chromium

build/axe/node_modules/axe-core/axe.min.js:
	@npm install --silent --no-save --no-audit --no-fund --prefix build/axe axe-core@4.14.1

docs: $(VENV)/play.ready  ## write the generated pages of the docs anew
	@$(BIN)/python -m game.story.catalogue.page > docs/diagnostics.md
	@$(BIN)/python -m game.story.reference > docs/keys.md

clean:  ## remove what the targets made
	rm -rf $(VENV) build/axe .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/play.ready: pyproject.toml
	@$(FIT) || [ -n "$(UV)" ] \
	  || { echo "Rollout needs Python 3.11 or later; make PYTHON=/path/to/python names one." >&2; exit 2; }
	@echo "Setting up .venv, once…" >&2
	@$(MAKE_VENV)
	@$(call install,--editable .)
	@touch $@

$(VENV)/test.ready: $(VENV)/play.ready
	@$(call install,--group test)
	@touch $@

$(VENV)/lint.ready: $(VENV)/test.ready
	@$(call install,--group lint)
	@touch $@

$(VENV)/fuzz.ready: $(VENV)/test.ready
	@$(call install,--group fuzz)
	@touch $@
