#!/bin/sh
# Reads the sample folder and shows the first lists; what to try next is printed at the end.
set -eu
cd "$(dirname "$0")/.."
regesta=target/release/regesta
mkdir -p out
project=out/caucasus-1920.regesta
$regesta build examples/caucasus-1920/essays -o "$project"
echo
echo "== The calendar of documents, first rows"
$regesta calendar "$project" --limit 8
echo
echo "== Archival references that are cited"
$regesta shelfmarks "$project" --limit 8
echo
echo "== \"Ordzhonikidze\", in any script"
$regesta search "$project" Ordzhonikidze --limit 5
cat <<TEXT

The project is $project. Try:
  $regesta chronology $project --documents
  $regesta people $project
  $regesta show $project ID      (an identifier out of any list)
  $regesta build FOLDER           (your own papers)
TEXT
