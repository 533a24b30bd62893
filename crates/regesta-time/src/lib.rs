//! Uncertain dates, durations, and an exact network of temporal constraints.
//!
//! Time is counted in minutes from 1970-01-01T00:00 of the proleptic Gregorian calendar, as `i64`. An event is a point
//! whose place is known between two minutes, both included: a day is `00:00` to `23:59`. No rounding takes place, so that
//! what the network says follows from what was put in, and from nothing else.
//!
//! * [`TimeBounds`]: from an EDTF value to earliest and latest minute.
//! * [`Duration`] and [`Distance`]: "two hours after", "within a week", as bounds on a difference.
//! * [`Network`]: the simple temporal network (Dechter, Meiri and Pearl, "Temporal constraint networks", Artificial
//!   Intelligence 49, 1991): all tightest bounds at any moment, constraints added one by one, and a contradiction explained
//!   by the labels of the constraints that make it.
//! * [`tightest_bounds`]: the bounds of every event alone, for thousands of events with few links.
//!
//! ```
//! use regesta_time::{Distance, Network, Point, TimeBounds};
//! let mut net = Network::new();
//! let appeal = net.add_point();
//! let trains = net.add_point();
//! let day = TimeBounds::parse("1920-04-28")?;
//! net.add_bounds(appeal, day, "the appeal is of 28 April")?;
//! let two_hours = Distance::parse("PT2H", false)?;
//! net.add_distance(appeal, trains, two_hours, "two hours after the appeal")?;
//! assert_eq!(net.bounds(trains).to_string(), "1920-04-28T02:00/1920-04-29T01:59");
//! let early = TimeBounds::parse("1920-04-27")?;
//! let conflict = net.add_bounds(trains, early, "the trains came on 27 April").unwrap_err();
//! assert_eq!(conflict.labels.len(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod date;
mod duration;
mod network;
mod sparse;

pub use date::{Calendar, DateError, TimeBounds, day_of_minute, format_minute};
pub use duration::{Distance, Duration, DurationError, format_minutes};
pub use network::{Conflict, Mark, Network, Point, UNBOUNDED};
pub use sparse::{Link, tightest_bounds};

/// Minutes of a day.
pub const DAY: i64 = 1440;
