# Two commands do everything: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
REPORTS ?= tests/reports
DEMO ?= demo
# The day of reports that state none, as DATE=2018-12-15
DATE ?=
WHEN := $(if $(DATE),--date $(DATE) )

# Shows a command of kg and runs it; 1 means that reports were skipped, which it has named.
kg = @echo '$$ kg $(1)'; $(BIN)/kg $(1) || test $$? -eq 1

.PHONY: demo test setup chromium lint unit gate golden bench vendor wheel clean

demo: $(VENV)/.ready
	@rm -rf $(DEMO)
	$(call kg,build $(WHEN)$(REPORTS) -o $(DEMO))
	@printf "\n# Who held Hajin until when, and who took it from whom?\n"
	$(call kg,query $(DEMO) place-history --param place=Hajin)
	@printf "\n# Who backs the Syrian Democratic Forces?\n"
	$(call kg,query $(DEMO) backers --param actor=SDF)
	@printf "\n# What has Amaq claimed?\n"
	$(call kg,query $(DEMO) attacks-claimed --param actor=Amaq)

test: setup lint unit

setup: $(VENV)/.ready chromium

chromium: # a browser, which only the tests of the pages need
	@for name in chromium chromium-browser google-chrome; do \
	  command -v $$name >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" -eq 0 ]; then \
	  echo "installing Chromium, for the tests of the pages"; \
	  apt-get update -qq >/dev/null 2>&1; \
	  apt-get install -qq -o DPkg::Lock::Timeout=300 --no-install-recommends chromium \
	    >/dev/null 2>&1 || echo "Chromium could not be installed: the tests of the pages are skipped" >&2; \
	else \
	  echo "no Chromium: the tests of the pages are skipped; apt install chromium mends it" >&2; \
	fi

$(VENV)/.ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (a minute or two)"
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

gate: setup # how well the annotated reports are read, per type, and which floors could be raised
	$(BIN)/python -m tests.gate
	$(BIN)/python -m tests.gate.identity

golden: setup # write anew what the sample reports say and what the README shows
	$(BIN)/python -m tests.golden

bench: setup # speed, memory and queries, as ratios of one run
	$(BIN)/python benchmarks/run.py

vendor: # fetch anew what the pages load, in the versions that vendoring/package.json names
	cd vendoring && npm ci --silent
	$(PYTHON) vendoring/vendor.py

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) $(DEMO) dist build
