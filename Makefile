# The site's commands; `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help run runtime dev test lint check-wheel check wheel bench format lock sample vendor clean
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
SOURCES := $(wildcard talkpython_site tests tools benchmarks)
# Every branch of these is tested.
WHOLE := talkpython_site/catalogue/*,talkpython_site/documents/*,talkpython_site/importing/*
WHOLE := $(WHOLE),talkpython_site/media.py,talkpython_site/views/media.py,talkpython_site/byte_ranges.py,talkpython_site/sending.py
WHOLE := $(WHOLE),talkpython_site/feeds/*,talkpython_site/views/feeds.py,talkpython_site/caching.py,talkpython_site/access.py
WHOLE := $(WHOLE),talkpython_site/mail/*,talkpython_site/views/dev.py,talkpython_site/rounds.py
WHOLE := $(WHOLE),talkpython_site/passwords.py,talkpython_site/throttling.py,talkpython_site/networks.py,talkpython_site/turns.py
WHOLE := $(WHOLE),talkpython_site/security.py,talkpython_site/course_access.py,talkpython_site/progress.py,talkpython_site/views/lecture_media.py
WHOLE := $(WHOLE),talkpython_site/views/progress.py,talkpython_site/captions.py

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' Makefile | while read -r name words; do \
		printf '  make %-12s %s\n' "$$name" "$$words"; done
	@echo '  PORT=8000 changes the port of make run, PYTHON=python3.13 the Python,'
	@echo '  BROWSER=no leaves the browser tests out, REAL_DATA=folder brings real feeds to the tests.'

run: runtime ## Serve the site at http://localhost:6543, set up on the way; an empty one gets the sample
	@exec $(if $(PORT),env TALKPYTHON_SERVER_PORT='$(PORT)') $(BIN)/talkpython serve --config development.ini

test: dev ## Run every test, those in a browser included
	@$(BIN)/coverage erase
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m 'not uncounted' --cov --cov-report=term-missing
	@$(BIN)/coverage report --include='$(WHOLE)' --fail-under=100
ifeq ($(BROWSER),no)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m uncounted --ignore=tests/browser
	@echo 'The browser tests were left out: BROWSER=no.'
else
	@CHROMIUM="$$($(BIN)/python tools/browser.py)" && test -n "$$CHROMIUM" && export CHROMIUM && \
		$(BIN)/pytest -n $(WORKERS) --dist worksteal -m uncounted
endif

lint: dev ## Check format, style, types, templates and declared dependencies
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/djlint --quiet templates
	@$(BIN)/deptry .

check-wheel: dev ## Build the wheel, install it elsewhere and visit the site it serves
	@$(BIN)/python tools/check_wheel.py

check: lint test check-wheel ## Prove a change: all of the above

wheel: runtime ## Build the wheel into dist/
	@$(BIN)/hatchling build --target wheel

bench: dev ## Measure every public page beside its budget, then feeds, media and sign-ins; TABLES=everything for the first alone
	@$(BIN)/python -m benchmarks $(TABLES)

format: dev ## Format the code
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix --quiet $(SOURCES)

lock: ## Write requirements/*.txt from pyproject.toml; UPGRADE=yes takes newer versions
	@$(PYTHON) tools/lock.py $(if $(UPGRADE),--upgrade)

sample: dev ## Draw the artwork and portraits of the sample, speak its scripts, make its films (flite, espeak-ng, ffmpeg, lame)
	@$(BIN)/python -m tools.sample_artwork
	@$(BIN)/python -m tools.sample_course_artwork
	@$(BIN)/python -m tools.sample_portraits
	@$(BIN)/python -m tools.sample_interview_drawings
	@$(BIN)/python -m tools.sample_audio
	@$(BIN)/python -m tools.sample_video

vendor: ## Copy what vendor.toml names into static/vendor
	@$(PYTHON) tools/vendor.py

clean: ## Remove what was made here, except var/, where the site keeps its data
	@rm -rf .venv build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime dev:
	@$(PYTHON) tools/set_up.py $@
