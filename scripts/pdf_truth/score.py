#!/usr/bin/env python3
"""Scores what PDFs read as against exact truth (see make.py), beside other readers where they are installed.

    cargo run --release -p regesta-eval --bin file-blocks -- --stem OUT/*.pdf
    python3 scripts/pdf_truth/score.py OUT [--peers]

Columns: `body` words of the running text in order (longest common subsequence over the words of the truth); `calls` note
calls whose place and whose note are right; `furniture` words of running heads and page numbers that are kept apart, and
`lost` words of the text that were taken for such; `capitals` right among the letters the fault took; `hyphens` words
broken at a line end that read right. `pages` and `notes over` (notes that go on on the next page) are counts.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess


def words(text):
    return re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", text.replace("\u00ad", "-").replace("\u2010", "-").replace("\u2011", "-").replace("’", "'"))


def lcs(a, b):
    """Length of the longest common subsequence, by Hyyrö's bit-parallel method."""
    places = collections.defaultdict(int)
    for at, word in enumerate(a):
        places[word] |= 1 << at
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        hit = row & places.get(word, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(a) - bin(row).count("1")


def truth_of(paper):
    body, calls, notes = [], [], []
    for text in (paper["title"], paper["author"]):
        body += words(text)
    for section in paper["sections"]:
        body += words(section["heading"])
        for paragraph in section["paragraphs"]:
            for sentence, note in paragraph:
                body += words(sentence)
                if note:
                    calls.append((tuple(body[-3:]), words(note)))
                    notes += words(note)
    return body, calls, notes


def ours(path, paper):
    read = json.loads(path.with_suffix(".blocks.json").read_text())
    body, calls, notes = truth_of(paper)
    text_kinds = {"body", "heading", "abstract", "caption", "bibliography", "keywords"}
    mine = [word for block in read["blocks"] if block["kind"] in text_kinds for word in words(block["text"])]
    result = {"body": lcs(body, mine) / len(body), "pages": len(read["labels"]), "extra": len(mine) - len(body)}
    made = collections.Counter()
    before = []
    for block in read["blocks"]:
        if block["kind"] not in text_kinds:
            continue
        for call in block["calls"]:
            place = tuple((before + words(block["text"][: call["at"]]))[-3:])
            if call["note"] is not None:
                made[(place, tuple(words(read["blocks"][call["note"]]["text"])))] += 1
        before = (before + words(block["text"]))[-3:]
    fold = (lambda t: tuple(w.lower() for w in t)) if paper.get("lost") else tuple
    made = {(fold(p), fold(n)) for p, n in made}
    right = sum((fold(place), fold(note)) in made for place, note in calls)
    result["calls"] = right / len(calls) if calls else None
    furniture = collections.Counter(w for b in read["blocks"] if b["kind"] == "running_head" for w in words(b["text"]))
    expected = collections.Counter()
    for page in range(result["pages"]):
        expected[str(page + 1)] += 1
        for word in words(paper["foot"]):
            expected[word] += 1
        # Heads alternate, odd pages first.
        for word in words(paper["head"][page % 2]):
            expected[word] += 1
    if paper.get("lost"):
        furniture = collections.Counter({w.lower(): c for w, c in furniture.items()})
        low = collections.Counter()
        for word, count in expected.items():
            low[word.lower()] += count
        expected = low
    result["furniture"] = sum((furniture & expected).values()) / sum(expected.values())
    result["lost"] = sum((furniture - expected).values())
    if paper.get("lost"):
        folded = [w.lower() for w in mine]
        at, total, good = 0, 0, 0
        for word in body:
            try:
                found = folded.index(word.lower(), at, at + 60)
            except ValueError:
                continue
            at = found + 1
            for a, b in zip(word, mine[found]):
                if a in paper["lost"]:
                    total += 1
                    good += a == b
        result["capitals"] = good / total
    known = set(body) | set(notes)
    folded = {w.lower() for w in known} if paper.get("lost") else known
    broken = [w for b in read["blocks"] for t in b["hyphens"] for w in words(t)[:1]]
    bad = [w for w in broken if (w.lower() if paper.get("lost") else w) not in folded]
    result["hyphens"] = 1 - len(bad) / len(broken) if broken else None
    result["broken"] = len(broken)
    result["bad"] = bad[:6]
    return result


def joined(text):
    return re.sub(r"(\w)[-\u00ad\u2010]\n\s*(?=\w)", r"\1", text.replace("\x02", "-\n").replace("\ufffe", "-\n"))


def peers(path, paper):
    body, _, _ = truth_of(paper)
    out = {}
    try:
        text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, timeout=60).stdout.decode(errors="replace")
        out["pdftotext"] = lcs(body, words(joined(text))) / len(body)
    except (OSError, subprocess.TimeoutExpired):
        pass
    try:
        import pypdfium2

        pages = pypdfium2.PdfDocument(str(path))
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        out["pdfium"] = lcs(body, words(joined(text.replace("\r", "")))) / len(body)
    except ImportError:
        pass
    try:
        import pymupdf

        text = "\n".join(page.get_text() for page in pymupdf.open(path))
        out["pymupdf"] = lcs(body, words(joined(text))) / len(body)
    except ImportError:
        pass
    return out


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--peers", action="store_true")
    given = options.parse_args()
    print("| file | pages | body | calls | furniture | lost | capitals | hyphens (of) |" + (" pdftotext | PDFium | PyMuPDF |" if given.peers else ""))
    print("|---|---|---|---|---|---|---|---|" + ("---|---|---|" if given.peers else ""))
    sums = collections.defaultdict(list)
    show = lambda value: "–" if value is None else f"{value:.4f}"
    for path in sorted(given.folder.glob("*.json")):
        if path.name.endswith(".blocks.json") or not path.with_suffix(".blocks.json").exists():
            continue
        paper = json.loads(path.read_text())
        r = ours(path, paper)
        row = [path.stem, r["pages"], show(r["body"]), show(r["calls"]), show(r["furniture"]), r["lost"], show(r.get("capitals")), f"{show(r['hyphens'])} ({r['broken']})"]
        for key in ("body", "calls", "furniture", "lost", "capitals", "hyphens"):
            if r.get(key) is not None:
                sums[key].append(r[key])
        if given.peers:
            other = peers(path.with_suffix(".pdf"), paper)
            for key in ("pdftotext", "pdfium", "pymupdf"):
                row.append(show(other.get(key)))
                if key in other:
                    sums[key].append(other[key])
        print("| " + " | ".join(map(str, row)) + " |" + ("" if given.peers else f"  extra {r['extra']} {r['bad']}"))
    mean = lambda key: show(sum(sums[key]) / len(sums[key])) if sums[key] else "–"
    least = lambda key: show(min(sums[key])) if sums[key] else "–"
    tail = ["pdftotext", "pdfium", "pymupdf"] if given.peers else []
    for name, of in (("mean", mean), ("least", least)):
        lost = sum(sums["lost"]) if name == "mean" else max(sums["lost"], default=0)
        print("| " + " | ".join([f"**{name}**", "", of("body"), of("calls"), of("furniture"), str(lost), of("capitals"), of("hyphens"), *map(of, tail)]) + " |")


if __name__ == "__main__":
    main()
