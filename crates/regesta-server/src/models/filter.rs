//! What a list is asked for, and the rows that answer.

use std::collections::BTreeMap;

use regesta::views::bounds;

use super::histogram::histogram;
use super::table::{Entry, Table, TableRow, words_key};
use crate::error::{ApiError, ApiResult};
use crate::wire::{Facet, FacetValue, ListPage, Row};

/// Values of a facet that are sent.
const FACET_VALUES: usize = 50;
/// Rows of a page at most.
pub(crate) const MOST_ROWS: usize = 500;

/// How dates are compared with the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum DateTest {
    /// One of them may fall into it.
    #[default]
    Any,
    /// One of them lies wholly inside.
    Inside,
    /// The earliest day of one of them lies inside.
    Earliest,
}

/// What is done with rows without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Undated {
    /// They stand at the end, as long as no period is asked for.
    #[default]
    Show,
    Only,
    Hide,
}

/// What a list is asked for: filters, order, page. Values of one key are alternatives, keys add up.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListQuery {
    offset: usize,
    limit: usize,
    sort: Option<String>,
    descending: bool,
    /// The beginning of each word, without script and ending.
    stems: Vec<String>,
    from: Option<i64>,
    to: Option<i64>,
    dates: DateTest,
    undated: Undated,
    chosen: BTreeMap<String, Vec<String>>,
}

impl ListQuery {
    /// Reads the parameters of an address. Those that it does not know are not its own.
    pub(crate) fn parse(query: &str) -> ApiResult<Self> {
        let mut out = Self { limit: 100, ..Self::default() };
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            match key.as_ref() {
                "offset" => out.offset = number(&key, value)?,
                "limit" => out.limit = number(&key, value)?.min(MOST_ROWS),
                "sort" => out.sort = Some(value.to_owned()).filter(|s| !s.is_empty()),
                "dir" => out.descending = word(&key, value, &["asc", "desc"])? == 1,
                "q" => out.stems = stems(value),
                "from" if !value.is_empty() => out.from = Some(date(&key, value)?.0),
                "to" if !value.is_empty() => out.to = Some(date(&key, value)?.1),
                "dates" => {
                    let at = word(&key, value, &["any", "inside", "earliest"])?;
                    out.dates = [DateTest::Any, DateTest::Inside, DateTest::Earliest][at];
                }
                "undated" => {
                    let at = word(&key, value, &["show", "only", "hide"])?;
                    out.undated = [Undated::Show, Undated::Only, Undated::Hide][at];
                }
                other if !value.is_empty() => out.chosen.entry(other.to_owned()).or_default().push(value.to_owned()),
                _ => {}
            }
        }
        Ok(out)
    }

    /// The same filters without a page: for exports.
    pub(crate) fn all_rows(mut self) -> Self {
        (self.offset, self.limit) = (0, usize::MAX);
        self
    }

    /// The rows that pass, in their order, and the page with everything but the rows themselves.
    pub(crate) fn answer<'a, R: TableRow>(&self, list: &str, table: &'a Table<R>) -> ApiResult<(Vec<&'a R>, ListPage)> {
        let wanted: Vec<Option<Vec<u32>>> = table
            .columns
            .iter()
            .map(|column| {
                let values = self.chosen.get(column.key)?;
                Some(values.iter().map(|v| column.number(v).unwrap_or(u32::MAX)).collect())
            })
            .collect();
        let date_bit = table.columns.len();
        let mut counts: Vec<Vec<usize>> = table.columns.iter().map(|c| vec![0; c.values.len()]).collect();
        let (mut passing, mut undated) = (Vec::new(), 0);
        // What was rejected fails at the column of judgements, so that its number still stands there.
        let judged = table.columns.iter().position(|column| column.key == "decided");
        let shows_rejected = self.chosen.get("decided").is_some_and(|values| values.iter().any(|v| v == "rejected"))
            || self.chosen.get("rejected").is_some_and(|values| values.iter().any(|v| v == "show"));
        for (at, entry) in table.entries.iter().enumerate() {
            if !self.stems.is_empty() && !has_words(&self.stems, entry.words()) {
                continue;
            }
            let hidden = judged.filter(|_| !shows_rejected && entry.row.rejected()).map_or(0, |column| 1 << column);
            let failed = self.failed(entry, &wanted) | hidden;
            for (number, column) in counts.iter_mut().enumerate() {
                // A facet counts what passes all other filters.
                if failed & !(1 << number) == 0 {
                    entry.values[number].iter().for_each(|&value| column[value as usize] += 1);
                }
            }
            if failed & !(1 << date_bit) == 0 && entry.dates.is_empty() {
                undated += 1;
            }
            if failed == 0 {
                passing.push(at);
            }
        }
        let histogram = histogram(&table.entries, &passing, self.from.zip(self.to));
        self.order(table, &mut passing)?;
        let rows: Vec<&R> =
            passing.iter().skip(self.offset).take(self.limit).map(|&at| &table.entries[at].row).collect();
        let page = ListPage {
            list: list.to_owned(),
            total: passing.len(),
            unfiltered: if shows_rejected || judged.is_none() {
                table.entries.len()
            } else {
                table.entries.iter().filter(|entry| !entry.row.rejected()).count()
            },
            offset: self.offset,
            rows: Vec::new(),
            facets: self.facets(table, &counts),
            undated,
            histogram,
        };
        Ok((rows, page))
    }

    /// The page with its rows.
    pub(crate) fn page<R: TableRow + Clone>(
        &self,
        list: &str,
        table: &Table<R>,
        wrap: impl Fn(R) -> Row,
    ) -> ApiResult<ListPage> {
        let (rows, mut page) = self.answer(list, table)?;
        page.rows = rows.into_iter().cloned().map(wrap).collect();
        Ok(page)
    }

    /// One bit for each column whose filter the row does not pass, and one for the period.
    fn failed<R>(&self, entry: &Entry<R>, wanted: &[Option<Vec<u32>>]) -> u64 {
        let mut failed = 0;
        for (number, wanted) in wanted.iter().enumerate() {
            if let Some(wanted) = wanted
                && !entry.values[number].iter().any(|value| wanted.contains(value))
            {
                failed |= 1 << number;
            }
        }
        if !self.in_period(&entry.dates) {
            failed |= 1 << wanted.len();
        }
        failed
    }

    fn in_period(&self, dates: &[(i64, i64)]) -> bool {
        if dates.is_empty() {
            let period = self.from.is_some() || self.to.is_some();
            return self.undated == Undated::Only || self.undated == Undated::Show && !period;
        }
        if self.undated == Undated::Only {
            return false;
        }
        self.pass(self.dates, dates)
    }

    /// Whether a date passes a test against the period.
    fn pass(&self, test: DateTest, dates: &[(i64, i64)]) -> bool {
        let (start, end) = (self.from.unwrap_or(i64::MIN), self.to.unwrap_or(i64::MAX));
        dates.iter().any(|&(first, last)| match test {
            DateTest::Any => last > start && first < end,
            DateTest::Inside => first >= start && last <= end,
            DateTest::Earliest => {
                let first = if first == i64::MIN { last - 1 } else { first };
                first >= start && first < end
            }
        })
    }

    fn order<R: TableRow>(&self, table: &Table<R>, passing: &mut [usize]) -> ApiResult<()> {
        if let Some(by) = &self.sort {
            let mut keyed = Vec::with_capacity(passing.len());
            for &at in passing.iter() {
                let Some(key) = table.entries[at].row.sort_key(by) else {
                    return Err(ApiError::bad_parameter("sort", "a column of this list", by));
                };
                keyed.push((key, at));
            }
            keyed.sort();
            passing.iter_mut().zip(keyed).for_each(|(place, (_, at))| *place = at);
        }
        if self.descending {
            passing.reverse();
        }
        // Who asks for a day wants what is of that day before what is of that year.
        let by_date = self.sort.as_deref().is_none_or(|by| by == "date");
        if by_date && (self.from.is_some() || self.to.is_some()) {
            passing.sort_by_key(|&at| !self.pass(DateTest::Inside, &table.entries[at].dates));
        }
        Ok(())
    }

    fn facets<R>(&self, table: &Table<R>, counts: &[Vec<usize>]) -> Vec<Facet> {
        let facet = |(column, counts): (&super::table::FilterColumn, &Vec<usize>)| {
            let chosen = self.chosen.get(column.key);
            let mut values: Vec<FacetValue> = column
                .values
                .iter()
                .zip(counts)
                .map(|((value, label), &count)| FacetValue {
                    value: value.clone(),
                    label: label.clone(),
                    count,
                    chosen: chosen.is_some_and(|c| c.contains(value)),
                })
                .filter(|v| v.count > 0 || v.chosen)
                .collect();
            let key = |v: &FacetValue| (!v.chosen, std::cmp::Reverse(v.count));
            values.sort_by(|a, b| {
                key(a).cmp(&key(b)).then_with(|| a.label.cmp(&b.label)).then_with(|| a.value.cmp(&b.value))
            });
            let all = values.len();
            values.truncate(FACET_VALUES);
            Facet { key: column.key.to_owned(), more: all - values.len(), values }
        };
        table.columns.iter().zip(counts).map(facet).collect()
    }
}

