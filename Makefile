# Three commands do everything on a machine with Python 3.11 or newer and make:
#   make grade   grade the sample class
#   make serve   let students hand in, in a browser
#   make test    run the tests
PYTHON ?= python3
BIN := .venv/bin
ASSIGNMENTS ?= vectorization logistic_regression shallow_network gradient_descent autodiff training_well
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Programs are compiled once, not by each of the thousands of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: grade serve test test-fast test-slow test-package lint messages audit release docs screenshots nbgrader-demo bench clean

grade: .venv/installed
	$(BIN)/autograder grade shallow_network tests/submissions/shallow_network

# The bundled course, where students hand in: open the second address that it prints.
serve: .venv/installed-serve
	$(BIN)/autograder serve

# In the order of their names: files with few tests, the longest, would come last otherwise.
SHARED_OUT := --numprocesses 4 --dist loadfile --no-loadscope-reorder

test: .venv/installed-dev
	$(BIN)/python -m pytest $(SHARED_OUT) -m "not slow"

# What starts no sandbox and no program: before each push.
test-fast: .venv/installed-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile -m "not slow and not processes" tests/framework

# All attacks and classes, at both levels of isolation; whole ways through nbgrader and JupyterLab;
# and many more examples for what must hold of any value.
test-slow: .venv/installed-dev
	$(BIN)/python -m pytest $(SHARED_OUT) -m slow
	$(BIN)/python -m pytest --numprocesses 2 -m hypothesis --hypothesis-profile long tests/framework

# The wheel in an environment with nothing else, and the source distribution.
test-package: .venv/installed-dev
	$(BIN)/python -m pytest tests/packaging

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The catalogues of autograder/languages, brought up to date with what the code says. Then
# translate what is empty in them.
SAID := --keyword say --keyword say_n:1,2 --no-default-keywords
messages: .venv/installed
	$(BIN)/pybabel --quiet extract $(SAID) --add-location file --no-wrap --sort-by-file \
		--project backgrade --copyright-holder "the authors" --output .venv/messages.pot autograder
	for file in autograder/languages/*.po; do \
		$(BIN)/pybabel --quiet update --locale $$(basename $$file .po) --no-fuzzy-matching \
			--ignore-pot-creation-date --ignore-obsolete --no-wrap --input-file .venv/messages.pot --output-file $$file || exit; \
	done

# The hidden graders' own report card. A secret of its own, so that every machine gets these pages.
PAGES ?= docs/audit
audit: .venv/installed-dev
	for name in $(ASSIGNMENTS); do \
		AUTOGRADER_SECRET=audit $(BIN)/autograder audit $$name --page $(PAGES)/$$name.md || exit; \
	done

# The student versions, made from solutions/ by nbgrader, and proved to be fit.
release: .venv/installed-dev
	for name in $(ASSIGNMENTS); do $(BIN)/autograder release $$name || exit; done

# The documentation in site/, with what is written from the code. A dead link fails.
docs: .venv/installed-docs
	$(BIN)/python docs/render_policy.py
	$(BIN)/python docs/render_commands.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

# The pictures of README.md and docs/serving.md, and those of docs/for-students.md from a real JupyterLab.
screenshots: .venv/installed-dev
	$(BIN)/python docs/screenshots/feedback_page.py
	$(BIN)/python docs/screenshots/service.py
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python docs/screenshots/for_students.py

# An assignment's whole way through nbgrader, in a course of its own, with pictures.
nbgrader-demo: .venv/installed-dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python docs/screenshots/nbgrader_demo.py

bench: .venv/installed-dev
	$(BIN)/python benchmarks/grade_class.py
	$(BIN)/python benchmarks/stages.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $(PYTHON) is older than Python 3.11; run make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "make: $(PYTHON) cannot make a venv; on Debian: apt install python3-venv"; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/installed-serve: .venv/installed pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[course,insight,serve]'
	@touch $@

.venv/installed-docs: .venv/installed pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[docs]'
	@touch $@

.venv/installed-dev: .venv/installed pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv site .pytest_cache .mypy_cache .ruff_cache
