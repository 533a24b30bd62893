#!/usr/bin/env python3
"""Reads the exports of cases back with two process mining libraries, and says what was lost. Run by hand; neither pm4py (AGPL-3.0)
nor `process_mining` (MIT or Apache-2.0, 130 dependencies) enters the product or its tests.

usage: python3 benches/peers/process_mining.py --regesta target/debug/regesta --scheme SCHEME.toml --case CASES
           [--reader pm4py|process_mining]

Without --reader both read. pm4py is installed by name into a temporary environment unless the running Python has it;
`process_mining` is built from scheme-oracle/ beside this file (some minutes the first time).

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


def read_by_pm4py(folder, files):
    command = [python_with_pm4py(folder / "env"), "-c", READ_BACK, *files]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def read_by_process_mining(_, files):
    crate = pathlib.Path(__file__).parent / "scheme-oracle" / "Cargo.toml"
    command = ["cargo", "run", "-q", "--manifest-path", str(crate), "--", "read", *files]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regesta", default="target/debug/regesta")
    parser.add_argument("--scheme", required=True)
    parser.add_argument("--case", required=True)
    parser.add_argument("--reader", choices=["pm4py", "process_mining"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for form in ("xes", "ocel", "csv"):
            export(args, form, folder / f"log.{form}")
        # pm4py tells the form of an object-centric log by the end of its name.
        (folder / "log.ocel").rename(folder / "log.jsonocel")
        rows = list(csv.DictReader(io.StringIO((folder / "log.csv").read_text(encoding="utf-8"))))
        files = [str(folder / "log.xes"), str(folder / "log.jsonocel")]
        lost = []
        for reader in [args.reader] if args.reader else ["pm4py", "process_mining"]:
            back = (read_by_pm4py if reader == "pm4py" else read_by_process_mining)(folder, files)
            found = compare(rows, back)
            print(f"{reader} {back['version']}: {len(rows)} events, {len(back['xes'])} from XES, {len(back['ocel'])} from OCEL, "
                  f"{back['objects']} objects; {len(found)} differences")
            for line in found[:20]:
                print(" ", line)
            lost += found
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
