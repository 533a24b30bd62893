#!/bin/sh
# Reads the sample folder, shows the first lists, and opens the window on it until Ctrl-C. With REGESTA_DEMO=lists, or
# under continuous integration, it ends after the lists.
set -eu
cd "$(dirname "$0")/.."
regesta=target/release/regesta
mkdir -p out
project=out/caucasus-1920.regesta
$regesta build examples/caucasus-1920/papers -o "$project"
echo
echo "== The calendar of documents, first rows"
$regesta calendar "$project" --limit 5
echo
echo "== \"Ordzhonikidze\", in any script"
$regesta search "$project" Ordzhonikidze --limit 3
cat <<TEXT

The project is $project. On the command line, try:
  $regesta chronology $project --documents
  $regesta shelfmarks $project
  $regesta show $project ID       (an identifier out of any list)
  $regesta open FOLDER            (your own papers, in the window)

TEXT
if [ "${REGESTA_DEMO:-}" = lists ] || [ -n "${CI:-}" ]; then
    exit 0
fi
echo "The window opens now; Ctrl-C ends it."
exec $regesta open "$project"
