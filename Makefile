# The two commands: make serve (read the book) and make test (run every check).
# `make help` lists the rest.

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
COURSE ?= exercises
ASSIGNMENT ?= ps2-proxies

# Tools come from the project's own environment; nbgrader and npm also look for theirs here.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# Folders too, so that a file that goes is noticed as well as one that changes.
PAGES := _config.yml book/finish.mjs _toc.yml $(shell find backchannel book chapters data -not -path '*__pycache__*')
ASSIGNMENTS := $(notdir $(wildcard exercises/source/*))
DOWNLOADS := $(ASSIGNMENTS:%=_build/downloads/%.zip)

.DELETE_ON_ERROR:
.PHONY: help build serve test check lab release autograde feedback export browser pdf lighthouse screenshot lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

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

release: .venv/installed ## Make the students' version of ASSIGNMENT (default ps2-proxies)
	cd $(COURSE) && nbgrader generate_assignment $(ASSIGNMENT) --create --force

autograde: .venv/installed ## Grade what lies in submitted/STUDENT/ASSIGNMENT of COURSE (default exercises)
	cd $(COURSE) && nbgrader autograde $(ASSIGNMENT) --create

feedback: .venv/installed ## Write a feedback page for each graded submission
	cd $(COURSE) && nbgrader generate_feedback $(ASSIGNMENT)

export: .venv/installed ## Write all marks to grades.csv
	cd $(COURSE) && nbgrader export --to grades.csv

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

# The download is made in a gradebook of its own, so that building never touches a class.
_build/downloads/%.zip: exercises/source/% exercises/source/%/* .venv/installed
	mkdir -p _build/downloads
	cd exercises && nbgrader generate_assignment $* --create --force --log-level=ERROR \
		--CourseDirectory.release_directory=$(CURDIR)/_build/release \
		--CourseDirectory.db_url=sqlite:///$(CURDIR)/_build/release.db
	cd _build/release && python -m zipfile -c ../downloads/$*.zip $*

# Packages with compiled parts that have no Python to fall back on come in a version without.
_build/live/python.bin.gz: $(shell find backchannel data book/live -not -path '*__pycache__*') node_modules/installed
	rm -rf _build/live && mkdir -p _build/live
	pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--target _build/live/pure --requirement book/live/requirements.txt
	python -m book.live _build/live
	node book/live/snapshot.mjs _build/live

_build/html/index.html: $(PAGES) _build/assets/reader.js _build/live/python.bin.gz $(DOWNLOADS)
	jupyter-book build . -W --keep-going --quiet
	npm run --silent finish
	touch $@
