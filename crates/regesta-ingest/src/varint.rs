//! Signed numbers in as few bytes as they need: LEB128, folded (zigzag) so that small negative ones are small.

pub(crate) fn push(bytes: &mut Vec<u8>, value: i64) {
    let mut folded = ((value << 1) ^ (value >> 63)).cast_unsigned();
    while folded >= 0x80 {
        bytes.push(folded as u8 | 0x80);
        folded >>= 7;
    }
    bytes.push(folded as u8);
}

/// Takes a number off the front; `None` at the end, or for one of more than 64 bits.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut folded = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        folded |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some((folded >> 1).cast_signed() ^ -((folded & 1).cast_signed()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, -1, 1, 63, -64, 64, 300, -70_000, i64::MAX, i64::MIN];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| push(&mut bytes, number));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take(&mut rest)), numbers.map(Some));
        assert_eq!(take(&mut rest), None);
        assert_eq!(take(&mut [0x80u8, 0x80].as_slice()), None);
    }
}
