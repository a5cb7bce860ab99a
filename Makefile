# Two commands for a newcomer: `make run` and `make test`. `make help` lists all of them.

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv/bin/python
COMPILE := $(VENV) -m uv pip compile --quiet --universal --no-header --no-emit-index-url \
	--generate-hashes
SBOM := build/sbom.json
PREPARE = @command -v $(PYTHON) >/dev/null || \
	{ echo "$(PYTHON) was not found. Install Python 3.11 or newer." >&2; exit 1; }; \
	$(PYTHON) scripts/prepare.py

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-signals format audit sbom lock environment \
	test-environment static

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: environment ## start the monitor with sample data on http://localhost:8501
	@exec $(VENV) -m monitor serve

test: test-environment ## run every check and every test
	@$(VENV) -m scripts.ensure_browser
	@$(MAKE) --no-print-directory static
	$(VENV) -m pytest --numprocesses auto --dist loadfile --ignore tests/journeys
	$(VENV) -m pytest --numprocesses auto --dist loadfile tests/journeys

check: test-environment static ## run the fast part: no browser, no PostgreSQL
	$(VENV) -m pytest --numprocesses auto --dist loadfile -m "not browser and not postgresql"

bench: test-environment ## measure the survey, the pages of the dashboard and the analysis
	@$(VENV) -m benchmarks

bench-signals: test-environment ## judge the signals on invented partnerships, beside simple rules
	@nice -n 10 $(VENV) -m benchmarks.signals

format: test-environment ## format the code and repair what can be repaired
	$(VENV) -m ruff check --fix --quiet
	$(VENV) -m ruff format

audit: test-environment ## ask whether a package that we use has a known hole; needs the network
	@$(VENV) -m scripts.audit requirements.txt requirements-test.txt

sbom: test-environment ## write what the monitor is made of to build/sbom.json (CycloneDX)
	@mkdir -p $(dir $(SBOM))
	@.venv/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml \
		--mc-type application --output-reproducible --output-file $(SBOM)
	@echo "$(SBOM) is written."

lock: environment ## pin every package anew from pyproject.toml, with its hashes
	$(VENV) -m pip install --quiet uv==$(UV_VERSION)
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group test --constraint requirements.txt --output-file requirements-test.txt

environment:
	$(PREPARE) requirements.txt

test-environment:
	$(PREPARE) requirements.txt requirements-test.txt

static:
	$(VENV) -m ruff format --check --quiet
	$(VENV) -m ruff check --quiet
	$(VENV) -m mypy
	.venv/bin/lint-imports
