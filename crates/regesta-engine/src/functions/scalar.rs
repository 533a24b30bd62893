use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, GenericListArray, ListArray, StructArray, UInt32Builder, UInt64Array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, UInt32Type, UInt64Type};
use datafusion::common::{Result, exec_err};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use regesta_reuse::{Region, Settings, twin_share};

use super::{list, list_of};
use crate::bytes::Writer;
use crate::rows::{Candidate, halves, pair_key, read_region};
use crate::words::{PART, part_forms, part_key, part_shingles, part_triples, triple_hash};

/// The functions of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Call {
    /// (key of a part, its words, letters) to its shingles: `hash` and `place` (text and word).
    Shingles,
    /// (words of a part) to the hashes of its words.
    PartForms,
    /// (key of a part, its words) to `text` and `triple`.
    PartTriples,
    /// (pair, region) to the parts it needs: `part`, and `turn`, the order in which they are read.
    Needs,
    /// (regions of a pair, words of the one text, of the other, share) to the share that the two have in common in
    /// thousandths, null where they are not one text twice.
    Twins,
    /// (region) to a number that tells it from the others of its pair.
    RegionAt,
    /// (pair, region) to both in one value: the first row of what makes passages.
    Lead,
    /// (pair, passage) to the hashes of its words.
    PassageForms,
    /// (pair, passage) to the hashes of three words in a row.
    PassageTriples,
}

impl Call {
    pub const ALL: [Self; 9] = [
        Self::Shingles,
        Self::PartForms,
        Self::PartTriples,
        Self::Needs,
        Self::Twins,
        Self::RegionAt,
        Self::Lead,
        Self::PassageForms,
        Self::PassageTriples,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Shingles => "regesta_shingles",
            Self::PartForms => "regesta_part_forms",
            Self::PartTriples => "regesta_part_triples",
            Self::Needs => "regesta_needs",
            Self::Twins => "regesta_twins",
            Self::RegionAt => "regesta_region_at",
            Self::Lead => "regesta_lead",
            Self::PassageForms => "regesta_passage_forms",
            Self::PassageTriples => "regesta_passage_triples",
        }
    }

    fn takes(self) -> Vec<DataType> {
        use DataType::{Binary, UInt32, UInt64};
        match self {
            Self::Shingles => vec![UInt64, Binary, UInt64],
            Self::PartForms | Self::RegionAt => vec![Binary],
            Self::PartTriples | Self::Needs | Self::Lead | Self::PassageForms | Self::PassageTriples => {
                vec![UInt64, Binary]
            }
            Self::Twins => vec![super::regions_type(), UInt32, UInt32, UInt64],
        }
    }

    fn gives(self) -> DataType {
        use DataType::{UInt32, UInt64};
        match self {
            Self::Shingles => list_of(&[("hash", UInt64), ("place", UInt64)]),
            Self::PartForms | Self::PassageForms | Self::PassageTriples => list(UInt64),
            Self::PartTriples => list_of(&[("text", UInt32), ("triple", UInt64)]),
            Self::Needs => list_of(&[("part", UInt64), ("turn", UInt64)]),
            Self::Twins => UInt32,
            Self::RegionAt => UInt64,
            Self::Lead => DataType::Binary,
        }
    }
}

/// A [`Call`] as the engine knows it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scalar {
    call: Call,
    signature: Signature,
}

