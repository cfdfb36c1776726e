# Everything that one does with Kuultu; `make` alone lists it.
PORT ?= 8000
DAY_SECONDS ?= 60
DATA ?= .local
SAMPLE ?= half-year
STACK ?= Kuultu
STAGE ?= sample
SCALE ?= 500

# A leap day, both changes of summer time, New Year's Eve, Christmas week, next year; each just before midnight or the change.
DAYS ?= 2028-02-29T23:59:30+02:00 2027-03-28T02:59:30+02:00 2027-10-31T03:59:30+03:00 2026-12-31T23:59:30+02:00 \
	2026-12-24T12:00:00+02:00 2027-11-23T23:59:30+02:00
# Tests in three processes, because many of them wait; in the order of tests/conftest.py.
SIDE_BY_SIDE ?= -n 3 --dist loadfile --no-loadscope-reorder

CLOCKED ?= tests/unit tests/integration tests/statemachines

# The newest Python that is here and runs (a pyenv shim may exist and not run), 3.11 at least.
PYTHON ?= $(shell for one in python3.13 python3.12 python3.11 python3; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
IN := .venv/bin
LOCK := $(IN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	--custom-compile-command 'make lock'

# Python keeps what it compiles: each start of the CDK or of a test process would take ten seconds longer without.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test unit coverage test-any-day simulation cost check audit lock synth bundles surveys translations handling widget clean clean-data python local dev

help: ## List what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: local ## Run everything on this machine (PORT=8000 DAY_SECONDS=60 DATA=.local SAMPLE=half-year or none)
	@exec $(IN)/python -m infra.local --port '$(PORT)' --day-seconds '$(DAY_SECONDS)' --data '$(DATA)' --sample '$(SAMPLE)'

demo: local ## Play a day of two shops and tell it as a story (PORT=8000)
	@exec $(IN)/python -m infra.local.demo --port '$(PORT)'

test: dev ## Run all tests (or TESTS=tests/unit)
	@mkdir -p build/tmp && TMPDIR='$(CURDIR)/build/tmp' $(IN)/python -m pytest -q $(SIDE_BY_SIDE) $(TESTS)

unit: python ## Run the unit tests, which need few packages and no AWS
	@$(PYTHON) infra/toolchain.py unit
	@$(IN)/python -m pytest -q -n 2 tests/unit

coverage: python ## Measure the unit tests' branches of the domain, without random ones; fail below 100 %
	@$(PYTHON) infra/toolchain.py unit
	@$(IN)/python -m coverage run --data-file=build/coverage -m pytest -q -m 'not hypothesis' tests/unit
	@$(IN)/python -m coverage report --data-file=build/coverage --skip-covered --show-missing

test-any-day: dev ## Run the tests that look at a clock on several days (DAYS='2028-02-29T23:59:30+02:00 …')
	@mkdir -p build/tmp; for day in $(DAYS); do echo "Today is $$day."; \
		KUULTU_TODAY=$$day TMPDIR='$(CURDIR)/build/tmp' $(IN)/python -m pytest -q $(SIDE_BY_SIDE) $(CLOCKED) || failed="$$failed $$day"; \
	done; test -z "$$failed" || { echo "Failed on:$$failed. One day alone: make test-any-day DAYS='…'" >&2; exit 1; }

simulation: dev ## See the sweep keep up with a million open tasks, one standing for SCALE (SCALE=500)
	@SCALE='$(SCALE)' $(IN)/python -m pytest -q -s tests/simulation

cost: dev ## Count what journeys cost, and write docs/cost.md again (prices: tests/costs/prices.py)
	@WRITE_COST_PAGE=yes $(IN)/python -m pytest -q tests/costs

check: dev ## Check style, types, imports, state machine, widget, template and translations
	@$(IN)/python -m infra.checks

audit: python ## Look for known vulnerabilities in the locked packages (asks the package index)
	@$(PYTHON) infra/toolchain.py audit
	@for lock in requirements/*.txt; do echo "$$lock"; \
		build/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r "$$lock" || failed=1; done; exit $${failed:-0}

lock: dev ## Resolve requirements/*.in again into hashed lock files
	cd requirements && for name in lambda unit emulator local dev audit; do \
		../$(LOCK) $$name.in --output-file $$name.txt $(UPGRADE) || exit 1; done

synth: local ## Make the CloudFormation template of a stage in cdk.out (STAGE=sample)
	@CDK_OUTDIR=cdk.out CDK_CONTEXT_JSON="$$($(IN)/python -c 'import json; print(json.dumps({**json.load(open("cdk.json"))["context"], "stage": "$(STAGE)"}))')" \
		$(IN)/python -m infra.app && ls cdk.out/*.template.json

bundles: local ## Pack the Lambdas for AWS and for this machine
	@$(IN)/python -m infra.bundles

surveys: local ## Publish people.toml and surveys/*.toml to a stack on AWS (STACK=Kuultu)
	@$(IN)/kuultu people publish people.toml --stack '$(STACK)'
	@$(IN)/kuultu surveys publish surveys --stack '$(STACK)'

translations: dev ## Put new messages of the templates into the catalogues
	@$(IN)/pybabel --quiet extract -F babel.cfg -o build/kuultu.pot --no-location --sort-output .
	@$(IN)/pybabel --quiet update -i build/kuultu.pot -d functions/kuultu/translations -D kuultu --width 110 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

handling: dev ## Draw docs/handling.md again, from the state machine and the entries of tasks
	@$(IN)/python -m infra.handling_page

widget: dev ## Bundle and minify the widget again (widget/)
	@$(IN)/python -m infra.widget_build

clean: ## Remove what was built; data stay
	rm -rf build cdk.out .venv widget/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

clean-data: ## Remove the data of the local run (DATA=.local)
	@test -n '$(DATA)' && rm -rf '$(DATA)/state' '$(DATA)/s3' '$(DATA)/tmp' '$(DATA)/mails.json' '$(DATA)/mails.jsonl' '$(DATA)/emulator.log' '$(DATA)/in-use'
	@echo 'No data in $(DATA).'

python:
	@test -n '$(PYTHON)' || { echo 'Kuultu needs Python 3.11 or newer: install it, or name one with PYTHON=…' >&2; exit 1; }

local dev: python
	@$(PYTHON) infra/toolchain.py $@ emulator
