# Vakbewijs. `make demo` shows it, `make test` proves it, `make help` lists the rest.

PYTHON ?= python3
PORT ?=
VAKBEWIJS_HOME ?= $(CURDIR)/.instance
VENV := .venv
BIN := $(VENV)/bin
PO := $(wildcard schemas/translations/*/LC_MESSAGES/*.po verifier/translations/*/LC_MESSAGES/*.po \
	issuer/translations/*/LC_MESSAGES/*.po wallet/translations/*/LC_MESSAGES/*.po \
	web/translations/*/LC_MESSAGES/*.po web/staff/translations/*/LC_MESSAGES/*.po \
	verifier/views/console/translations/*/LC_MESSAGES/*.po vakbewijs/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PACKAGES := schemas keys verifier issuer wallet web vakbewijs

.PHONY: help demo test fuzz check fmt bench screenshots lint types imports dutch catalogues lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/run.stamp catalogues ## Run issuer, wallet and verifier with the running example (PORT=, VAKBEWIJS_HOME=)
	@VAKBEWIJS_HOME="$(VAKBEWIJS_HOME)" $(BIN)/vakbewijs demo $(if $(PORT),--port $(PORT))

test: $(VENV)/dev.stamp catalogues ## Set up what the tests need and run all of them
	@$(BIN)/python -m tests.browser_setup
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

FUZZ_MINUTES ?= 10
fuzz: $(VENV)/dev.stamp catalogues ## Search for input that is not refused in good order (FUZZ_MINUTES=)
	$(BIN)/python -m tests.fuzz --minutes $(FUZZ_MINUTES)

check: lint types imports dutch test ## Everything that must be green: ruff, mypy, import-linter, the Dutch, tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

dutch: $(VENV)/dev.stamp ## Measure the Dutch of every page: sentences, words of the trade, who does what
	@$(BIN)/python -m tests.dutch

fmt: $(VENV)/dev.stamp ## Format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp catalogues ## Print figures as ratios measured in one run
	$(BIN)/python -m bench

screenshots: $(VENV)/dev.stamp catalogues ## Take the pictures of docs/ anew: the main pages on a phone
	@$(BIN)/python -m tests.browser_setup
	$(BIN)/python -m tests.journeys.screenshots

catalogues: $(MO)

%.mo: %.po | $(VENV)/run.stamp
	@$(BIN)/pybabel -q compile -i $< -o $@

# The virtual environment is made once and again when a lock file changes; hashes are required.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Vakbewijs needs Python 3.11 or newer; name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -y -q python3-venv; } \
		|| { echo "This Python cannot make virtual environments: install python3-venv (Debian) first."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	@echo "Installing the test tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

lock: ## Pin the dependencies again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--extra build pyproject.toml -o requirements/run.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--extra build --extra dev -c requirements/run.lock pyproject.toml -o requirements/dev.lock

clean: ## Remove what make made (never the instance folder)
	rm -rf $(VENV) build *.egg-info $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
