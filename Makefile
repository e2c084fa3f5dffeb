# `make run` and `make test` set up all they need by themselves; the README tells the rest.
PYTHON ?= python3
PORT ?= 8501
export GDA_HOME ?= var

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
TESTS ?= tests

.PHONY: run test bench lint format messages browser accessibility

run: $(VENV)/ready
	@$(PY) -m gda_tracker demo --if-missing
	@$(PY) -m gda_tracker welcome --port $(PORT)
	@exec $(VENV)/bin/streamlit run app.py --server.port $(PORT) --server.headless true

test: $(VENV)/ready-for-tests browser
	$(PY) -m pytest $(TESTS) -n 2 --dist loadscope --no-loadscope-reorder

bench: $(VENV)/ready-for-tests browser
	$(PY) -m tests.bench

lint: $(VENV)/ready-for-tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy gda_tracker

format: $(VENV)/ready-for-tests
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

messages: $(VENV)/ready-for-tests
	$(PY) -m gda_tracker.i18n.extraction

# Debian's Chromium; on another system set CHROMIUM to a Chromium or Chrome.
browser:
	@sh .ci/browser

$(VENV)/ready: requirements.txt pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the packages that the tracker uses ..."
	@$(PIP) -r requirements.txt
	@$(PIP) --no-build-isolation --no-deps --editable . 2>/dev/null || true
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready tests/requirements.txt
	@echo "Installing the packages that the tests use ..."
	@$(PIP) -r tests/requirements.txt
	@touch $@

# Looks at every public page with axe in a real browser and records what it found; the next edition tells it.
accessibility: $(VENV)/ready-for-tests browser
	GDA_RECORD_ACCESSIBILITY=1 $(VENV)/bin/python -m pytest -q -p no:xdist -k axe tests/browser/test_public_pages.py
