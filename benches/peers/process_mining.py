#!/usr/bin/env python3
"""Reads the exports of cases back with pm4py, and says what was lost. Run by hand; pm4py (AGPL-3.0) enters neither the product
nor its tests.

usage: python3 benches/peers/process_mining.py --regesta target/debug/regesta --scheme SCHEME.toml --case CASES

It installs pm4py by name into a temporary environment unless the running Python has it.

What is compared: the CSV export has one row for each event of each reading. Every row must come back from the XES log with
its stage, indicator, evidence, quotation, modality and both bounds, and from the OCEL log with the same and its objects.
"""
import argparse, csv, io, json, pathlib, subprocess, sys, tempfile, venv


def python_with_pm4py(folder):
    """This Python where it has pm4py, else one of a new environment."""
    try:
        import pm4py  # noqa: F401
        return sys.executable
    except ImportError:
        venv.create(folder, with_pip=True)
        python = str(pathlib.Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "pm4py"], check=True)
        return python


def export(args, form, path):
    command = [args.regesta, "case", "export", form, "--scheme", args.scheme, "--case", args.case, "-o", str(path)]
    subprocess.run(command, check=True)


READ_BACK = r"""
import json, sys, warnings
warnings.filterwarnings("ignore")
import pm4py
from pm4py.objects.log.importer.xes import importer
log = importer.apply(sys.argv[1], parameters={"show_progress_bar": False})
events = []
for trace in log:
    for event in trace:
        row = {key: str(value) for key, value in event.items()}
        row["trace"] = trace.attributes["concept:name"]
        events.append(row)
ocel = pm4py.read_ocel2_json(sys.argv[2])
own = ocel.events.fillna("").astype(str).to_dict("records")
links = ocel.relations.astype(str).to_dict("records")
print(json.dumps({"version": pm4py.__version__, "xes": events, "ocel": own, "links": links, "objects": len(ocel.objects)}))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regesta", default="target/debug/regesta")
    parser.add_argument("--scheme", required=True)
    parser.add_argument("--case", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for form in ("xes", "ocel", "csv"):
            export(args, form, folder / f"log.{form}")
        # pm4py tells the form of an object-centric log by the end of its name.
        (folder / "log.ocel").rename(folder / "log.jsonocel")
        rows = list(csv.DictReader(io.StringIO((folder / "log.csv").read_text(encoding="utf-8"))))
        python = python_with_pm4py(folder / "env")
        read = [python, "-c", READ_BACK, str(folder / "log.xes"), str(folder / "log.jsonocel")]
        back = json.loads(subprocess.run(read, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        lost = compare(rows, back)
        print(f"pm4py {back['version']}: {len(rows)} events, {len(back['xes'])} from XES, {len(back['ocel'])} from OCEL, "
              f"{back['objects']} objects; {len(lost)} differences")
        for line in lost[:20]:
            print(" ", line)
    return 1 if lost else 0


def compare(rows, back):
    """Every difference between the rows of the CSV export and what came back."""
    lost = []
    if len(back["xes"]) != len(rows):
        lost.append(f"XES: {len(back['xes'])} events for {len(rows)} rows")
    for row, event in zip(rows, back["xes"]):
        pairs = [("stage", "concept:name"), ("indicator", "regesta:indicator"), ("evidence", "regesta:evidence"),
                 ("quote", "regesta:quote"), ("modality", "regesta:modality"), ("date", "regesta:date")]
        for own, theirs in pairs:
            # An attribute of XES holds no line breaks; an empty value is not written.
            if " ".join(row[own].split()) != " ".join(event.get(theirs, "").split()):
                lost.append(f"XES {row['evidence']}: {own} {row[own]!r} came back as {event.get(theirs)!r}")
        for own, theirs in [("earliest", "u:time:timestamp_min"), ("latest", "u:time:timestamp_max")]:
            moment = event.get(theirs, "")[:16].replace(" ", "T")
            if row[own][:16] != moment:
                lost.append(f"XES {row['evidence']}: {own} {row[own]!r} came back as {moment!r}")
    dated = [row for row in rows if row["earliest"] or row["latest"]]
    if len(back["ocel"]) != len(dated):
        lost.append(f"OCEL: {len(back['ocel'])} events for {len(dated)} dated rows")
    key = lambda row: (row["evidence"], row["quote"], row["modality"], row["indicator"])
    ours, theirs = sorted(map(key, dated)), sorted(map(key, back["ocel"]))
    lost += [f"OCEL: {a!r} came back as {b!r}" for a, b in zip(ours, theirs) if a != b]
    # Each event hangs on its case, its reading and its text.
    if len(back["links"]) != 3 * len(back["ocel"]):
        lost.append(f"OCEL: {len(back['links'])} links for {len(back['ocel'])} events")
    return lost


if __name__ == "__main__":
    sys.exit(main())
