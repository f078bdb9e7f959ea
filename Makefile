# The front door. Needs python 3.11 to 3.13 with venv, git and make; everything else comes from PyPI into .venv/.
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
DATA_DIR ?= var
export DATA_DIR

# What the tools would keep in the home folder stays in the project's own; a setting of yours wins.
export UV_CACHE_DIR ?= $(CURDIR)/$(VENV)/cache
export PLAYWRIGHT_BROWSERS_PATH ?= $(CURDIR)/$(VENV)/browsers
export PIP_NO_CACHE_DIR ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK ?= 1

# The first Python on the path that will do; evaluated only when the environment is made.
SUITABLE = import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
HOST_PYTHON = $(shell for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(SUITABLE)' 2>/dev/null && command -v $$python && break; done)

CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
TEMPLATES = find cms home prizes_pages search stocktaking_pages -name '*.html'
LAYERS := run test dev
LINTS := lint-style lint-imports lint-templates lint-django lint-types

.PHONY: help demo dictionaries elasticsearch test lint bench duplicates endurance relevance format requirements clean $(LINTS)

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: $(VENV)/.run $(DATA_DIR)/.catalogues ## Fill a database with demo records and serve it (PORT=8000 PROJECTS=14000)
	@exec $(BIN)/python manage.py demo $(if $(PORT),--port $(PORT)) $(if $(PROJECTS),--projects $(PROJECTS))

dictionaries: $(VENV)/.run $(DATA_DIR)/.catalogues ## Fetch open dictionaries with apt and pip, and load them, so that searches cross languages better
	@sh scripts/dictionaries.sh $(DATA_DIR)/dictionaries $(BIN)

elasticsearch: ## Serve an Elasticsearch until Ctrl-C (PORT=9200 HEAP=1g; ARGS=--background, ARGS=--stop)
	@test -n "$(HOST_PYTHON)" || { echo "No Python 3.11 to 3.13 found; name one: make PYTHON=/path/to/python"; exit 1; }
	@exec $(HOST_PYTHON) -m scripts.elasticsearch --folder $(DATA_DIR)/elasticsearch \
		$(if $(PORT),--port $(PORT)) $(if $(HEAP),--heap $(HEAP)) $(ARGS)

test: $(VENV)/.test ## Run all tests (ARGS="tests/search -x" for some)
	@$(BIN)/python -m tests.browser
	@test -n "$$ELASTICSEARCH_URL" || $(BIN)/python -m scripts.elasticsearch --fetch || \
		echo "Tests that need Elasticsearch will be skipped."
	@$(BIN)/pytest $(if $(findstring -n,$(ARGS)),,-n auto) $(ARGS)

lint: $(VENV)/.dev ## Check style, import directions, types, templates, migrations and settings
	@$(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) $(LINTS)
	@echo "Nothing to complain about."

bench: $(VENV)/.run $(DATA_DIR)/.catalogues ## Measure, one JSON line a figure (ARGS= are passed on)
	@$(BIN)/python manage.py bench $(ARGS)

endurance: $(VENV)/.run $(DATA_DIR)/.catalogues ## Hurt search, one JSON line a figure (ARGS="worker-kills --kills 200", see --help)
	@$(BIN)/python manage.py endure $(if $(ARGS),$(ARGS),all)

relevance: $(VENV)/.run $(DATA_DIR)/.catalogues ## Score search on judged questions, one JSON line a set (ARGS= are passed on)
	@$(BIN)/python manage.py relevance $(ARGS)

duplicates: $(VENV)/.run $(DATA_DIR)/.catalogues ## Score what finds duplicates on a seeded set, one JSON line each (ARGS= are passed on)
	@$(BIN)/python manage.py duplicates $(ARGS)

format: $(VENV)/.dev ## Format Python and templates
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(TEMPLATES) | xargs -r $(BIN)/djade --target-version 5.2 || true
	@$(TEMPLATES) | xargs -r $(BIN)/djhtml --tabwidth 2 || true

requirements: $(VENV)/.uv ## Lock the newest versions that pyproject.toml allows
	@for layer in $(LAYERS); do sh scripts/lock.sh $$layer $(ARGS) || exit; done

clean: ## Remove the environment and all data
	rm -rf $(VENV) $(DATA_DIR)

lint-style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff . ; exit 1; }

lint-imports:
	@$(BIN)/lint-imports --no-logo --no-cache

lint-types:
	@$(BIN)/mypy

lint-templates:
	@$(TEMPLATES) | xargs -r $(BIN)/djade --target-version 5.2 --check
	@$(TEMPLATES) | xargs -r $(BIN)/djhtml --tabwidth 2 --check
	@$(TEMPLATES) | xargs -r $(BIN)/djlint --lint --quiet

lint-django: $(DATA_DIR)/.catalogues
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') ALLOWED_HOSTS=example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING --settings cms.settings.production

$(VENV)/.uv: requirements/uv.txt
	@test -n "$(HOST_PYTHON)" || { echo "No Python 3.11 to 3.13 with venv found; name one: make PYTHON=/path/to/python"; exit 1; }
	@echo "Making $(VENV) with $(HOST_PYTHON) ..."
	@$(HOST_PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

$(LAYERS:%=$(VENV)/.%): $(VENV)/.%: requirements/%.txt $(VENV)/.uv
	@sh scripts/install.sh $<
	@touch $@

$(DATA_DIR)/.catalogues: $(CATALOGUES) | $(VENV)/.run
	@$(BIN)/python manage.py compile_catalogues
	@mkdir -p $(@D) && touch $@
