#!/usr/bin/env python3
"""Makes Word, OpenDocument, RTF, HTML and PDF files of the sample essays: the fixtures of `crates/regesta/tests/formats.rs`
and the sample folder of `make demo`. Run by hand when an essay changes; needs pandoc, LibreOffice (`soffice`), XeLaTeX and the
Python packages weasyprint and typst.

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


def web_pdf(document: list[dict], lang: str, target: pathlib.Path) -> None:
    """A PDF by WeasyPrint, notes at the foot of the page."""
    import html

    import weasyprint

    def inline(one: dict) -> str:
        if one["t"] == "Note":
            return f"<span class=fn>{html.escape(one['c'][0]['c'][0]['c'])}</span>"
        return html.escape(one["c"])

    body = []
    for block in document:
        inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        tag = f"h{block['c'][0]}" if block["t"] == "Header" else "p"
        body.append(f"<{tag}>{''.join(map(inline, inlines))}</{tag}>")
    css = """@page { size: A5; margin: 2cm; @bottom-center { content: counter(page) } @footnote { border-top: .5pt solid } }
    body { font: 10pt "Liberation Serif"; hyphens: auto; text-align: justify } p { margin: 0; text-indent: 1.2em }
    .fn { float: footnote; font-size: 8pt; text-indent: 0 }"""
    weasyprint.HTML(string=f"<html lang={lang}><style>{css}</style><body>{''.join(body)}").write_pdf(str(target))


def tex_pdf(document: list[dict], lang: str, target: pathlib.Path) -> None:
    """A PDF by XeLaTeX."""

    def escaped(text: str) -> str:
        return re.sub(r"([#$%&_{}])", r"\\\1", text)

    def inline(one: dict) -> str:
        return f"\\footnote{{{escaped(one['c'][0]['c'][0]['c'])}}}" if one["t"] == "Note" else escaped(one["c"])

    language = {"ru": "russian", "en": "english", "tr": "turkish", "uk": "ukrainian"}[lang]
    lines = [f"\\documentclass[10pt,a5paper]{{article}}\\usepackage{{fontspec}}\\setmainfont{{Liberation Serif}}\\usepackage[{language}]{{babel}}\\begin{{document}}"]
    for block in document:
        is_heading = block["t"] == "Header"
        text = "".join(map(inline, block["c"][2] if is_heading else block["c"]))
        lines.append(f"\\section*{{{text}}}" if is_heading else text)
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "essay.tex"
        source.write_text("\n\n".join([*lines, "\\end{document}"]))
        for _ in range(2):
            subprocess.run(["xelatex", "-interaction=nonstopmode", source.name], cwd=folder, stdout=subprocess.DEVNULL)
        shutil.copyfile(source.with_suffix(".pdf"), target)


def typst_pdf(document: list[dict], lang: str, target: pathlib.Path) -> None:
    """A PDF by typst, in two columns."""
    import typst

    def escaped(text: str) -> str:
        return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)

    def inline(one: dict) -> str:
        return f"#footnote[{escaped(one['c'][0]['c'][0]['c'])}]" if one["t"] == "Note" else escaped(one["c"])

    lines = [f'#set page(paper: "a4", columns: 2, numbering: "1")\n#set text(font: "Libertinus Serif", size: 10pt, lang: "{lang}")', "#set par(justify: true)"]
    for block in document:
        is_heading = block["t"] == "Header"
        inlines = block["c"][2] if is_heading else block["c"]
        lines.append(("=" * block["c"][0] + " " if is_heading else "") + "".join(map(inline, inlines)))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "essay.typ"
        source.write_text("\n\n".join(lines))
        typst.compile(str(source), output=str(target))


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
            office(odt, FIXTURES / f"{name}.office.rtf", "rtf:Rich Text Format")
            office(odt, FIXTURES / f"{name}.office.pdf", "pdf:writer_pdf_Export")
            lang = name.split("-")[1]
            tex_pdf(document, lang, FIXTURES / f"{name}.xelatex.pdf")
            web_pdf(document, lang, FIXTURES / f"{name}.weasyprint.pdf")
            typst_pdf(document, lang, FIXTURES / f"{name}.typst.pdf")
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
