#!/usr/bin/env python3
"""Typesets papers of our own making with several producers and injects faults: PDFs with exact truth.

    python3 scripts/pdf_truth/make.py OUT [--paragraphs N] [--seed N] [--only NAME,...] [--parts]

writes NAME.pdf and NAME.json (the truth). With --parts the papers have figures and tables with captions, a list of
literature and the line of their journal as well, and are written as DOCX, ODT and RTF (and WeasyPrint's as HTML), too. Needs, each where it is there: the Python packages typst, weasyprint and
pikepdf; xelatex and pdflatex (texlive-xetex, texlive-lang-cyrillic, texlive-latex-extra, cm-super); soffice
(libreoffice-writer). A producer that is missing is named and left out.
"""

import argparse
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import texts  # noqa: E402

XE_LANG = {"ru": "russian", "en": "english", "tr": "turkish", "az": "turkish"}


def part_behind(section, at):
    """The figure or table that stands behind a paragraph."""
    return section.get("after", {}).get(at)


def html_part(part):
    if not part:
        return ""
    caption = html.escape(f"{part['label']} {part['number']}. {part['caption']}")
    if part["kind"] == "figure":
        return f'<figure><svg width="220" height="90"><rect width="220" height="90" fill="#ccc"/><circle cx="90" cy="40" r="30"/></svg><figcaption>{caption}</figcaption></figure>'
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in part["rows"])
    return f"<table><caption>{caption}</caption>{rows}</table>"


def typst(paper, out, columns):
    import typst as compiler

    def esc(text):
        return re.sub(r"([\\#$*_`<>@\[\]~/])", r"\\\1", text)

    body = []
    for section in paper["sections"]:
        body.append(f"= {esc(section['heading'])}\n")
        for at, paragraph in enumerate(section["paragraphs"]):
            line = " ".join(esc(s) + (f"#footnote[{esc(n)}]" if n else "") for s, n in paragraph)
            body.append(line + "\n")
            part = part_behind(section, at)
            if part and part["kind"] == "figure":
                body.append(f"#figure(rect(width: 70%, height: 3cm), supplement: [{esc(part['label'])}], caption: [{esc(part['caption'])}])\n")
            elif part:
                cells = ", ".join(f"[{esc(cell)}]" for row in part["rows"] for cell in row)
                place = ", placement: auto" if part["number"] % 2 else ""
                body.append(
                    f"#figure(table(columns: (auto, 1fr, auto), align: left, {cells}), kind: table, supplement: [{esc(part['label'])}], "
                    f"caption: [{esc(part['caption'])}]{place})\n"
                )
    if "list" in paper:
        body.append(f"= {esc(paper['list']['heading'])}\n#set par(first-line-indent: 0pt, hanging-indent: 1.2em)\n")
        body += [f"{number}. ".replace(".", "\\.") + esc(entry) + "\n\n" for number, entry in enumerate(paper["list"]["entries"], 1)]
    front = "".join(f"#text(size: 9pt)[{esc(line)}] \\ " for line in paper.get("front", []))
    odd, even = paper["head"]
    source = f"""
#set page(paper: "a4", margin: 2.4cm, columns: {columns},
  header: context [#set text(size: 9pt); #if calc.odd(here().page()) [{esc(odd)}] else [{esc(even)}]],
  footer: context [#set text(size: 9pt); {esc(paper['foot'])} #h(1fr) #counter(page).display()])
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "{paper['lang']}", hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em, leading: 0.6em, spacing: 0.6em)
#show heading: set text(size: 12pt)
#place(top + center, scope: "parent", float: true)[{front}#text(size: 16pt, weight: "bold")[{esc(paper['title'])}] \\ #text(size: 11pt)[{esc(paper['author'])}]]
{chr(10).join(body)}
"""
    with tempfile.NamedTemporaryFile("w", suffix=".typ", delete=False) as file:
        file.write(source)
    compiler.compile(file.name, output=str(out))


