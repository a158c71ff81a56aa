# The two commands: make serve (read the book) and make test (run every check).
# `make help` lists the rest.

# Not the default shell, so that make 3.81 (macOS) looks for commands on the PATH set below.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
COURSE ?= exercises
ASSIGNMENT ?=
FROM ?=
AGAIN ?=
KEEP ?=
JOBS ?= 0
SCHEDULER ?=
LMS ?=
FILL ?=
COLUMN ?=
VARIANTS ?= 0
NOTEBOOK ?=
# The terminal has a TERM of its own: only one given to make counts.
DRAWN := $(if $(filter command line,$(origin TERM)),$(TERM),default)

# Tools come from the project's own environment; nbgrader and npm also look for theirs here.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# A machine that lets Python keep no bytecode would spend half of a build compiling it again.
export PYTHONDONTWRITEBYTECODE :=

# Folders too, so that a file that goes is noticed as well as one that changes.
PAGES := _config.yml _toc.yml $(shell find backchannel book chapters data exercises/problems -not -path '*__pycache__*')
ASSIGNMENTS := $(basename $(notdir $(wildcard exercises/problems/*.md)))
GRADING = python -m exercises.grading $@ $(if $(ASSIGNMENT),"$(ASSIGNMENT)") --course "$(COURSE)"

.DELETE_ON_ERROR:
.PHONY: FORCE help build serve test test-quick linkcheck update tools check lab release collect autograde cluster feedback export report measure grade-demo self-check browser pdf lighthouse screenshot lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: build ## Build the book, serve it on this machine, and build it anew while one writes
	@python -m book.make.serve _build/html "$(PORT)"

build: .venv/installed ## Build the book into _build/html
	@$(MAKE) --no-print-directory --jobs=2 _build/html/index.html

# By themselves, for what counts lines of Python makes all of it twice as slow.
MODELS = tests/models backchannel/models

# Two at a time: with three on two cores, an engine or a Python in a page may run out of patience.
test: tools ## Run every check: style, types, models, data, grading, pages in a browser
	@$(MAKE) --no-print-directory --jobs=2 check build browser
	pytest --numprocesses=2 --cov --cov-report=term:skip-covered $(MODELS)
	pytest --numprocesses=2 --dist=loadgroup $(addprefix --ignore=,$(MODELS))

check: tools ## Check style and types only, of Python and of scripts
	ruff check
	ruff format --check
	mypy
	npm run --silent check

# What needs no built book, no browser and no class.
QUICK = $(MODELS) tests/figures tests/widgets tests/book/test_layers.py tests/test_data.py \
	tests/test_chapters.py tests/test_formulas.py tests/test_layers.py

test-quick: tools ## Run the checks that need no built book and no browser, in under a minute
	pytest --numprocesses=2 --quiet --deselect \
		tests/test_chapters.py::test_the_page_says_which_words_are_persian $(QUICK)

linkcheck: build ## Ask every address of the references whether it still answers (needs a network)
	jupyter-book build . --builder linkcheck --quiet

update: ## Take newer versions of the Python libraries, name newer npm packages, and run every check
	@$(MAKE) --no-print-directory lock UPGRADE=--upgrade
	-npm outdated
	@$(MAKE) --no-print-directory test

lab: build ## Open the chapters and problem sets as notebooks in JupyterLab
	python -W ignore::RuntimeWarning -m book.make.notebooks _build/notebooks
	jupyter lab --notebook-dir=_build/notebooks

release: .venv/installed ## Draw the problem sets for TERM (e.g. 2027-spring), in VARIANTS=4 if students sit side by side
	$(GRADING) --term "$(DRAWN)" --variants "$(VARIANTS)"

collect: .venv/installed ## Take in a download of Canvas, Moodle or Blackboard, or a folder: FROM=download.zip
	$(GRADING) $(if $(FROM),--from "$(FROM)")

autograde: .venv/installed ## Grade what lies in submitted/ of COURSE; AGAIN=all grades again; SCHEDULER=address
	$(GRADING) --again "$(AGAIN)" --keep "$(KEEP)" --jobs "$(JOBS)" --scheduler "$(SCHEDULER)"

cluster: .venv/installed ## Install what SCHEDULER= needs: dask.distributed
	uv pip install --quiet --python .venv --no-deps --require-hashes \
		--requirement exercises/requirements-cluster.txt

feedback: .venv/installed ## Write a feedback page for each graded submission
	$(GRADING)

export: .venv/installed ## Write the marks to grades.csv, or fill a gradebook: LMS=canvas FILL=download.csv
	$(GRADING) --lms "$(LMS)" $(if $(FILL),--fill "$(FILL)") --column "$(COLUMN)"

report: .venv/installed ## Write a page for you on each problem set: questions, objectives, what to look at
	$(GRADING)

measure: .venv/installed ## Say what a class made of the measure: FROM=folder with the tables that students saved
	python -m exercises.measure $(if $(FROM),"$(FROM)")

grade-demo: .venv/installed ## Grade a made-up class of thirty, damaged work included, from release to table
	python -m exercises.demo

self-check: .venv/installed ## Grade your own notebook with every test and see the key: NOTEBOOK=ps2-proxies.ipynb
	python -m exercises.self_check "$(NOTEBOOK)"

browser: tools ## Find a Chromium, a Firefox and a WebKit for the tests, or install them
	python -m book.make.browser

pdf: build browser ## Print the book into one PDF, _build/the-delicate-dance.pdf, and the poster
	python -m book.make.pdf _build/html _build/the-delicate-dance.pdf

lighthouse: build browser ## Let Lighthouse judge every page, and print the table for the README
	python -m tests.benchmarks.lighthouse

screenshot: build browser ## Take the picture in the README, and five to look at
	python -m tests.screenshot

LOCK = uv pip compile $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes --no-header

ADDED = $$(awk -F == '/^[a-z]/ { print "--no-emit-package", $$1 }' requirements.txt)

# The locks of the tests and of a cluster hold only what they add.
lock: .venv/installed ## Compile the lists of packages from pyproject.toml
	$(LOCK) --group book --group exercises --group environment --output-file requirements.txt pyproject.toml
	$(LOCK) --group cluster --constraint requirements.txt \
		--output-file exercises/requirements-cluster.txt $(ADDED)
	$(LOCK) --group tests --constraint requirements.txt \
		--constraint exercises/requirements-cluster.txt \
		--output-file tests/requirements.txt $(ADDED)
	$(LOCK) --no-deps --group live --output-file book/live/requirements.txt

clean: ## Remove what was built, but not the environment
	rm -rf _build

# Files

.venv/installed: FORCE
	@$(PYTHON) environment.py

tools: FORCE
	@$(PYTHON) environment.py tests

_build/assets/reader.js: package.json $(shell find book -name '*.js' -o -name '*.css') $(wildcard book/practice/*.py) .venv/installed
	npm run --silent bundle

# The downloads are made in a course of their own, so that building never touches a class.
_build/downloads/made: exercises/problem_set.py exercises/drawing.py exercises/assignment.py $(wildcard exercises/problems/*.md data/*) .venv/installed
	rm -rf _build/release && mkdir -p _build/downloads
	python -m exercises.grading release --public --course _build/release
	cd _build/release/release && for name in $(ASSIGNMENTS); do python -m zipfile -c ../../downloads/$$name.zip $$name; done
	touch $@

_build/live/python.bin: $(shell find backchannel data book/sources.py $(wildcard book/live/*.py book/live/*.mjs) -not -path '*__pycache__*') .venv/installed
	rm -rf _build/live && mkdir -p _build/live
	python -m book.live _build/live
	node book/live/snapshot.mjs _build/live

# Run beside the rest; what changed in a chapter since is run when the book is built.
_build/executed: $(shell find backchannel data -not -path '*__pycache__*') .venv/installed
	python -c 'from book.make.execute import main; main()'
	touch $@

_build/html/index.html: $(PAGES) _build/assets/reader.js _build/live/python.bin _build/downloads/made _build/executed
	python -m book.make.pages
