# make demo   build, read the sample folder, show what stands in it
# make test   everything that must hold: formatting, lints, licences, tests, packs
# make eval   score every corpus and show what changed since the last commit
# make bench  time and memory by stage and for whole builds
# make check  formatting, lints and licences only

CARGO ?= cargo
TOOLS := $(CURDIR)/target/tools
export PATH := $(TOOLS)/bin:$(HOME)/.cargo/bin:$(PATH)
# Pinned, so that the same check runs everywhere.
DENY_VERSION := 0.20.2

.PHONY: all demo test check eval bench deny-tool system clean

all: test

# A C compiler for SQLite; a machine with a Rust toolchain has one as a rule.
system:
	@command -v cc >/dev/null || { command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq gcc libc6-dev; }

demo: system
	$(CARGO) build --release -p regesta-cli --locked
	./scripts/demo.sh

deny-tool:
	@cargo-deny --version 2>/dev/null | grep -q "$(DENY_VERSION)" || \
		CARGO_PROFILE_DEV_DEBUG=0 $(CARGO) install cargo-deny --version $(DENY_VERSION) --locked --debug --root $(TOOLS) --target-dir $(CURDIR)/target/tools/build

check: system deny-tool
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	cargo-deny --log-level error check licenses bans sources

test: check
	$(CARGO) test --workspace --locked
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/ru
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/uk
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/en
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/tr
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/az
	$(CARGO) run --locked -q -p regesta-cli -- pack check languages/_template

eval: system
	$(CARGO) run --release --locked -q -p regesta-eval --bin regesta-eval

bench: system
	$(CARGO) bench --locked -p regesta-eval --bench stages
	$(CARGO) build --release --locked -p regesta-cli
	$(CARGO) run --release --locked -q -p regesta-eval --bin bench-build -- target/release/regesta
	$(CARGO) bench --locked -p regesta-eval --bench window

clean:
	$(CARGO) clean