/// Whether words, as [`words_key`] gives them, hold a word with each of these beginnings.
pub(crate) fn has_words(stems: &[String], words: &str) -> bool {
    stems.iter().all(|stem| words.contains(stem.as_str()))
}

/// The beginnings by which words are looked for: without script, and for longer words without the ending, so that
/// another case of the word is found.
pub(crate) fn stems(query: &str) -> Vec<String> {
    let key = words_key([query]);
    key.split_whitespace()
        .map(|word| {
            let letters = word.chars().count();
            let ending = match letters {
                0..=4 => 0,
                5..=6 => 1,
                7..=8 => 2,
                _ => 3,
            };
            let stem: String = word.chars().take(letters - ending).collect();
            format!(" {stem}")
        })
        .collect()
}

fn number(name: &str, value: &str) -> ApiResult<usize> {
    value.parse().map_err(|_| ApiError::bad_parameter(name, "a number from 0", value))
}

fn word(name: &str, value: &str, known: &[&str]) -> ApiResult<usize> {
    let at = known.iter().position(|k| *k == value);
    at.ok_or_else(|| ApiError::bad_parameter(name, &known.join(" or "), value))
}

fn date(name: &str, value: &str) -> ApiResult<(i64, i64)> {
    bounds(value).ok_or_else(|| ApiError::bad_parameter(name, "a date such as 1920, 1920-05 or 1920-05-10", value))
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn words_are_looked_for_by_their_beginning_in_any_script() {
        assert_eq!(stems("Закатальского"), [" zakatalsk"]);
        assert_eq!(stems("Орджоникидзе, ЦК"), [" ordzhoniki", " tsk"]);
        assert_eq!(stems("  "), [""; 0]);
    }
}
