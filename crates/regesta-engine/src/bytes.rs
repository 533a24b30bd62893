//! How words, regions and passages stand in binary columns: numbers in as few bytes as they need (LEB128), signed ones with
//! the sign last.

use crate::error::{EngineError, Result};

#[derive(Debug, Default)]
pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Reader<'b> {
    pub rest: &'b [u8],
    pub what: &'static str,
}

impl<'b> Reader<'b> {
    pub fn new(rest: &'b [u8], what: &'static str) -> Self {
        Self { rest, what }
    }

    fn damaged(&self) -> EngineError {
        EngineError::Damaged { what: self.what }
    }

    pub fn number(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.damaged())?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.damaged())
    }

    pub fn small(&mut self) -> Result<u32> {
        u32::try_from(self.number()?).map_err(|_| self.damaged())
    }

    pub fn signed(&mut self) -> Result<i64> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    pub fn text(&mut self) -> Result<&'b str> {
        let length = self.number()? as usize;
        let (text, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.damaged())?;
        self.rest = rest;
        std::str::from_utf8(text).map_err(|_| self.damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut out = Writer::default();
        for value in [0, 1, 127, 128, u64::from(u32::MAX), u64::MAX] {
            out.number(value);
        }
        for value in [0, -1, 1, i64::MIN, i64::MAX, -45] {
            out.signed(value);
        }
        out.text("слово");
        let mut read = Reader::new(&out.0, "test");
        for value in [0, 1, 127, 128, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(read.number().unwrap(), value);
        }
        for value in [0, -1, 1, i64::MIN, i64::MAX, -45] {
            assert_eq!(read.signed().unwrap(), value);
        }
        assert_eq!(read.text().unwrap(), "слово");
        assert!(read.number().is_err());
    }
}
