#!/usr/bin/env python3
"""Makes Word, OpenDocument, HTML and PDF files of the sample essays: the fixtures of `crates/regesta/tests/formats.rs` and
the sample folder of `make demo`. Run by hand when an essay changes; needs pandoc and LibreOffice (`soffice`).

The essays are cut into paragraphs by what is known of each of them, so that the files hold exactly their words: lines are
joined, hyphens at line ends go, and notes typed at the end become footnotes."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "crates/regesta/tests/formats"
PAPERS = ROOT / "examples/caucasus-1920/papers"
VIENNA = ROOT / "examples/vienna-1814/essays"
CAUCASUS = ROOT / "examples/caucasus-1920/essays"
API = [1, 22, 1]
# Words that keep the hyphen at which their line ends.
KEPT = {"камер-фурьерском"}


def paragraphs(path: pathlib.Path, encoding: str) -> list[str]:
    """The paragraphs of an essay as they read, one string each."""
    text = path.read_bytes().decode(encoding).lstrip("\ufeff").replace("\r\n", "\n")
    found = []
    for part in re.split(r"\n\s*\n", text):
        joined = ""
        for line in filter(None, map(str.strip, part.split("\n"))):
            if joined.endswith("-") and line[0].isalpha():
                left, right = joined.split()[-1], line.split()[0]
                joined = joined + line if (left + right).strip(" ,.") in KEPT else joined[:-1] + line
            else:
                joined = f"{joined} {line}".strip()
        if joined:
            found.append(joined)
    return found


def blocks(found: list[str]) -> list[dict]:
    """Blocks of pandoc: a line of origin, title, subtitles, paragraphs; notes of a list at the end go to their calls."""
    notes = {}
    if "Notes" in found:
        at = found.index("Notes")
        notes = dict(note.split(" ", 1) for note in found[at + 1 :])
        found = found[:at]
    out = []
    for number, paragraph in enumerate(found):
        is_heading = number > 0 and len(paragraph) < 120 and paragraph[-1] not in ".,;:!?»”"
        inlines, done = [], 0
        for match in re.finditer(r"(?<=[.,;:”\"»])(\d{1,2})(?=\s|$)", paragraph):
            if match[1] in notes:
                inlines.append({"t": "Str", "c": paragraph[done : match.start()]})
                inlines.append({"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": notes[match[1]]}]}]})
                done = match.end()
        inlines.append({"t": "Str", "c": paragraph[done:]})
        inlines = [inline for inline in inlines if inline["c"]]
        out.append({"t": "Header", "c": [1 if number == 1 else 2, ["", [], []], inlines]} if is_heading else {"t": "Para", "c": inlines})
    return out


def pandoc(document: list[dict], target: pathlib.Path, *options: str) -> None:
    source = json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": document})
    subprocess.run(["pandoc", "-f", "json", "-o", str(target), *options], input=source.encode(), check=True)


def office(source: pathlib.Path, target: pathlib.Path, kind: str) -> None:
    """Lets LibreOffice read one file and write another."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = pathlib.Path(folder) / (source.stem + "." + kind.split(":")[0])
        shutil.copyfile(made, target)


def fixtures() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for path, encoding in [
        (VIENNA / "essay-en.txt", "utf-8"),
        (VIENNA / "essay-ru.txt", "utf-8"),
        (VIENNA / "essay-tr.txt", "windows-1254"),
        (CAUCASUS / "essay-uk.txt", "windows-1251"),
    ]:
        name = f"{path.parent.parent.name.split('-')[0]}-{path.stem.split('-')[1]}"
        document = blocks(paragraphs(path, encoding))
        with tempfile.TemporaryDirectory() as folder:
            odt = pathlib.Path(folder) / f"{name}.odt"
            pandoc(document, odt)
            pandoc(document, FIXTURES / f"{name}.pandoc.docx")
            pandoc(document, FIXTURES / f"{name}.pandoc.html", "--standalone", "--metadata", f"pagetitle={name}")
            office(odt, FIXTURES / f"{name}.office.docx", "docx:MS Word 2007 XML")
            office(odt, FIXTURES / f"{name}.office.html", "html:HTML (StarWriter)")
            again = pathlib.Path(folder) / "again"
            again.mkdir()
            shutil.copyfile(FIXTURES / f"{name}.office.docx", again / f"{name}.docx")
            office(again / f"{name}.docx", FIXTURES / f"{name}.office.odt", "odt:writer8")


def papers() -> None:
    PAPERS.mkdir(parents=True, exist_ok=True)
    for name in ["essay-ru.txt", "essay-tr.txt"]:
        shutil.copyfile(CAUCASUS / name, PAPERS / name)
    source = CAUCASUS / "essay-en.md"
    subprocess.run(["pandoc", "-f", "markdown-smart", "-o", str(PAPERS / "essay-en.docx"), str(source)], check=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, encoding, kind in [("essay-uk", "windows-1251", "docx"), ("essay-az", "utf-16", "pdf")]:
            odt = pathlib.Path(folder) / f"{name}.odt"
            pandoc(blocks(paragraphs(CAUCASUS / f"{name}.txt", encoding)), odt)
            office(odt, PAPERS / f"{name}.{kind}", {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}[kind])


if __name__ == "__main__":
    if not (shutil.which("pandoc") and shutil.which("soffice")):
        sys.exit("pandoc and soffice (LibreOffice) are needed: apt-get install pandoc libreoffice-writer")
    fixtures()
    papers()
