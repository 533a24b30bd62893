//! UTF-16 without a byte order mark, told by which half of each pair holds the block of the script.

/// Byte order of a text that looks like UTF-16 without a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// Enough to see the habit of a text, and few enough to cost nothing.
const SAMPLE: usize = 64 * 1024;

/// In a text of one or two scripts the upper bytes are nearly all 0x00 (Latin letters, spaces, digits) or the block of
/// the script (0x04 for Cyrillic), while the lower bytes vary. The pair must also decode to characters of text.
pub(super) fn find_order(bytes: &[u8]) -> Option<Order> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 || !sample.iter().any(|&byte| byte == 0 || byte == 4) {
        return None;
    }
    let mut counts = [[0usize; 256]; 2];
    for pair in sample.chunks_exact(2) {
        counts[0][usize::from(pair[0])] += 1;
        counts[1][usize::from(pair[1])] += 1;
    }
    let pairs = sample.len() / 2;
    let [even, odd] = [&counts[0], &counts[1]].map(|half| block_share(half, pairs));
    let order = match (even, odd) {
        (even, odd) if odd >= 0.8 && odd > even => Order::Little,
        (even, odd) if even >= 0.8 && even > odd => Order::Big,
        _ => return None,
    };
    let low = match order {
        Order::Little => &counts[0],
        Order::Big => &counts[1],
    };
    // Lower bytes of zero are U+0000, U+0400, U+2000...: none of them is common in writing.
    if low[0] * 20 > pairs {
        return None;
    }
    let units = sample.chunks_exact(2).map(|pair| match order {
        Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
        Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
    });
    // The last unit is left out: the sample may end within a surrogate pair.
    let faults =
        char::decode_utf16(units.take(pairs - 1)).filter(|unit| !unit.as_ref().is_ok_and(|&c| is_textual(c))).count();
    (faults <= pairs / 500).then_some(order)
}

/// Share of the pairs whose byte is 0x00 or the commonest of the blocks of alphabets (0x01 to 0x1F).
fn block_share(half: &[usize; 256], pairs: usize) -> f64 {
    let block = half[1..0x20].iter().copied().max().unwrap_or(0);
    (half[0] + block) as f64 / pairs as f64
}

fn is_textual(c: char) -> bool {
    !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn little(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn finds_both_orders() {
        for text in ["Приказ по войскам", "Order of the day", "Bakü'den gelen haber", "ბაქოდან მოსული ამბავი"]
        {
            let little = little(text);
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(find_order(&little), Some(Order::Little), "{text}");
            assert_eq!(find_order(&big), Some(Order::Big), "{text}");
        }
    }

    #[test]
    fn rejects_eight_bit_text_and_numbers() {
        assert_eq!(find_order(b"An ordinary line of text."), None);
        assert_eq!(find_order(&[0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]), None);
        assert_eq!(find_order(&[0, 1, 2, 3, 0, 9, 0, 200]), None);
        let counters: Vec<u8> = (0u16..400).flat_map(u16::to_le_bytes).collect();
        assert_eq!(find_order(&counters), None);
    }
}
