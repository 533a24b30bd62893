//! A language is data: a pack that knows nothing but dates works, and no line of code knows of it.

use std::fs;

use regesta_date::find_in_text;
use regesta_lang::{PackSet, new_pack};

const MONTHS: &str = "# about: Months in the cases that dates need
# source: general knowledge of the language; compiled for this project
# licence: CC0-1.0
# columns: form value
აპრილი\t4
აპრილს\t4
თებერვალი\t2
თებერვალს\t2
მაისი\t5
მაისს\t5
";

const RELATIVE: &str = "# about: Phrases that count from the last date told
# source: general knowledge of the language; compiled for this project
# licence: CC0-1.0
# columns: form value
მეორე დღეს\tnext-day
";

const RULES: &str = r#"kind = "date"

[[rule]]
id = "ka.date.day-month"
about = "A day and a month, the year in front where it is printed"
pattern = '(?:{y4:year} წლის )?{day} {month}'
op = "date"
accept = [["ქალაქი აიღეს ⟦1921 წლის 25 თებერვალს⟧", "1921-02-25"]]
reject = ["25 კაცი"]

[[rule]]
id = "ka.date.relative"
about = "A day named by its place beside the last one told"
pattern = '{relative}'
op = "relative"
accept = [["1921 წლის 25 თებერვალს აიღეს. ⟦მეორე დღეს⟧ წავიდა", "1921-02-26"]]
reject = ["მეორე კაცი"]
"#;

#[test]
fn a_pack_with_dates_only_needs_no_code() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("ka");
    new_pack(&pack, "ka", "Georgian").unwrap();
    fs::create_dir_all(pack.join("lexicon")).unwrap();
    fs::create_dir_all(pack.join("rules")).unwrap();
    fs::write(pack.join("lexicon/month.tsv"), MONTHS).unwrap();
    fs::write(pack.join("lexicon/relative.tsv"), RELATIVE).unwrap();
    fs::write(pack.join("rules/date.toml"), RULES).unwrap();
    let manifest = fs::read_to_string(pack.join("pack.toml")).unwrap();
    let macros = "y4 = '(?:1[0-9]{3}|20[0-9]{2})'\n";
    let manifest = match manifest.split_once("[macros]\n") {
        Some((head, tail)) => format!("{head}[macros]\n{macros}{tail}"),
        None => format!("{manifest}\n[macros]\n{macros}"),
    };
    fs::write(pack.join("pack.toml"), manifest).unwrap();
    let packs = PackSet::from_folder(folder.path()).unwrap();
    let text = "1921 წლის 25 თებერვალს ქალაქი აიღეს. მეორე დღეს კრება გაიხსნა, 3 აპრილს კი 25 კაცი წავიდა.";
    let found = find_in_text(text, "ka", &packs);
    let values: Vec<_> = found.iter().filter_map(|f| f.value.edtf.as_deref()).collect();
    assert_eq!(values, ["1921-02-25", "1921-02-26", "1921-04-03"]);
    assert!(found[2].reason.contains("year from"), "{}", found[2].reason);
}
