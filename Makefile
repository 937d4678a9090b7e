# Every target does its own set-up in .venv; a second run finds it done.  With uv installed, uv does the installing.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ARGS ?=

ifneq ($(UV),)
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet
else
MAKE_VENV = $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help play test lint types format siege golden clean

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

siege: $(VENV)/test.ready  ## the property tests, long
	@ROLLOUT_SIEGE=1 $(BIN)/python -m pytest $(ARGS)

golden: $(VENV)/test.ready  ## draw the golden screens anew; read the difference before you commit it
	@ROLLOUT_GOLDEN=write $(BIN)/python -m pytest tests/tui -k golden

clean:  ## remove what the targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/play.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Rollout needs Python 3.11 or later, and none was found." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Rollout needs Python 3.11 or later; make PYTHON=/path/to/python names one." >&2; exit 2; }
	@echo "Setting up .venv, once…"
	@$(MAKE_VENV)
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/test.ready: $(VENV)/play.ready
	@$(INSTALL) --group test
	@touch $@

$(VENV)/lint.ready: $(VENV)/test.ready
	@$(INSTALL) --group lint
	@touch $@