def weasyprint(paper, out, columns):
    from weasyprint import HTML

    body = [f"<p class=front>{html.escape(line)}</p>" for line in paper.get("front", [])]
    body.append(f"<h1>{html.escape(paper['title'])}</h1><p class=a>{html.escape(paper['author'])}</p>")
    for section in paper["sections"]:
        body.append(f"<h2>{html.escape(section['heading'])}</h2>")
        for at, paragraph in enumerate(section["paragraphs"]):
            parts = [html.escape(s) + (f"<span class=fn>{html.escape(n)}</span>" if n else "") for s, n in paragraph]
            body.append("<p>" + " ".join(parts) + "</p>")
            body.append(html_part(part_behind(section, at)))
    if "list" in paper:
        body.append(f"<h2>{html.escape(paper['list']['heading'])}</h2>")
        body += [f"<p class=e>{number}. {html.escape(entry)}</p>" for number, entry in enumerate(paper["list"]["entries"], 1)]
    odd, even = paper["head"]
    css = f"""
@page {{ size: A4; margin: 2.4cm; @bottom-right {{ content: counter(page); font-size: 9pt }}
  @bottom-left {{ content: "{paper['foot']}"; font-size: 9pt }} @footnote {{ border-top: .5pt solid black; padding-top: 4pt }} }}
@page :right {{ @top-right {{ content: "{odd}"; font-size: 9pt }} }} @page :left {{ @top-left {{ content: "{even}"; font-size: 9pt }} }}
body {{ font: 10.5pt "Liberation Serif"; hyphens: auto; text-align: justify }}
p {{ margin: 0; text-indent: 1.2em }} h1 {{ font-size: 16pt; text-align: center }} h2 {{ font-size: 12pt }} .a {{ text-align: center }}
.front {{ font-size: 9pt; text-indent: 0 }} .e {{ margin-left: 1.2em; text-indent: -1.2em }}
figure {{ margin: 1em 0; text-align: center }} figure svg {{ display: block; margin: auto }} figcaption, caption {{ font-size: 9pt; text-indent: 0 }}
table {{ margin: 1em auto; border-collapse: collapse; break-inside: avoid }} td {{ border: .5pt solid black; padding: 1pt 6pt; text-align: left }}
.fn {{ float: footnote; font-size: 8.5pt; text-indent: 0 }}
"""
    HTML(string=f"<html lang={paper['lang']}><style>{css}</style><body>{''.join(body)}").write_pdf(str(out))
    if "list" in paper:
        # As a web page, without the notes, which HTML has no mark for.
        page = re.sub(r"<span class=fn>.*?</span>", "", "".join(body))
        out.with_suffix(".html").write_text(f"<!DOCTYPE html><html lang={paper['lang']}><meta charset=utf-8><body>{page}</body></html>")


def tex_escape(text):
    return re.sub(r"([#$%&_{}])", r"\\\1", text)


def tex_body(paper):
    lines = []
    for section in paper["sections"]:
        lines.append(f"\\section*{{{tex_escape(section['heading'])}}}\n")
        for at, paragraph in enumerate(section["paragraphs"]):
            lines.append(" ".join(tex_escape(s) + (f"\\footnote{{{tex_escape(n)}}}" if n else "") for s, n in paragraph) + "\n")
            part = part_behind(section, at)
            if part and part["kind"] == "figure":
                lines.append(f"\\begin{{figure}}[htb]\\centering\\rule{{5cm}}{{2.5cm}}\\caption{{{tex_escape(part['caption'])}}}\\end{{figure}}\n")
            elif part:
                rows = " \\\\ ".join(" & ".join(map(tex_escape, row)) for row in part["rows"])
                lines.append(
                    f"\\begin{{table}}[htb]\\centering\\caption{{{tex_escape(part['caption'])}}}\\small\\begin{{tabular}}{{lp{{4.2cm}}r}}\\hline {rows} \\\\ \\hline"
                    f"\\end{{tabular}}\\end{{table}}\n"
                )
    if "list" in paper:
        lines.append(f"\\section*{{{tex_escape(paper['list']['heading'])}}}\n")
        lines += [f"\\hangindent=1.2em\\hangafter=1\\noindent {number}. {tex_escape(entry)}\n" for number, entry in enumerate(paper["list"]["entries"], 1)]
    odd, even = (tex_escape(head) for head in paper["head"])
    front = "".join(f"{{\\small {tex_escape(line)}}}\\\\" for line in paper.get("front", []))
    title = f"\\title{{{front}{tex_escape(paper['title'])}}}\\author{{{tex_escape(paper['author'])}}}\\date{{}}"
    head = (
        f"\\pagestyle{{fancy}}\\fancyhf{{}}\\fancyhead[CO]{{\\small {odd}}}\\fancyhead[CE]{{\\small {even}}}"
        f"\\fancyfoot[L]{{\\small {tex_escape(paper['foot'])}}}\\fancyfoot[R]{{\\small \\thepage}}\\renewcommand{{\\headrulewidth}}{{0.4pt}}"
    )
    return title, head, "\n".join(lines)


