# make demo    build, read the sample folder, open the window on it
# make test    everything that must hold: formatting, lints, licences, tests, packs, the window in a browser
# make eval    score every corpus and show what changed since the last commit
# make bench   time and memory by stage, for whole builds, and for the window
# make check   formatting, lints and licences only
# make window  the front end alone, which the program then embeds

CARGO ?= cargo
TOOLS := $(CURDIR)/target/tools
export PATH := $(TOOLS)/bin:$(HOME)/.cargo/bin:$(PATH)
# Pinned, so that the same check runs everywhere.
DENY_VERSION := 0.20.2
PACKS := ru uk en tr az _template


.PHONY: all demo test check eval bench window window-test e2e browser deny-tool system clean

all: test

# A C compiler for SQLite; a machine with a Rust toolchain has one as a rule.
system:
	@command -v cc >/dev/null || { command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq gcc libc6-dev; }

# The browser that the tests of the window drive.
browser:
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; } \
		|| { echo "no chromium: install it, or run the other tests with \`cargo test --workspace\`" >&2; exit 1; }

# Node's packages as the lock file has them, when it has changed.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "no npm: the front end is built with Node 20.19 or later" >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund

# Only when something changed, since the program embeds it and is then built anew.
WEB_SOURCES := $(shell find web/src web/locales web/scripts -type f) web/index.html web/vite.config.ts web/svelte.config.js web/tsconfig.json
web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	cd web && npm run --silent build

window: web/dist/index.html

demo: system window
	$(CARGO) build --release -p regesta-cli --locked
	./scripts/demo.sh

deny-tool:
	@cargo-deny --version 2>/dev/null | grep -q "$(DENY_VERSION)" || \
		CARGO_PROFILE_DEV_DEBUG=0 $(CARGO) install cargo-deny --version $(DENY_VERSION) --locked --debug --root $(TOOLS) --target-dir $(CURDIR)/target/tools/build

check: system deny-tool
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	cargo-deny --log-level error check licenses bans sources

# Types, words of the interface, units; then the front end itself, within its budget.
window-test: web/node_modules/.package-lock.json window
	cd web && npm run --silent check && npm test --silent

test: check window-test
	$(CARGO) test --workspace --locked
	for pack in $(PACKS); do $(CARGO) run --locked -q -p regesta-cli -- pack check languages/$$pack || exit 1; done
	$(MAKE) e2e

# The window in a browser, on the program that `cargo test` has built with the front end inside.
e2e: browser window
	$(CARGO) build --locked -p regesta-cli
	cd web && REGESTA_BIN=$(CURDIR)/target/debug/regesta npm run --silent e2e

eval: system
	$(CARGO) run --release --locked -q -p regesta-eval --bin regesta-eval

bench: system
	$(CARGO) bench --locked -p regesta-eval --bench stages
	$(CARGO) build --release --locked -p regesta-cli
	$(CARGO) run --release --locked -q -p regesta-eval --bin bench-build -- target/release/regesta
	$(CARGO) bench --locked -p regesta-eval --bench window

clean:
	$(CARGO) clean
	rm -rf web/dist web/node_modules out
