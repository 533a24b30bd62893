#!/usr/bin/env python3
"""Turns the ITUTime set of Turkish news (github.com/aysnrgenc/ITUTime) into texts and gold that peers.py scores.

usage: python3 benches/peers/itutime.py CLONE OUT
       python3 benches/peers/peers.py --langs tr --folder OUT/dev --gold OUT/gold-dev.jsonl

The set names no licence, so that nothing of it stands in this repository: clone it beside and score it there.

What is changed, for every tagger alike:
- The files write nested records out one after the other, the words of the inner ones twice ("20072007 - 2008"). Of records
  that touch, the last, which is the whole, is kept, and the words of the others are taken out of the text.
- The date in the first line of a file is not prose: its records are optional.
- Blanks before signs, which the tokens of the set left, are taken out.

A record of type SET ("every year") and one of type DURATION that names no point of the calendar ("five days", "aged 43") is
marked optional: the guide of this project does not count them. `gold-all-*.jsonl` keeps them.
"""
import html, json, pathlib, re, sys

TAG = r"<TIMEX3[^>]*>[^<]*</TIMEX3>"
CALENDAR = r"\d{4}|kadar|bu yana|itibar|beri|arasında|tarih|Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"


def whole(run):
    """The last of records that touch."""
    parts = re.findall(r"<TIMEX3[^>]*>([^<]*)</TIMEX3>", run[0])
    return re.findall(TAG, run[0])[-1] if parts[-1].strip() else ""


def convert(raw):
    body = raw.split("<TEXT>", 1)[1].rsplit("</TEXT>", 1)[0].lstrip("\n")
    body = re.sub(f"(?:{TAG})+", whole, body)
    body = re.sub(r" +(?=(?:</TIMEX3>)?[,.;:!?)])", "", body)
    body = re.sub(r"(?<=\() +", "", body)
    text, at, rows = "", 0, []
    for record in re.finditer(r"<TIMEX3([^>]*)>([^<]*)</TIMEX3>", body):
        text += html.unescape(body[at : record.start()])
        start = len(text)
        text += html.unescape(record[2])
        at = record.end()
        kind = re.search(r'type="(\w+)"', record[1])[1]
        value = re.search(r' value="([^"]*)"', record[1])
        no_date = "\n" not in text or kind == "SET" or kind == "DURATION" and not re.search(CALENDAR, record[2], re.I)
        rows.append({"text": record[2], "kind": "date", "edtf": value[1] if value else "", "optional": no_date, "start": start, "end": len(text), "line": text.count("\n") + 1})
    return text + html.unescape(body[at:]), rows


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    clone, out = map(pathlib.Path, sys.argv[1:])
    for half in ("dev", "test"):
        folder = out / half
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for file in sorted((clone / f"tml-gold-{half}").glob("*.tml")):
            text, own = convert(file.read_text(encoding="utf8"))
            name = file.stem + ".txt"
            (folder / name).write_text(text, encoding="utf8")
            rows += [{**row, "source": name} for row in own]
        for name, keep in ((f"gold-{half}.jsonl", True), (f"gold-all-{half}.jsonl", False)):
            lines = [json.dumps({**row, "optional": row["optional"] and (keep or row["line"] == 1)}, ensure_ascii=False) for row in rows]
            (out / name).write_text("\n".join(lines) + "\n", encoding="utf8")
        print(half, len(rows), "records,", sum(not row["optional"] for row in rows), "of them of the calendar")


if __name__ == "__main__":
    main()
