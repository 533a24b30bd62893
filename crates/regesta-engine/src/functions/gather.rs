use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryBuilder, BooleanArray, BooleanBuilder, ListArray, ListBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, UInt64Type};
use datafusion::common::{Result, ScalarValue, exec_err, not_impl_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{Accumulator, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility};
use datafusion::physical_expr::expressions::Literal;
use regesta_reuse::{Forms, Settings, regions, window_passages};

use super::scalar::{numbers, outside, structs};
use super::{list, list_of, regions_type};
use crate::bytes::Reader;
use crate::rows::{Candidate, halves, pair_key, read_region, write_region};
use crate::words::window;

/// The functions of a group of rows. The rows come in any order; each function sorts its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Over the places of one shingle: (place, payload unused; most places, first new text) to its seeds `pair`, `words` and
    /// `dropped`. Seeds are given of pairs in which a text is new; where the new texts make the shingle too frequent, those
    /// of the others are given as dropped.
    Seeds,
    /// Over the seeds of one pair of texts: (words, payload "dropped" or empty; seeds, cut words) to its regions. A seed that
    /// was dropped is none.
    Regions,
    /// Over one region (turn 0) and the words that it needs (turn side and part): (turn, payload; pair is in the region's
    /// row; gap words, cut words, possible score) to its passages.
    Passages,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Seeds, Self::Regions, Self::Passages];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Seeds => "regesta_seeds",
            Self::Regions => "regesta_regions",
            Self::Passages => "regesta_passages",
        }
    }

    /// Literals behind number and payload.
    const fn parameters(self) -> usize {
        match self {
            Self::Seeds | Self::Regions => 2,
            Self::Passages => 3,
        }
    }

    fn gives(self) -> DataType {
        match self {
            Self::Seeds => {
                list_of(&[("pair", DataType::UInt64), ("words", DataType::UInt64), ("dropped", DataType::Boolean)])
            }
            Self::Regions => regions_type(),
            Self::Passages => list(DataType::Binary),
        }
    }
}

/// A [`Kind`] as the engine knows it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Gather {
    kind: Kind,
    signature: Signature,
}

impl Gather {
    pub fn new(kind: Kind) -> Self {
        let mut takes = vec![DataType::UInt64, DataType::Binary];
        takes.extend(vec![DataType::UInt64; kind.parameters()]);
        Self { kind, signature: Signature::exact(takes, Volatility::Immutable) }
    }
}

impl AggregateUDFImpl for Gather {
    fn name(&self) -> &str {
        self.kind.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.kind.gives())
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        not_impl_err!("{} is for groups only", self.name())
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        Ok(vec![Arc::new(Field::new(format!("{}[rows]", args.name), list(DataType::Binary), false))])
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        let mut parameters = Vec::new();
        for expression in &args.exprs[2..] {
            let literal = (expression.as_ref() as &dyn std::any::Any).downcast_ref::<Literal>();
            match literal.map(Literal::value) {
                Some(ScalarValue::UInt64(Some(value))) => parameters.push(*value),
                _ => return exec_err!("{}: {expression} is no number", self.name()),
            }
        }
        Ok(Box::new(Groups { kind: self.kind, parameters, rows: Vec::new(), bytes: 0 }))
    }
}

/// One row of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    number: u64,
    payload: Box<[u8]>,
}

#[derive(Debug)]
struct Groups {
    kind: Kind,
    parameters: Vec<u64>,
    rows: Vec<Vec<Row>>,
    /// Bytes of all payloads and rows.
    bytes: usize,
}

impl Groups {
    fn push(&mut self, group: usize, number: u64, payload: &[u8]) {
        self.bytes += size_of::<Row>() + payload.len();
        self.rows[group].push(Row { number, payload: payload.into() });
    }

