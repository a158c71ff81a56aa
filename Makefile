# The two commands: make serve (read the book) and make test (run every check).
# `make help` lists the rest.

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
COURSE ?= exercises
ASSIGNMENT ?=
# The terminal has a TERM of its own: only one given to make counts.
DRAWN := $(if $(filter command line,$(origin TERM)),$(TERM),default)

# Tools come from the project's own environment; nbgrader and npm also look for theirs here.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# Folders too, so that a file that goes is noticed as well as one that changes.
PAGES := _config.yml book/finish.mjs _toc.yml $(shell find backchannel book chapters data -not -path '*__pycache__*')
ASSIGNMENTS := $(basename $(notdir $(wildcard exercises/problems/*.md)))

.DELETE_ON_ERROR:
.PHONY: help build serve test check lab release autograde feedback export grade-demo browser pdf lighthouse screenshot lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

serve: build ## Build the book and serve it on this machine
	@echo "The book is at http://127.0.0.1:$(PORT)/ (stop it with Ctrl+C)"
	@python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

build: _build/html/index.html ## Build the book into _build/html

test: check build browser ## Run every check: style, types, models, data, grading, pages in a browser
	pytest --cov --cov-report=term:skip-covered

check: .venv/installed ## Check style and types only
	ruff check
	ruff format --check
	mypy

lab: build ## Open the chapters and problem sets as notebooks in JupyterLab
	python -m book.notebooks _build/notebooks
	jupyter lab --notebook-dir=_build/notebooks

release: .venv/installed ## Draw the problem sets for TERM (e.g. 2027-spring) and make the students' version
	python -m exercises.grading release $(ASSIGNMENT) --course $(COURSE) --term $(DRAWN)

autograde: .venv/installed ## Grade what lies in submitted/STUDENT/ASSIGNMENT of COURSE (default exercises)
	python -m exercises.grading autograde $(ASSIGNMENT) --course $(COURSE)

feedback: .venv/installed ## Write a feedback page for each graded submission
	python -m exercises.grading feedback $(ASSIGNMENT) --course $(COURSE)

export: .venv/installed ## Print the table of marks and write it to grades.csv
	python -m exercises.grading export --course $(COURSE)

grade-demo: .venv/installed ## Grade a made-up class of thirty, damaged work included, from release to table
	python -m exercises.demo

browser: .venv/installed ## Find a Chromium for the tests, or install one
	python -m book.browser

pdf: build browser ## Print the book into one PDF, _build/the-delicate-dance.pdf
	python -m book.pdf _build/html _build/the-delicate-dance.pdf

lighthouse: build browser ## Let Lighthouse judge every page, and print the table for the README
	python -m tests.benchmarks.lighthouse

screenshot: build browser ## Take the picture in the README
	python -m tests.screenshot

lock: ## Compile requirements.txt from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev --output-file requirements.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps \
		--group live --output-file book/live/requirements.txt

clean: ## Remove what was built, but not the environment
	rm -rf _build

# Files

.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12")'
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

node_modules/installed: package.json package-lock.json .venv/installed
	npm ci --silent --no-fund --no-audit
	touch $@

_build/assets/reader.js: $(shell find book/scripts) node_modules/installed
	npm run --silent bundle

# The downloads are made in a course of their own, so that building never touches a class.
_build/downloads/made: exercises/authoring.py $(wildcard exercises/problems/*.md data/*) .venv/installed
	mkdir -p _build/downloads
	python -m exercises.grading release --course _build/release
	cd _build/release/release && for name in $(ASSIGNMENTS); do python -m zipfile -c ../../downloads/$$name.zip $$name; done
	touch $@

# Packages with compiled parts that have no Python to fall back on come in a version without.
_build/live/python.bin.gz: $(shell find backchannel data book/live -not -path '*__pycache__*') node_modules/installed
	rm -rf _build/live && mkdir -p _build/live
	pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--target _build/live/pure --requirement book/live/requirements.txt
	python -m book.live _build/live
	node book/live/snapshot.mjs _build/live

_build/html/index.html: $(PAGES) _build/assets/reader.js _build/live/python.bin.gz _build/downloads/made
	jupyter-book build . -W --keep-going --quiet
	npm run --silent finish
	touch $@