def latex(paper, out, columns, engine):
    title, head, body = tex_body(paper)
    two = ",twocolumn" if columns == 2 else ""
    if engine == "xelatex":
        fonts = f"\\usepackage{{fontspec}}\\setmainfont{{Liberation Serif}}\\usepackage[{XE_LANG[paper['lang']]}]{{babel}}"
    else:
        fonts = f"\\usepackage[T2A]{{fontenc}}\\usepackage[utf8]{{inputenc}}\\usepackage[{XE_LANG[paper['lang']]}]{{babel}}"
    source = (
        f"\\documentclass[10pt,a4paper,twoside{two}]{{article}}{fonts}\\usepackage{{fancyhdr}}"
        f"{title}\\begin{{document}}\\maketitle{head}\\thispagestyle{{fancy}}\n{body}\n\\end{{document}}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "paper.tex")
        path.write_text(source)
        for _ in range(2):
            done = subprocess.run([engine, "-interaction=nonstopmode", "paper.tex"], cwd=folder, capture_output=True, timeout=300)
        pdf = path.with_suffix(".pdf")
        if not pdf.exists():
            raise RuntimeError(done.stdout.decode(errors="replace")[-1500:])
        shutil.copy(pdf, out)


def libreoffice(paper, out, columns):
    lang, country = {"ru": ("ru", "RU"), "en": ("en", "US"), "tr": ("tr", "TR"), "az": ("az", "AZ")}[paper["lang"]]
    count = 0
    body = [f'<text:p text:style-name="Small">{html.escape(line)}</text:p>' for line in paper.get("front", [])]
    body += [f'<text:p text:style-name="Title">{html.escape(paper["title"])}</text:p><text:p text:style-name="By">{html.escape(paper["author"])}</text:p>']
    if columns == 2:
        body.append('<text:section text:style-name="Two" text:name="two">')
    for section in paper["sections"]:
        body.append(f'<text:h text:style-name="Head" text:outline-level="1">{html.escape(section["heading"])}</text:h>')
        for at, paragraph in enumerate(section["paragraphs"]):
            parts = []
            for sentence, note in paragraph:
                text = html.escape(sentence)
                if note:
                    count += 1
                    text += (
                        f'<text:note text:id="n{count}" text:note-class="footnote"><text:note-citation>{count}</text:note-citation>'
                        f'<text:note-body><text:p text:style-name="Note">{html.escape(note)}</text:p></text:note-body></text:note>'
                    )
                parts.append(text)
            body.append('<text:p text:style-name="Text">' + " ".join(parts) + "</text:p>")
            body.append(office_part(part_behind(section, at)))
    if "list" in paper:
        body.append(f'<text:h text:style-name="Head" text:outline-level="1">{html.escape(paper["list"]["heading"])}</text:h>')
        body += [f'<text:p text:style-name="Entry">{number}. {html.escape(entry)}</text:p>' for number, entry in enumerate(paper["list"]["entries"], 1)]
    if columns == 2:
        body.append("</text:section>")
    face = f'style:font-name="Liberation Serif" fo:language="{lang}" fo:country="{country}" fo:hyphenate="true"'
    odd, even = (html.escape(head) for head in paper["head"])
    foot = f'<text:p text:style-name="Small">{html.escape(paper["foot"])} · <text:page-number/></text:p>'
    source = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Liberation Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties {face} fo:font-size="10.5pt"/></style:style>
<style:style style:name="Text" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify" fo:text-indent="0.5cm" fo:hyphenation-ladder-count="no-limit"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="By" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center" fo:margin-bottom="0.5cm"/></style:style>
<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Note" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="8.5pt"/></style:style>
<style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center" fo:margin-top="0.2cm" fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Entry" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/></style:style>
<style:style style:name="Picture" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center" fo:keep-with-next="always"/></style:style>
<style:style style:name="Call" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Call" text:citation-style-name="Call" style:num-format="1" text:start-value="0"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="pl" style:page-usage="mirrored"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"><style:footnote-sep style:width="0.018cm" style:rel-width="25%" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/></style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="true"><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl">
<style:header><text:p text:style-name="Small">{odd}</text:p></style:header><style:header-left><text:p text:style-name="Small">{even}</text:p></style:header-left>
<style:footer>{foot}</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "paper.fodt")
        path.write_text(source)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        for kind in ["pdf", "docx", "odt", "rtf"] if "list" in paper else ["pdf"]:
            subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=300)
            shutil.copy(path.with_suffix(f".{kind}"), out.with_suffix(f".{kind}"))


