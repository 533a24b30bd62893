"""Makes a set for `train-names` of a folder of factRuEval-2016 (github dialogue-evaluation/factRuEval-2016, MIT).

    python3 scripts/factrueval.py factRuEval-2016/devset OUT

writes OUT/texts/*.txt, unchanged, and OUT/gold.jsonl with spans in code points. Person is a person, Location and LocOrg a place,
Org a body. A name goes from the first to the last span of its object; where names of other objects stand between them, only the
unbroken piece with the name is taken. Objects that have no name of their own, projects and buildings are marked optional.
"""

import json
import os
import sys

KINDS = {"Person": "person", "Location": "place", "LocOrg": "place", "Org": "org", "Project": "org", "Facility": "org"}
NAMES = {"loc_name", "org_name", "name", "surname", "patronymic", "nickname", "prj_name", "facility_name"}
# Names that break an object in two when they stand inside it.
PARTS = {"name", "surname", "loc_name", "org_name", "nickname"}
MARKS = [("«", "»"), ("„", "“")]


def read_spans(path):
    spans = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("#")[0].split()
            if fields:
                start = int(fields[2])
                spans[fields[0]] = (fields[1], start, start + int(fields[3]))
    return spans


def unbroken(own, spans, text):
    """First and last place of the piece of an object that holds its name."""
    groups = [[own[0]]]
    places = {(start, end) for _, start, end in own}
    for span in own[1:]:
        before = groups[-1][-1][2]
        gap = text[before : span[1]]
        other = any(
            before <= start and end <= span[1] and kind in PARTS and (start, end) not in places
            for kind, start, end in spans.values()
        )
        if other and ("," in gap or " и " in gap):
            groups.append([span])
        else:
            groups[-1].append(span)
    named = [group for group in groups if any(kind in PARTS for kind, _, _ in group)]
    piece = (named or groups)[-1]
    return piece[0][1], max(end for _, _, end in piece)


def names_of(folder, stem, text):
    spans = read_spans(os.path.join(folder, stem + ".spans"))
    found = []
    with open(os.path.join(folder, stem + ".objects"), encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("#")[0].split()
            if len(fields) < 2 or fields[1] not in KINDS:
                continue
            own = sorted((spans[s] for s in fields[2:] if s in spans), key=lambda span: span[1])
            if not own:
                continue
            start, end = unbroken(own, spans, text)
            for opening, closing in MARKS:
                if opening in text[start:end] and closing not in text[start:end] and text[end : end + 1] == closing:
                    end += 1
            if text[start:end].count('"') == 1 and text[end : end + 1] == '"':
                end += 1
            kinds = {kind for kind, _, _ in own}
            optional = fields[1] in ("Project", "Facility") or not kinds & NAMES
            if not any(c.isupper() for c in text[start:end]) and "org_name" not in kinds:
                optional = True
            found.append((start, -end, optional, KINDS[fields[1]]))
    seen = set()
    for start, end, optional, kind in sorted(found):
        if (start, -end, kind) not in seen:
            seen.add((start, -end, kind))
            yield start, -end, kind, optional


def main(folder, out):
    os.makedirs(os.path.join(out, "texts"), exist_ok=True)
    rows = []
    for name in sorted(os.listdir(folder)):
        stem, ending = os.path.splitext(name)
        if ending != ".txt" or not os.path.exists(os.path.join(folder, stem + ".spans")):
            continue
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        with open(os.path.join(out, "texts", name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        for start, end, kind, optional in names_of(folder, stem, text):
            row = {"source": name, "start": start, "end": end, "text": text[start:end], "kind": kind}
            if optional:
                row["optional"] = True
            rows.append(row)
    with open(os.path.join(out, "gold.jsonl"), "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main(*sys.argv[1:3])