impl Scalar {
    pub fn new(call: Call) -> Self {
        Self { call, signature: Signature::exact(call.takes(), Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Scalar {
    fn name(&self) -> &str {
        self.call.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.call.gives())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays: Vec<ArrayRef> =
            args.args.iter().map(|value| value.to_array(args.number_rows)).collect::<Result<_>>()?;
        let number = |n: usize, row: usize| arrays[n].as_primitive::<UInt64Type>().value(row);
        let small = |n: usize, row: usize| arrays[n].as_primitive::<UInt32Type>().value(row);
        let bytes = |n: usize| arrays[n].as_binary::<i32>();
        let rows = 0..args.number_rows;
        let array: ArrayRef = match self.call {
            Call::Shingles => {
                let (mut hashes, mut places, mut ends) = (Vec::new(), Vec::new(), Vec::new());
                for row in rows {
                    let (text, part) = halves(number(0, row));
                    let found = part_shingles(bytes(1).value(row), number(2, row) as usize).map_err(outside)?;
                    for (word, hash) in (part * PART..).zip(found) {
                        if let Some(hash) = hash {
                            hashes.push(hash);
                            places.push(pair_key(text, word));
                        }
                    }
                    ends.push(hashes.len());
                }
                structs(&self.call.gives(), vec![numbers(hashes), numbers(places)], &ends)?
            }
            Call::PartForms => {
                let (mut all, mut ends) = (Vec::new(), Vec::new());
                for row in rows {
                    all.extend(part_forms(bytes(0).value(row)).map_err(outside)?);
                    ends.push(all.len());
                }
                plain(all, &ends)
            }
            Call::PartTriples => {
                let (mut texts, mut triples, mut ends) = (UInt32Builder::new(), Vec::new(), Vec::new());
                for row in rows {
                    let (text, _) = halves(number(0, row));
                    for triple in part_triples(bytes(1).value(row)).map_err(outside)? {
                        texts.append_value(text);
                        triples.push(triple);
                    }
                    ends.push(triples.len());
                }
                structs(&self.call.gives(), vec![Arc::new(texts.finish()), numbers(triples)], &ends)?
            }
            Call::Needs => {
                let (mut parts, mut turns, mut ends) = (Vec::new(), Vec::new(), Vec::new());
                for row in rows {
                    let (a, b) = halves(number(0, row));
                    let region = read_region(bytes(1).value(row)).map_err(outside)?;
                    for (side, text, range) in [(1, a, region.a), (2, b, region.b)] {
                        for part in range.start / PART..range.end.div_ceil(PART) {
                            parts.push(part_key(text, part));
                            turns.push(pair_key(side, part));
                        }
                    }
                    ends.push(parts.len());
                }
                structs(&self.call.gives(), vec![numbers(parts), numbers(turns)], &ends)?
            }
            Call::Twins => {
                let mut shares = UInt32Builder::with_capacity(args.number_rows);
                let lists = arrays[0].as_list::<i32>();
                for row in rows {
                    let list = lists.value(row);
                    let regions = read_regions(list.as_binary::<i32>())?;
                    let settings = Settings { duplicate_share: number(3, row) as u32, ..Settings::default() };
                    shares.append_option(twin_share(&regions, (small(1, row), small(2, row)), &settings));
                }
                Arc::new(shares.finish())
            }
            Call::RegionAt => {
                let at = |row: usize| {
                    let region = read_region(bytes(0).value(row)).map_err(outside)?;
                    Ok(pair_key(region.a.start, region.b.start))
                };
                Arc::new(UInt64Array::from(rows.map(at).collect::<Result<Vec<u64>>>()?))
            }
            Call::Lead => {
                let lead = |row: usize| {
                    let (a, b) = halves(number(0, row));
                    let mut out = Writer::default();
                    out.number(a.into());
                    out.number(b.into());
                    out.0.extend_from_slice(bytes(1).value(row));
                    out.0
                };
                Arc::new(BinaryArray::from_iter_values(rows.map(lead)))
            }
            Call::PassageForms | Call::PassageTriples => {
                let (mut all, mut ends) = (Vec::new(), Vec::new());
                for row in rows {
                    let forms = Candidate::read(number(0, row), bytes(1).value(row)).map_err(outside)?.forms;
                    if self.call == Call::PassageForms {
                        all.extend(forms);
                    } else {
                        all.extend(forms.windows(3).map(|three| triple_hash(three[0], three[1], three[2])));
                    }
                    ends.push(all.len());
                }
                plain(all, &ends)
            }
        };
        if array.len() != args.number_rows {
            return exec_err!("{} gave {} rows for {}", self.name(), array.len(), args.number_rows);
        }
        Ok(ColumnarValue::Array(array))
    }
}

fn read_regions(list: &BinaryArray) -> Result<Vec<Region>> {
    list.iter().flatten().map(|bytes| read_region(bytes).map_err(outside)).collect()
}

/// An error of ours inside the engine.
pub(crate) fn outside(error: crate::EngineError) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

pub(super) fn numbers(values: Vec<u64>) -> ArrayRef {
    Arc::new(UInt64Array::from(values))
}

fn offsets(ends: &[usize]) -> OffsetBuffer<i32> {
    OffsetBuffer::from_lengths(ends.iter().enumerate().map(|(n, end)| end - if n == 0 { 0 } else { ends[n - 1] }))
}

/// Lists that end at `ends` of `values`.
fn plain(values: Vec<u64>, ends: &[usize]) -> ArrayRef {
    let field = Arc::new(Field::new_list_field(DataType::UInt64, false));
    Arc::new(GenericListArray::new(field, offsets(ends), numbers(values), None))
}

/// Lists of rows that end at `ends` of the columns.
pub(super) fn structs(kind: &DataType, columns: Vec<ArrayRef>, ends: &[usize]) -> Result<ArrayRef> {
    let DataType::List(item) = kind else { return exec_err!("no list: {kind}") };
    let DataType::Struct(fields) = item.data_type() else { return exec_err!("no rows: {kind}") };
    let rows = StructArray::try_new(fields.clone(), columns, None)?;
    Ok(Arc::new(ListArray::try_new(Arc::clone(item), offsets(ends), Arc::new(rows), None)?))
}
