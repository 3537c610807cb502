# The door. `make` alone lists what there is. Needed beforehand: git, make and Python 3.11 or newer with venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup dev run test test-all check bench demo screenshots lock messages clean

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
PYTEST := $(BIN)/python -m pytest -q -n auto --dist worksteal
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
CATALOGUES := $(shell find src -name '*.po')

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: .venv/.runtime node_modules/.runtime .venv/.messages ## make .venv and node_modules from the locks

run: setup ## start the site with its demo community at http://127.0.0.1:8000 (Ctrl-C stops it)
	@exec $(BIN)/trialogue up --demo $(if $(PORT),--port $(PORT))

test: dev ## prove it, in under three minutes
	$(PYTEST) -m "not slow"

test-all: dev ## prove everything, on SQLite and then on PostgreSQL with Redis
	$(PYTEST)
	bin/services $(PYTEST)

check: dev ## style, types, layers, migrations, house rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/*.html')
	$(BIN)/lint-imports
	$(BIN)/mypy
	TRIALOGUE_DATA=.venv/check $(BIN)/trialogue manage makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/house

bench: dev ## measure CPU, queries and bytes of each page, against an empty view
	$(BIN)/python bin/bench.py

demo: setup ## load the demo community into ./var
	$(BIN)/trialogue demo

screenshots: dev ## pictures of the main pages, under var/
	$(BIN)/python bin/screenshots.py

lock: dev ## renew the locks (no registry's address in them)
	$(BIN)/$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(BIN)/$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/$(COMPILE) --group node -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts

messages: dev ## collect the words of the interface into the catalogues
	$(BIN)/python bin/messages.py update
	$(BIN)/python bin/messages.py compile

clean: ## remove what setup and tests made; ./var, the site's data, stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

dev: setup .venv/.dev node_modules/.dev

.venv/.runtime: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (on Debian: apt install python3-venv)."; exit 1; }
	@echo "Making .venv with $(PYTHON) ..."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation -e .
	$(BIN)/python -m pip check
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo "Installing what the tests need ..."
	$(PIP) --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip check
	bin/need chromium
	@touch $@

node_modules/.runtime: package-lock.json .venv/.runtime
	bin/npm ci --ignore-scripts --omit=dev --no-audit --no-fund
	@touch $@

node_modules/.dev: package-lock.json node_modules/.runtime
	bin/npm ci --ignore-scripts --no-audit --no-fund
	@touch node_modules/.runtime $@

.venv/.messages: $(CATALOGUES) bin/messages.py .venv/.runtime
	@$(BIN)/python bin/messages.py compile
	@touch $@
