#!/usr/bin/env python3
"""Scores captions, tables, lists of literature and descriptions of works against exact truth (see make.py --parts).

    cargo run --release -p regesta-eval --bin file-blocks -- OUT/*.pdf OUT/*.docx OUT/*.odt OUT/*.rtf OUT/*.html
    regesta build OUT -o OUT.regesta && regesta source list OUT.regesta --json > sources.json
    python3 scripts/pdf_truth/score_parts.py OUT [--errors] [--sources sources.json]

Without --sources the descriptions are those of the reader of files, before the words of the first page have been looked at.

Columns: precision and recall of whole captions (all their words, the label and number before them apart), of the words of
tables in rows of tables, of whole entries of the list of literature; `body` words of the running text in order that are
in it (longest common subsequence); fields of the description that are right, of those that are printed.
"""

import argparse
import collections
import json
import pathlib

from score import lcs, words


def parts_of(paper):
    found = [part for section in paper["sections"] for part in section["after"].values()]
    return [p for p in found], [p for p in found if p["kind"] == "table"]


def ratio(part, whole):
    return part / whole if whole else None


def caption_words(text, wanted):
    """The words of a caption without label and number, if they end with those of the truth."""
    got = words(text)
    return len(got) - len(wanted) in range(0, 4) and got[len(got) - len(wanted) :] == wanted


def score(paper, read):
    blocks = read["blocks"]
    parts, tables = parts_of(paper)
    result = {}
    captions = [block["text"] for block in blocks if block["kind"] == "caption"]
    wanted = [words(part["caption"]) for part in parts]
    hits = sum(any(caption_words(text, caption) for text in captions) for caption in wanted)
    false = [text for text in captions if not any(caption_words(text, caption) for caption in wanted)]
    result["caption"] = (ratio(len(captions) - len(false), len(captions)), ratio(hits, len(wanted)))
    cells = collections.Counter(word for table in tables for row in table["rows"] for cell in row for word in words(cell))
    rows = collections.Counter(word for row in read["rows"] for word in words(row))
    common = sum((cells & rows).values())
    result["table"] = (ratio(common, sum(rows.values())), ratio(common, sum(cells.values())))
    entries = [block["text"] for block in blocks if block["kind"] == "bibliography"]
    numbered = [words(f"{number}. {entry}") for number, entry in enumerate(paper["list"]["entries"], 1)]
    bare = [entry[1:] for entry in numbered]
    got = [words(text) for text in entries]
    right = sum(entry in got or entry[1:] in got for entry in numbered)
    result["list"] = (ratio(sum(text in numbered or text in bare for text in got), len(got)), ratio(right, len(numbered)))
    body = words(paper["title"])
    for section in paper["sections"]:
        body += words(section["heading"])
        for paragraph in section["paragraphs"]:
            for sentence, _ in paragraph:
                body += words(sentence)
    mine = [word for block in blocks if block["kind"] in {"body", "heading"} for word in words(block["text"])]
    result["body"] = lcs(body, mine) / len(body)
    csl, truth = read["csl"] or {}, paper["csl"]
    given = {
        "title": csl.get("title"),
        "author": (csl.get("author") or [{}])[0].get("literal"),
        "issued": ((csl.get("issued") or {}).get("date-parts") or [[None]])[0][0],
        **{key: csl.get(key) for key in ("container-title", "volume", "issue", "page", "DOI")},
    }
    result["fields"] = {key: given[key] == value for key, value in truth.items()}
    result["wrong"] = {key: given[key] for key, value in truth.items() if given[key] is not None and given[key] != value}
    lost = [caption for caption in wanted if not any(caption_words(text, caption) for text in captions)]
    result["errors"] = {"captions that are none": false, "captions lost": [" ".join(caption) for caption in lost],
                        "entries wrong": [" ".join(t) for t in got if t not in numbered and t not in bare], "fields": result["wrong"],
                        "rows that are none": list((rows - cells).elements())[:40], "cells lost": list((cells - rows).elements())[:40]}
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--errors", action="store_true")
    options.add_argument("--sources", type=pathlib.Path)
    given = options.parse_args()
    show = lambda value: "–" if value is None else f"{value:.3f}"
    print("| file | captions P | R | tables P | R | literature P | R | body | description |\n|---|---|---|---|---|---|---|---|---|")
    sums, fields = collections.defaultdict(list), collections.Counter()
    described = {row["path"]: row["csl"] for row in json.loads(given.sources.read_text())} if given.sources else {}
    for path in sorted(given.folder.glob("*.blocks.json")):
        name = path.name.removesuffix(".blocks.json")
        paper = json.loads((given.folder / (name.rsplit(".", 1)[0] + ".json")).read_text())
        read = json.loads(path.read_text())
        read["csl"] = described.get(name, read["csl"])
        result = score(paper, read)
        pairs = [value for key in ("caption", "table", "list") for value in result[key]]
        right, all_fields = sum(result["fields"].values()), len(result["fields"])
        print(f"| {name} | " + " | ".join(map(show, pairs)) + f" | {show(result['body'])} | {right} of {all_fields} |")
        for at, value in enumerate([*pairs, result["body"]]):
            if value is not None:
                sums[name.rsplit(".", 1)[1], at].append(value)
        for key, good in result["fields"].items():
            fields[name.rsplit(".", 1)[1], key, good] += 1
        if given.errors:
            print(json.dumps(result["errors"], ensure_ascii=False, indent=1))
    for kind in sorted({kind for kind, _ in sums}):
        means = [show(sum(sums[kind, at]) / len(sums[kind, at])) if sums[kind, at] else "–" for at in range(7)]
        print(f"| **mean of {kind}** | " + " | ".join(means) + " | " + ", ".join(
            f"{key} {fields[kind, key, True]}/{fields[kind, key, True] + fields[kind, key, False]}" for key in sorted({k for d, k, _ in fields if d == kind})) + " |")


if __name__ == "__main__":
    main()
