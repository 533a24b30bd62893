#!/usr/bin/env python3
"""passim beside Regesta on the same files: the King James Bible and 60 early English books, with quotations planted
between the books. Run by hand; benches/peers/README.md tells how.

  reuse.py prepare KJV EEBO OUT [--plants 400]   texts, plants and passim's input
  reuse.py passim OUT PASSIM [--python PYTHON]   runs passim, measures it
  reuse.py ours OUT REUSE_TEXTS [ARGUMENTS]      runs the finder (reuse-texts), measures it
  reuse.py score OUT                             recall of the plants, and what the two have in common

Psalms quoted in ten handwritten books of hours, machine-read (HORAE), by words:

  reuse.py horae REPOSITORY OUT                  texts and passim's input; then `passim` and `ours` as above
  reuse.py horae-score REPOSITORY OUT            precision and recall by words, with those of the repository's own matcher
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

NOISE = [0, 20, 50]
LENGTHS = [15, 25, 40, 60]


def words(text):
    return re.sub(r"\s+", " ", text).strip()


def misread(word, noise, dice):
    out = []
    for c in word:
        if not c.isalpha() or dice.randrange(1000) >= noise:
            out.append(c)
            continue
        kind = dice.randrange(4)
        if kind == 1:
            out += [c, c]
        elif kind > 1:
            out.append(chr(ord(c) + 1) if chr(ord(c) + 1).isalpha() else "o")
    return "".join(out) or word


def prepare(kjv, eebo, out, count):
    texts = {}
    for path in sorted(Path(kjv).glob("*.json")):
        if path.stem == "Books":
            continue
        book = json.loads(path.read_text())
        chapters = [words(" ".join(v["text"] for v in c["verses"])) for c in book["chapters"]]
        texts["kjv-" + path.stem] = "\n\n".join(chapters)
    for path in sorted(Path(eebo).glob("*.txt"))[:60]:
        texts["eebo-" + path.stem] = words(path.read_text(errors="replace"))
    dice = random.Random(1)
    books = [name for name in texts if name.startswith("eebo-")]
    split = {name: texts[name].split(" ") for name in books}
    inserts = {name: [] for name in books}
    plants = []
    for n in range(count):
        length, noise = LENGTHS[n % len(LENGTHS)], NOISE[n // len(LENGTHS) % len(NOISE)]
        source, target = dice.sample(books, 2)
        start = dice.randrange(len(split[source]) - length)
        at = dice.randrange(len(split[target]))
        quoted = [misread(w, noise, dice) for w in split[source][start : start + length]]
        inserts[target].append((at, n, " ".join(quoted)))
        plants.append({"length": length, "noise": noise, "source": source, "target": target, "from": (start, start + length)})
    where = {}
    for name in books:
        parts, begins, size = [], [], 0
        todo = sorted(inserts[name])
        for at, word in enumerate(split[name]):
            while todo and todo[0][0] == at:
                _, n, quoted = todo.pop(0)
                plants[n]["in_target"] = (size, size + len(quoted))
                parts.append(quoted)
                size += len(quoted) + 1
            begins.append(size)
            parts.append(word)
            size += len(word) + 1
        texts[name] = " ".join(parts)
        where[name] = begins
    for plant in plants:
        begins = where[plant["source"]]
        first, last = plant.pop("from")
        # Another quotation may have been planted inside: then it is longer, and still the same place.
        plant["in_source"] = (begins[first], begins[last] - 1)
    out = Path(out)
    shutil.rmtree(out, ignore_errors=True)
    (out / "texts").mkdir(parents=True)
    with open(out / "passim.json", "w") as lines:
        for name, text in texts.items():
            (out / "texts" / f"{name}.txt").write_text(text)
            begin = 0
            while begin < len(text):
                end = min(begin + 4000, len(text))
                if end < len(text):
                    end = text.rfind(" ", begin, end) + 1 or end
                row = {"id": f"{name}@{begin}", "series": name, "text": text[begin:end]}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                begin = end
    (out / "plants.json").write_text(json.dumps(plants))
    print(len(texts), "texts,", sum(map(len, texts.values())), "characters,", len(plants), "plants")


def bio(path):
    rows = [line.rsplit(" ", 1) for line in path.read_text().splitlines() if line.strip()]
    return [(row[0], row[1] != "O") for row in rows if len(row) == 2]


def volumes(repository):
    return {path.stem.split("_")[-1]: path for path in sorted(Path(repository, "data/bio/true_bio").glob("*.bio"))}


def horae(repository, out):
    out = Path(out)
    shutil.rmtree(out, ignore_errors=True)
    (out / "texts").mkdir(parents=True)
    texts = {f"book-{name}": " ".join(word for word, _ in bio(path)) for name, path in volumes(repository).items()}
    for path in sorted(Path(repository, "data/psalm").iterdir()):
        texts[f"psalm-{path.stem}"] = words(path.read_text())
    with open(out / "passim.json", "w") as lines:
        for name, text in texts.items():
            (out / "texts" / f"{name}.txt").write_text(text)
            lines.write(json.dumps({"id": f"{name}@0", "series": name, "text": text}, ensure_ascii=False) + "\n")
    print(len(texts), "texts")


def horae_score(repository, out):
    predicted = {}
    for tool, groups in (("passim", passim_pairs(out)), ("ours", our_pairs(out))):
        spans = predicted.setdefault(tool, {})
        for group in groups:
            if any(place[0].startswith("psalm-") for place in group):
                for name, start, end in group:
                    spans.setdefault(name, []).append((start, end))
    totals = {}
    for name, path in volumes(repository).items():
        gold = bio(path)
        own = next(Path(repository, "data/bio/line_bio").glob(f"*{name}.bio"))
        marks = {"its own matcher": [inside for _, inside in bio(own)]}
        for tool, spans in predicted.items():
            flags, at = [], 0
            for word, _ in gold:
                flags.append(any(s <= at and at + len(word) <= e for s, e in spans.get(f"book-{name}", [])))
                at += len(word) + 1
            marks[tool] = flags
        for tool, flags in marks.items():
            if len(flags) != len(gold):
                print(f"{tool}: {name} has {len(flags)} words for {len(gold)}: left out")
                continue
            t = totals.setdefault(tool, [0, 0, 0])
            t[0] += sum(f and g for f, (_, g) in zip(flags, gold))
            t[1] += sum(flags)
            t[2] += sum(g for _, g in gold)
    for tool, (right, found, true) in totals.items():
        p, r = right / max(found, 1), right / max(true, 1)
        print(f"{tool}: precision {p:.3f}, recall {r:.3f}, F1 {2 * p * r / max(p + r, 1e-9):.3f}, {true} words of psalms")


def tree(root):
    """Processes under `root`, itself too: seconds of the processor and resident bytes."""
    children, seconds, bytes_ = {}, {}, {}
    tick, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            stat = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(stat[1]), []).append(int(entry))
        seconds[int(entry)] = (int(stat[11]) + int(stat[12])) / tick
        bytes_[int(entry)] = int(stat[21]) * page
    todo, found = [root], []
    while todo:
        at = todo.pop()
        found.append(at)
        todo += children.get(at, [])
    return {p: (seconds.get(p, 0), bytes_.get(p, 0)) for p in found}


def measured(command, **more):
    """Runs a command; wall and processor seconds of it and all it starts, and the most memory they have at once."""
    begin, most, spent = time.time(), 0, {}
    process = subprocess.Popen(command, **more)
    while process.poll() is None:
        now = tree(process.pid)
        most = max(most, sum(b for _, b in now.values()))
        for pid, (s, _) in now.items():
            spent[pid] = max(spent.get(pid, 0), s)
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"{command[0]}: exit code {process.returncode}")
    own = os.times()
    row = {"wall": round(time.time() - begin, 1), "cpu": round(max(sum(spent.values()), own[2] + own[3]), 1), "rss_mib": most >> 20}
    print(row)
    return row


def passim(out, folder, python):
    out = Path(out)
    shutil.rmtree(out / "passim", ignore_errors=True)
    shim = Path(__file__).resolve().parent / "passim-shim"
    submit = Path(python).parent / "spark-submit"
    environment = dict(os.environ, PYTHONPATH=f"{shim}:{folder}", SPARK_LOCAL_IP="127.0.0.1",
                       PYSPARK_PYTHON=python, PYSPARK_DRIVER_PYTHON=python)
    command = [str(submit), "--master", "local[2]", "--driver-memory", "6G", "--conf", "spark.ui.enabled=false",
               "--conf", "spark.driver.bindAddress=127.0.0.1", str(Path(folder) / "passim/seriatim.py"), "--all-pairs",
               "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2", str(out / "passim.json"), str(out / "passim")]
    with open(out / "passim.log", "w") as log:
        row = measured(command, env=environment, stdout=log, stderr=log)
    (out / "passim-cost.json").write_text(json.dumps(row))


def ours(out, program, arguments):
    out = Path(out)
    with open(out / "ours.jsonl", "w") as rows:
        row = measured([program, str(out / "texts"), "--threads", "2", *arguments], stdout=rows)
    (out / "ours-cost.json").write_text(json.dumps(row))


def passim_pairs(out):
    clusters = {}
    for part in sorted((Path(out) / "passim/out.json").glob("part-*.json")):
        for line in part.open():
            row = json.loads(line)
            name, begin = row["id"].rsplit("@", 1)
            place = (name, int(begin) + row["begin"], int(begin) + row["end"])
            clusters.setdefault(row["cluster"], []).append(place)
    return list(clusters.values())


def our_pairs(out):
    found = []
    for line in open(Path(out) / "ours.jsonl"):
        row = json.loads(line)
        if "witnesses" in row:
            found.append([(Path(w["text"]).stem, w["start"], w["end"]) for w in row["witnesses"]])
    return found


def covers(place, name, span):
    common = min(place[2], span[1]) - max(place[1], span[0])
    return place[0] == name and 2 * common >= span[1] - span[0]


def score(out):
    plants = json.loads((Path(out) / "plants.json").read_text())
    found = {"passim": passim_pairs(out), "ours": our_pairs(out)}
    hits = {}
    for tool, groups in found.items():
        by_book = {}
        for n, group in enumerate(groups):
            for place in group:
                by_book.setdefault(place[0], []).append((n, place))
        hits[tool] = []
        for plant in plants:
            one = {n for n, p in by_book.get(plant["source"], []) if covers(p, plant["source"], plant["in_source"])}
            two = {n for n, p in by_book.get(plant["target"], []) if covers(p, plant["target"], plant["in_target"])}
            hits[tool].append(bool(one & two))
        print(tool, len(groups), "groups; recall of plants", round(sum(hits[tool]) / len(plants), 3))
    for noise in NOISE:
        for length in LENGTHS:
            of = [n for n, p in enumerate(plants) if (p["noise"], p["length"]) == (noise, length)]
            print(f"  {noise / 10:4} % {length:3} words", *(f"{tool} {sum(hits[tool][n] for n in of)}/{len(of)}" for tool in hits))
    # What passim's groups of two books have that we have too.
    ours_by = {}
    for group in found["ours"]:
        for place in group:
            ours_by.setdefault(place[0], []).append(place)
    groups = [g for g in found["passim"] if len({p[0] for p in g}) > 1]
    def have(place):
        return any(min(p[2], place[2]) - max(p[1], place[1]) > 0 for p in ours_by.get(place[0], []))
    both = sum(all(have(p) for p in group) for group in groups)
    print(f"passim's groups whose every place we have something at: {both} of {len(groups)}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", kjv, eebo, out, *rest]:
            prepare(kjv, eebo, out, int(rest[1]) if rest else 400)
        case ["passim", out, folder, *rest]:
            passim(out, folder, rest[1] if rest else sys.executable)
        case ["ours", out, program, *rest]:
            ours(out, program, rest)
        case ["score", out]:
            score(out)
        case ["horae", repository, out]:
            horae(repository, out)
        case ["horae-score", repository, out]:
            horae_score(repository, out)
        case _:
            sys.exit(__doc__)
