# Each target sets up all that it needs. On a fresh machine Python 3.11 or later, git and make are enough.
#
#   VENV=DIR               the virtual environment, made and kept up to date here (.venv)
#   PYTHON=COMMAND         the Python that makes it (the first one that is new enough)
#   FACADELINT_CACHE=DIR   where the wheels of released packages are kept (.cache/wheels)

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test test-lowest lint docs bench fuzz proof-fix proof-extract mutants clean

VENV ?= .venv
BIN := $(abspath $(VENV))/bin
STAMP := $(VENV)/.installed

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)

SOURCES := lint_rules contracts tests docs benchmarks proofs

# A terminal gets colours, though some output passes through a file on its way there.
COLOUR := if test -t 1 && test -z "$$NO_COLOR"; then export FORCE_COLOR=1; fi
headline = @if test -t 1 && test -z "$$NO_COLOR"; then printf '\n\033[1;36m== %s\033[0m\n\n' '$(1)'; else printf '\n== %s\n\n' '$(1)'; fi

help:
	@printf '%s\n' \
		'make demo    facadelint on a clean example, on a broken one, and on a released Dagster' \
		'make test    every linter and every test, those on released packages included' \
		'make lint    the linters alone' \
		'make test-lowest  the tests of the front ends, with the lowest releases of what they stand on' \
		'make docs    write the pages of the rules, the table in README.md, its picture and the tutorial anew' \
		'make bench   the benchmarks; takes minutes' \
		'make fuzz    every command over the standard library and the packages installed here; takes an hour' \
		'make proof-fix       fix a released Dagster, and see that it does what it did before' \
		'make proof-extract   take another one apart, and see the same; takes minutes' \
		'make mutants         break the code in thousands of places, and see which tests notice; takes hours' \
		'make clean   remove all that was made here'

# Installed again only when the dependencies may have changed: the project itself is installed in place.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed: make PYTHON=/path/to/python ...' >&2; exit 2; }
	@test -x "$(BIN)/python" || "$(PYTHON)" -m venv "$(VENV)"
	@echo 'Installing facadelint and what its tests need into $(VENV) ...'
	@"$(BIN)/python" -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch "$@"

DAGSTER := .cache/demo/dagster-1.11.5

demo: $(STAMP)
	$(call headline,1. A clean facade with four domains: examples/shop)
	@cd examples/shop && "$(BIN)/facadelint" check --select FAC
	$(call headline,2. The same shop with every rule broken once: examples/shop_broken)
	@cd examples/shop_broken && { "$(BIN)/facadelint" check --select FAC --output-format concise || test $$? -eq 1; }
	$(call headline,3. A real one: Dagster 1.11.5 and its DagsterInstance)
	@"$(BIN)/python" tests/real/packages.py dagster==1.11.5 .cache/demo >/dev/null
	@printf '%s\n' '[[facades]]' 'class = "dagster._core.instance.instance:DagsterInstance"' > $(DAGSTER)/facadelint.toml
	@printf 'Its whole configuration:\n\n' && sed 's/^/    /' $(DAGSTER)/facadelint.toml
	@printf '\nThe first of its private reaches, and how many there are:\n\n'
	@$(COLOUR); cd $(DAGSTER) && { "$(BIN)/facadelint" check --select FAC1,FAC3 > ../findings || test $$? -eq 1; } \
		&& awk -v RS= -v ORS='\n\n' 'NR <= 3' ../findings && printf '...\n\n' && tail -n 4 ../findings
	$(call headline,4. How far its refactoring has come: facadelint status)
	@cd $(DAGSTER) && "$(BIN)/facadelint" status

# Both halves run even where the first one fails, so that one run says all there is to mend.
test: $(STAMP)
	@failed=; $(MAKE) --no-print-directory lint || failed=lint; \
	printf '\n== pytest, real packages included\n\n'; \
	FACADELINT_REQUIRE_REAL=1 "$(BIN)/python" -m pytest -n auto --dist loadfile || failed="$$failed tests"; \
	test -z "$$failed" || { echo "FAILED: $$failed" >&2; exit 1; }

# In an environment of its own: pip gives the newest releases everywhere else.
test-lowest:
	@test -x .venv-lowest/bin/python || "$(PYTHON)" -m venv .venv-lowest
	@.venv-lowest/bin/python -m pip install -qq --disable-pip-version-check --editable '.[dev]' --constraint tests/lowest.txt
	.venv-lowest/bin/python -m pytest tests/plugin tests/contracts tests/cli tests/core tests/adopt

# The last but one finds nothing to check in the project itself, which has no facade; it must say nothing
# there, and nothing of the clean example.
lint: $(STAMP)
	@failed=; try() { printf '== %s\n' "$$*"; "$(BIN)/$$@" || failed="$$failed $$1"; }; \
	try ruff check $(SOURCES); \
	try ruff format --check $(SOURCES); \
	try mypy --strict; \
	try flake8 --isolated --select FAC $(SOURCES) examples/shop; \
	try lint-imports --no-logo; \
	test -z "$$failed" || { echo "FAILED:$$failed" >&2; exit 1; }

docs: $(STAMP)
	@"$(BIN)/python" docs/generate.py
	@"$(BIN)/python" docs/picture.py
	@"$(BIN)/python" docs/tutorial.py

bench: $(STAMP)
	@"$(BIN)/python" benchmarks/flake8_overhead.py
	@"$(BIN)/python" benchmarks/check_against_lint_imports.py

# MINUTES for each of the two; the smallest packages come first.
fuzz: $(STAMP)
	@"$(BIN)/python" tests/trust/longrun.py --minutes $(or $(MINUTES),30) stdlib site

proof-fix: $(STAMP)
	@"$(BIN)/python" proofs/fix_dagster.py

# Takes two minutes, and more the first time, when it installs its Dagster: a job for the night.
proof-extract: $(STAMP)
	@"$(BIN)/python" proofs/extract_dagster.py

# The whole of the contracts and the rules, and of the map a part that is drawn at random.
mutants: $(STAMP)
	@"$(BIN)/python" -m pip install -qq --disable-pip-version-check --editable '.[mutants]'
	@"$(BIN)/python" proofs/mutants 'facadelint_contracts/*'
	@"$(BIN)/python" proofs/mutants 'rules/*'
	@"$(BIN)/python" proofs/mutants 'facademap/*' --share 0.2

clean:
	rm -rf "$(VENV)" .venv-lowest .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage build dist *.egg-info
	find . \( -name __pycache__ -o -name .facadelint_cache \) -type d -prune -exec rm -rf {} +
