//! The functions that the plan calls by name.
//!
//! None of them knows anything but its arguments, so that a plan which names them can run in any process that has them.

mod gather;
mod scalar;

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::logical_expr::{AggregateUDF, ScalarUDF};
use datafusion::prelude::SessionContext;

pub(crate) use gather::{Gather, Kind};
pub(crate) use scalar::{Call, Scalar, outside};

/// Makes the functions known to a session.
pub fn register(context: &SessionContext) {
    for call in Call::ALL {
        context.register_udf(ScalarUDF::from(Scalar::new(call)));
    }
    for kind in Kind::ALL {
        context.register_udaf(AggregateUDF::from(Gather::new(kind)));
    }
}

/// A list of rows of these columns.
fn list_of(columns: &[(&str, DataType)]) -> DataType {
    let fields: Fields = columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), false)).collect();
    DataType::List(Arc::new(Field::new_list_field(DataType::Struct(fields), false)))
}

/// A list of values.
fn list(kind: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(kind, false)))
}

/// `regions` gives this: the regions of a pair of texts.
fn regions_type() -> DataType {
    list(DataType::Binary)
}
