# Two commands do everything: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
REPORTS ?= tests/reports
DEMO ?= demo

.PHONY: demo test setup lint check unit gate bench wheel clean

demo: setup  ## read the sample reports (or REPORTS=PATH) and answer three questions, each with its sentences
	@rm -rf $(DEMO)
	$(BIN)/kg build $(REPORTS) -o $(DEMO)
	$(BIN)/kg query $(DEMO) place-history --param place=Hajin
	$(BIN)/kg query $(DEMO) backers --param actor="Syrian Democratic Forces"
	$(BIN)/kg query $(DEMO) attacks-claimed --param actor=Amaq

test: setup lint unit  ## everything that must hold

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest -n auto --dist loadgroup

gate: setup  ## the quality table over the annotated reports, per type
	$(BIN)/python -m tests.gate

bench: setup  ## speed, memory and queries, as ratios of one run
	$(BIN)/python benchmarks/run.py

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) $(DEMO) dist build
