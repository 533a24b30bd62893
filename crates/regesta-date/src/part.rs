//! Early, middle, late, halves and quarters: the parts of a month, a year, a century.

/// Early, middle, late and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Start,
    Middle,
    End,
    FirstDays,
    LastDays,
    FirstHalf,
    SecondHalf,
    Quarter(u8),
    Third(u8),
    /// A decade of a century.
    Tenth(u8),
    TenDays(u8),
    Tens(u8),
    /// Seven days of a month: the first, second, third, or (0) the last.
    Week(u8),
    FirstDay,
    LastDay,
}

impl Part {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "start" | "first-months" | "first-years" => Self::Start,
            "first-days" => Self::FirstDays,
            "last-days" => Self::LastDays,
            "middle" => Self::Middle,
            "end" | "last-months" | "last-years" => Self::End,
            "first-week" => Self::Week(1),
            "second-week" => Self::Week(2),
            "third-week" => Self::Week(3),
            "last-week" => Self::Week(0),
            "first-day" => Self::FirstDay,
            "last-day" => Self::LastDay,
            "first-half" | "first-fortnight" => Self::FirstHalf,
            "second-half" | "last-half" => Self::SecondHalf,
            "first-quarter" => Self::Quarter(1),
            "second-quarter" => Self::Quarter(2),
            "third-quarter" => Self::Quarter(3),
            "fourth-quarter" => Self::Quarter(4),
            "first-third" => Self::Third(1),
            "second-third" => Self::Third(2),
            "last-third" => Self::Third(3),
            "first-tenth" => Self::Tenth(1),
            "second-tenth" => Self::Tenth(2),
            "third-tenth" => Self::Tenth(3),
            "fourth-tenth" => Self::Tenth(4),
            "fifth-tenth" => Self::Tenth(5),
            "sixth-tenth" => Self::Tenth(6),
            "seventh-tenth" => Self::Tenth(7),
            "eighth-tenth" => Self::Tenth(8),
            "ninth-tenth" => Self::Tenth(9),
            "last-tenth" => Self::Tenth(10),
            "first-ten-days" => Self::TenDays(1),
            "second-ten-days" => Self::TenDays(2),
            "last-ten-days" => Self::TenDays(3),
            "tens-days" => Self::Tens(1),
            "twenties-days" => Self::Tens(2),
            _ => return None,
        })
    }

    /// The part of a span of `n` units, numbered from 1, and whether it is a convention (early, late) or said (a half).
    pub(crate) fn of(self, n: u32) -> (u32, u32, bool) {
        let cut = |k: u32, of: u32| (n * (k - 1) / of + 1, n * k / of);
        let (range, vague) = match self {
            Self::Start | Self::FirstDays => (cut(1, 3), true),
            Self::Middle => (cut(2, 3), true),
            Self::End | Self::LastDays => (cut(3, 3), true),
            Self::FirstHalf => (cut(1, 2), false),
            Self::SecondHalf => (cut(2, 2), false),
            Self::Quarter(k) => (cut(u32::from(k), 4), false),
            Self::Third(k) | Self::TenDays(k) => (cut(u32::from(k), 3), false),
            Self::Tenth(k) => (cut(u32::from(k), 10), false),
            Self::Tens(_) => ((1, n), true),
            Self::Week(0) | Self::LastDay => ((n, n), false),
            Self::Week(_) | Self::FirstDay => ((1, 1), false),
        };
        (range.0, range.1, vague)
    }

    /// First and last day of this part of a month. Early, middle and late are the ten-day periods.
    pub(crate) fn days(self, length: u8) -> (u8, u8, bool) {
        match self {
            Self::Start | Self::FirstDays => (1, 10, true),
            Self::Middle => (11, 20, true),
            Self::End | Self::LastDays => (21, length, true),
            Self::FirstHalf => (1, 15, false),
            Self::SecondHalf => (16, length, false),
            Self::TenDays(k) | Self::Third(k) => ((k - 1) * 10 + 1, if k == 3 { length } else { k * 10 }, false),
            Self::Quarter(_) | Self::Tenth(_) => {
                let (from, to, _) = self.of(u32::from(length));
                (from as u8, to as u8, false)
            }
            Self::Tens(k) => (k * 10, (k * 10 + 9).min(length), false),
            Self::Week(0) => (length - 6, length, false),
            Self::Week(k) => (k * 7 - 6, k * 7, false),
            Self::FirstDay => (1, 1, false),
            Self::LastDay => (length, length, false),
        }
    }
}
