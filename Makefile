PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup check test laws nightly bench demo docs lock clean
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-7s %s\n", $$1, $$2 }'

setup: .venv/ready ## an environment in .venv with everything that the other targets need
.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "treaty-drafts needs Python 3.11: make PYTHON=python3.11")'
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test,dev,service]'
	touch $@

check: setup ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_layers.py tests/test_public_surface.py

test: setup ## all tests with their coverage; each law on 200 examples
	$(BIN)/pytest -n auto --cov --cov-report=term

laws: setup ## each law on 20,000 examples (two hours on two cores)
	HYPOTHESIS_PROFILE=laws $(BIN)/pytest -n auto --dist worksteal --durations 0 tests/laws

nightly: setup ## what is marked nightly, with greater numbers: 5,000 examples, a thousand flipped bytes
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n auto -m nightly

bench: .venv/peers ## ours beside its peers in the same run, as ratios (some rows: make bench ROWS="compare check")
	$(BIN)/python -m bench $(ROWS)
.venv/peers: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[bench]'
	touch $@

demo: setup ## the example conference from zero draft to consolidated text, in demo-out/
	$(BIN)/treaty-drafts demo demo-out

docs: setup ## write docs/cli.md and docs/rights.md from the program, schemas/openapi.json from the routes
	$(BIN)/python -m tests.cli.reference > docs/cli.md
	$(BIN)/python -m tests.conference.pages > docs/rights.md
	$(BIN)/python -m tests.api.described > schemas/openapi.json

lock: setup ## write the versions in use to requirements.lock
	{ head -1 requirements.lock; $(BIN)/python -m pip freeze --exclude-editable; } > .venv/lock && mv .venv/lock requirements.lock

clean: ## remove what the other targets made, .venv included
	rm -rf .venv build dist demo-out bench-out .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