    fn take(&mut self, emit_to: EmitTo) -> Vec<Vec<Row>> {
        let taken = emit_to.take_needed(&mut self.rows);
        let gone: usize = taken.iter().flatten().map(|row| size_of::<Row>() + row.payload.len()).sum();
        self.bytes -= gone.min(self.bytes);
        taken
    }
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        opt_filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        self.rows.resize_with(total_num_groups, Vec::new);
        let (numbers, payloads) = (values[0].as_primitive::<UInt64Type>(), values[1].as_binary::<i32>());
        for (row, &group) in group_indices.iter().enumerate() {
            if opt_filter.is_some_and(|filter| filter.is_null(row) || !filter.value(row)) {
                continue;
            }
            let payload = if payloads.is_null(row) { &[][..] } else { payloads.value(row) };
            self.push(group, numbers.value(row), payload);
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let mut groups = self.take(emit_to);
        groups.iter_mut().for_each(|rows| rows.sort_unstable());
        match self.kind {
            Kind::Seeds => seeds(&groups, self.parameters[0] as usize, self.parameters[1] as u32),
            Kind::Regions => {
                let settings = Settings {
                    seeds: self.parameters[0] as usize,
                    cut_words: self.parameters[1] as u32,
                    ..Settings::default()
                };
                lists(groups.iter().map(|rows| Ok(regions_of(rows, &settings))))
            }
            Kind::Passages => {
                let settings = Settings {
                    gap_words: self.parameters[0] as u32,
                    cut_words: self.parameters[1] as u32,
                    possible_score: self.parameters[2] as u32,
                    ..Settings::default()
                };
                lists(groups.iter().map(|rows| passages_of(rows, &settings).map_err(outside)))
            }
        }
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let stored = |row: &Row| [&row.number.to_le_bytes()[..], &row.payload].concat();
        let groups = self.take(emit_to);
        Ok(vec![lists(groups.iter().map(|rows| Ok(rows.iter().map(stored).collect())))?])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], group_indices: &[usize], total_num_groups: usize) -> Result<()> {
        self.rows.resize_with(total_num_groups, Vec::new);
        let states: &ListArray = values[0].as_list();
        for (at, &group) in group_indices.iter().enumerate() {
            for bytes in states.value(at).as_binary::<i32>().iter().flatten() {
                let Some((number, payload)) = bytes.split_first_chunk::<8>() else {
                    return exec_err!("{}: a state of {} bytes", self.kind.name(), bytes.len());
                };
                self.push(group, u64::from_le_bytes(*number), payload);
            }
        }
        Ok(())
    }

    fn convert_to_state(&self, values: &[ArrayRef], opt_filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let mut one = Self { kind: self.kind, parameters: Vec::new(), rows: Vec::new(), bytes: 0 };
        let groups: Vec<usize> = (0..values[0].len()).collect();
        one.update_batch(values, &groups, opt_filter, groups.len())?;
        one.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        self.bytes + self.rows.capacity() * size_of::<Vec<Row>>()
    }
}

/// One list of byte strings for each group; null where there are none, so that a filter can leave them out.
fn lists(groups: impl Iterator<Item = Result<Vec<Vec<u8>>>>) -> Result<ArrayRef> {
    let field = Arc::new(Field::new_list_field(DataType::Binary, false));
    let mut out = ListBuilder::new(BinaryBuilder::new()).with_field(field);
    for group in groups {
        let group = group?;
        for bytes in &group {
            out.values().append_value(bytes);
        }
        out.append(!group.is_empty());
    }
    Ok(Arc::new(out.finish()))
}

/// The seeds of shingles, each with its places in order.
fn seeds(groups: &[Vec<Row>], most: usize, first_new: u32) -> Result<ArrayRef> {
    let (mut pairs, mut words, mut dropped) = (Vec::new(), Vec::new(), BooleanBuilder::new());
    let mut ends = Vec::with_capacity(groups.len());
    for places in groups {
        let old = places.partition_point(|row| halves(row.number).0 < first_new);
        let gone = places.len() > most;
        // Too frequent now: what it gave before is taken back, if it gave anything.
        let (later, held) = if !gone {
            (old.max(1), places.len())
        } else if old <= most && places.len() > old {
            (1, old)
        } else {
            (0, 0)
        };
        for n in later..held {
            let (text_b, word_b) = halves(places[n].number);
            for place in &places[..n] {
                let (text_a, word_a) = halves(place.number);
                if text_a < text_b {
                    pairs.push(pair_key(text_a, text_b));
                    words.push(pair_key(word_a, word_b));
                    dropped.append_value(gone);
                }
            }
        }
        ends.push(pairs.len());
    }
    structs(&Kind::Seeds.gives(), vec![numbers(pairs), numbers(words), Arc::new(dropped.finish())], &ends)
}

fn regions_of(rows: &[Row], settings: &Settings) -> Vec<Vec<u8>> {
    let mut seeds = Vec::with_capacity(rows.len());
    for same in rows.chunk_by(|x, y| x.number == y.number) {
        if same.iter().all(|row| row.payload.is_empty()) {
            seeds.push(halves(same[0].number));
        }
    }
    regions(&seeds, settings).iter().map(write_region).collect()
}

/// The passages of one region. Its first row (turn 0) has the pair and the region, the others a side, a part and words.
fn passages_of(rows: &[Row], settings: &Settings) -> crate::error::Result<Vec<Vec<u8>>> {
    let Some((first, parts)) = rows.split_first().filter(|(first, _)| first.number == 0) else {
        return Err(crate::EngineError::Damaged { what: "a region without its row" });
    };
    let mut read = Reader::new(&first.payload, "a region");
    let numbers = (read.small()?, read.small()?);
    let region = read_region(read.rest)?;
    let side = |wanted: u32| -> Vec<(u32, &[u8])> {
        let of = parts.iter().map(|row| (halves(row.number), &*row.payload));
        of.filter(|((side, _), _)| *side == wanted).map(|((_, part), words)| (part, words)).collect()
    };
    let mut forms = Forms::default();
    let a = window(&side(1), &region.a, &mut forms)?;
    let b = window(&side(2), &region.b, &mut forms)?;
    let passages = window_passages(&region, numbers, (&a, &b), &forms, settings);
    Ok(passages.into_iter().map(|passage| Candidate::new(passage, &a, region.a.start, &forms).write()).collect())
}