def picture():
    """A grey PNG in base64."""
    import base64
    import struct
    import zlib

    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\xb0" * 40 for _ in range(20))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(png).decode()


def office_part(part):
    if not part:
        return ""
    caption = f'<text:p text:style-name="Caption">{html.escape(part["label"])} {part["number"]}. {html.escape(part["caption"])}</text:p>'
    if part["kind"] == "figure":
        frame = f'<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="2.5cm"><draw:image><office:binary-data>{picture()}</office:binary-data></draw:image></draw:frame>'
        return f'<text:p text:style-name="Picture">{frame}</text:p>' + caption
    cell = lambda text: f'<table:table-cell office:value-type="string"><text:p text:style-name="Standard">{html.escape(text)}</text:p></table:table-cell>'
    rows = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in part["rows"])
    columns = '<table:table-column table:number-columns-repeated="3"/>'
    return caption + f'<table:table table:name="t{part["number"]}">{columns}{rows}</table:table>'


# ---- faults ---------------------------------------------------------------------------------------------------------

BF = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def change_maps(source, out, change):
    """Rewrites every ToUnicode map: `change` takes a letter and gives another; None takes the whole map away."""
    import pikepdf

    with pikepdf.open(source) as pdf:
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font" or "/ToUnicode" not in item:
                continue
            if change is None:
                del item["/ToUnicode"]
                continue
            data = item["/ToUnicode"].read_bytes()
            codes = {}
            section = ""
            for line in re.split(rb"[\r\n]+", data):
                if b"begincodespacerange" in line:
                    section = "space"
                elif b"beginbfchar" in line:
                    section = "char"
                elif b"beginbfrange" in line:
                    section = "range"
                elif line.startswith(b"end"):
                    section = ""
                if section == "char":
                    for code, value in BF.findall(line):
                        codes[code.upper()] = bytes.fromhex(value.decode()).decode("utf-16-be")
                elif section == "range":
                    for first, last, value in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", line):
                        start = bytes.fromhex(value.decode()).decode("utf-16-be")
                        for step in range(int(last, 16) - int(first, 16) + 1):
                            code = f"{int(first, 16) + step:0{len(first)}X}".encode()
                            codes[code] = start[:-1] + chr(ord(start[-1]) + step)
                    for first, last, values in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[([^\]]*)\]", line):
                        for step, value in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", values)):
                            code = f"{int(first, 16) + step:0{len(first)}X}".encode()
                            codes[code] = bytes.fromhex(value.decode()).decode("utf-16-be")
            width = max((len(code) for code in codes), default=4)
            rows = [
                f"1 beginbfchar <{code.decode()}> <{''.join(map(change, text)).encode('utf-16-be').hex().upper()}> endbfchar"
                for code, text in sorted(codes.items())
            ]
            cmap = (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
                f"1 begincodespacerange <{'0' * width}> <{'F' * width}> endcodespacerange\n" + "\n".join(rows) + "\nendcmap end end"
            )
            item["/ToUnicode"] = pdf.make_stream(cmap.encode())
        pdf.save(out)


LOST = {"ru": "АЕИКЛСТ", "en": "ACEMNS", "tr": "ACEMNS", "az": "ACEMNS"}


