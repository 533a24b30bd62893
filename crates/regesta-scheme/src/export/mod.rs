//! Coherent readings for other programs: XES, OCEL 2.0, CSV.
//!
//! These formats know one instant for each event. The earliest minute stands there; both bounds go along as attributes,
//! and a program that orders events by the instant alone orders what the texts leave open. Mixed readings are not
//! exported: no text may assert them.

mod csv;
mod ocel;
mod xes;

pub use self::csv::{CSV_HEADS, csv_rows};
pub use self::ocel::ocel;
pub use self::xes::xes;

use regesta_time::format_minute;

/// A minute as these formats want it. The hours of the sources have no zone; `Z` stands for want of a better one.
pub(crate) fn instant(minute: i64) -> String {
    format!("{}:00.000Z", format_minute(minute))
}

/// What is written beside the events, so that nobody takes them for more than they are.
pub(crate) const NOTE: &str = "One trace is one coherent reading of one text. time:timestamp is the earliest minute; \
    the event lies between u:time:timestamp_min and u:time:timestamp_max. Hours are as printed, without a zone.";
