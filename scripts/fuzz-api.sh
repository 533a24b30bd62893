#!/bin/sh
# Holds a running server against its own description with schemathesis (PyPI, MIT): no answer may be a fault of the
# program (status 5xx). By hand, for it takes minutes:
#
#   python3 -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install schemathesis==4.32.5
#   scripts/fuzz-api.sh /tmp/fuzz/bin/schemathesis [EXAMPLES]
#
# It works on a copy of the sample in a folder of its own: decisions, judgements and new readings are tried too. The stream of
# a job never ends by itself and is left out.
set -eu
tool=$1
examples=${2:-30}
cd "$(dirname "$0")/.."
regesta=${REGESTA_BIN:-target/release/regesta}
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
cp -r examples/caucasus-1920 "$scratch/caucasus-1920"
mkdir -p "$scratch/data/projects"
"$regesta" build "$scratch/caucasus-1920/papers" -o "$scratch/data/projects/caucasus-1920.regesta" > "$scratch/build.log" 2>&1
"$regesta" open "$scratch/data/projects/caucasus-1920.regesta" --no-browser --data "$scratch/data" > "$scratch/server.log" 2>&1 &
server=$!
address=
while [ -z "$address" ]; do
    sleep 0.2
    kill -0 "$server"
    address=$(sed -n 's|.*\(http://127\.0\.0\.1:[0-9]*\).*|\1|p' "$scratch/server.log")
done
cat > "$scratch/schemathesis.toml" <<TOML
[parameters]
"path.project" = "caucasus-1920"
TOML
"$tool" --config-file "$scratch/schemathesis.toml" run docs/openapi.json --url "$address" --checks not_a_server_error \
    --exclude-path-regex 'events$' --max-examples "$examples" --seed 1861 --request-timeout 60 --warnings off \
    --phases examples,coverage,fuzzing --continue-on-failure --no-color