def fault_case(source, out, paper):
    lost = LOST[paper["lang"]]
    change_maps(source, out, lambda c: c.lower() if c in lost else c)


def fault_code_page(source, out, paper):
    def change(c):
        try:
            return c.encode("cp1251").decode("cp1252") if "А" <= c <= "я" or c in "ёЁ" else c
        except UnicodeError:
            return c

    change_maps(source, out, change)


def fault_no_map(source, out, paper):
    """Every other page from a copy without maps, as programs leave it that join files."""
    import pikepdf

    bare = out.with_suffix(".bare.pdf")
    change_maps(source, bare, None)
    with pikepdf.open(source) as whole, pikepdf.open(bare) as without, pikepdf.new() as joined:
        for number, page in enumerate(whole.pages):
            joined.pages.append(without.pages[number] if number % 2 else page)
        joined.save(out)
    bare.unlink()


def fault_soft_hyphens(source, out, paper):
    change_maps(source, out, lambda c: "\u00ad" if c in "-\u2010" else c)


PAPERS = [
    # name, language, producer, columns, seed
    ("typst-ru-1", "ru", typst, 1), ("typst-ru-2", "ru", typst, 2), ("typst-az-2", "az", typst, 2), ("typst-en-1", "en", typst, 1),
    ("weasy-ru-1", "ru", weasyprint, 1), ("weasy-tr-1", "tr", weasyprint, 1),
    ("xelatex-ru-2", "ru", lambda p, o, c: latex(p, o, c, "xelatex"), 2), ("xelatex-tr-1", "tr", lambda p, o, c: latex(p, o, c, "xelatex"), 1),
    ("pdflatex-ru-1", "ru", lambda p, o, c: latex(p, o, c, "pdflatex"), 1), ("pdflatex-en-2", "en", lambda p, o, c: latex(p, o, c, "pdflatex"), 2),
    ("office-ru-1", "ru", libreoffice, 1), ("office-en-2", "en", libreoffice, 2), ("office-az-1", "az", libreoffice, 1),
]
FAULTS = [
    ("fault-case-ru", "typst-ru-2", fault_case), ("fault-case-weasy", "weasy-ru-1", fault_case), ("fault-case-xelatex", "xelatex-ru-2", fault_case),
    ("fault-case-en", "typst-en-1", fault_case), ("fault-codepage", "typst-ru-1", fault_code_page), ("fault-codepage-weasy", "weasy-ru-1", fault_code_page),
    ("fault-softhyphen", "weasy-ru-1", fault_soft_hyphens), ("fault-softhyphen-2", "xelatex-ru-2", fault_soft_hyphens), ("fault-nomap", "office-ru-1", fault_no_map),
]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=pathlib.Path)
    options.add_argument("--paragraphs", type=int, default=48)
    options.add_argument("--only", default="")
    options.add_argument("--parts", action="store_true", help="with figures, tables, literature and the line of a journal")
    options.add_argument("--seed", type=int, default=0, help="another number, other papers")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    only = {name for name in given.only.split(",") if name}
    for number, (name, lang, producer, columns) in enumerate(PAPERS):
        if only and name not in only:
            continue
        paper = texts.paper(lang, given.paragraphs, seed=given.seed + number)
        if given.parts:
            paper = texts.add_parts(paper, given.seed + number)
        paper |= {"producer": name.split("-")[0], "columns": columns, "fault": None}
        try:
            producer(paper, given.out / f"{name}.pdf", columns)
        except Exception as error:  # a producer that is not there is no failure of the others
            print(f"{name}: left out: {type(error).__name__} {str(error)[-300:]}", file=sys.stderr)
            continue
        (given.out / f"{name}.json").write_text(json.dumps(paper, ensure_ascii=False))
        print(name)
    for name, source, fault in [] if given.parts else FAULTS:
        path = given.out / f"{source}.pdf"
        if only and name not in only or not path.exists():
            continue
        paper = json.loads(path.with_suffix(".json").read_text())
        paper |= {"fault": name, "lost": LOST[paper["lang"]] if "case" in name else ""}
        fault(path, given.out / f"{name}.pdf", paper)
        (given.out / f"{name}.json").write_text(json.dumps(paper, ensure_ascii=False))
        print(name)


if __name__ == "__main__":
    main()
