//! Values by choice of evidence, and which choices decide them.

/// A value, and how many readings have it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell<T> {
    pub value: T,
    pub readings: u64,
}

/// Values by the choices for some stages, the last stage running fastest; `None` where every reading contradicts itself.
#[derive(Debug, Clone)]
pub(crate) struct Table<T> {
    pub stages: Vec<usize>,
    pub radix: Vec<usize>,
    pub cells: Vec<Option<Cell<T>>>,
}

impl<T: Clone + PartialEq> Table<T> {
    /// No choice, no value.
    pub fn empty() -> Self {
        Self { stages: Vec::new(), radix: Vec::new(), cells: Vec::new() }
    }

    pub fn new(stages: &[usize], radix: &[usize], values: Vec<Option<T>>) -> Self {
        debug_assert_eq!(values.len(), radix.iter().product::<usize>());
        let cells = values.into_iter().map(|value| value.map(|value| Cell { value, readings: 1 })).collect();
        Self { stages: stages.to_vec(), radix: radix.to_vec(), cells }
    }

    /// The same without the stages whose choice changes nothing.
    pub fn reduced(self) -> Self {
        let mut table = self;
        let mut position = 0;
        while position < table.stages.len() {
            match table.without(position) {
                Some(smaller) => table = smaller,
                None => position += 1,
            }
        }
        table
    }

    /// Leaves a stage out; `None` where the value depends on it.
    fn without(&self, position: usize) -> Option<Self> {
        let (inner, radix) = (self.radix[position + 1..].iter().product::<usize>(), self.radix[position]);
        let mut cells = Vec::with_capacity(self.cells.len() / radix.max(1));
        for block in self.cells.chunks(inner * radix) {
            for offset in 0..inner {
                let mut found: Option<Cell<T>> = None;
                for cell in block.iter().skip(offset).step_by(inner).flatten() {
                    match &mut found {
                        None => found = Some(cell.clone()),
                        Some(kept) if kept.value == cell.value => {
                            kept.readings = kept.readings.saturating_add(cell.readings);
                        }
                        Some(_) => return None,
                    }
                }
                cells.push(found);
            }
        }
        let (mut stages, mut rest) = (self.stages.clone(), self.radix.clone());
        stages.remove(position);
        rest.remove(position);
        Some(Self { stages, radix: rest, cells })
    }

    /// All pairs of cells of two tables without a stage in common.
    pub fn join<U: Clone + PartialEq, V>(&self, other: &Table<U>, value: impl Fn(&T, &U) -> V) -> Table<V> {
        let mut cells = Vec::with_capacity(self.cells.len() * other.cells.len());
        for a in &self.cells {
            for b in &other.cells {
                cells.push(a.as_ref().zip(b.as_ref()).map(|(a, b)| Cell {
                    value: value(&a.value, &b.value),
                    readings: a.readings.saturating_mul(b.readings),
                }));
            }
        }
        let together = |a: &[usize], b: &[usize]| a.iter().chain(b).copied().collect();
        Table { stages: together(&self.stages, &other.stages), radix: together(&self.radix, &other.radix), cells }
    }

    /// The choices of a cell, one for each stage.
    pub fn digits(&self, mut cell: usize) -> Vec<usize> {
        let mut digits = vec![0; self.radix.len()];
        for (digit, radix) in digits.iter_mut().zip(&self.radix).rev() {
            *digit = cell % radix;
            cell /= radix;
        }
        digits
    }
}

/// The smallest sets of stages, of one, two or three, whose choice alone tells where a value is `one` from where it is
/// `other`. Sets of one size are tried all before those of the next.
pub(crate) fn deciding_sets<T: Clone + PartialEq>(table: &Table<T>, one: &T, other: &T) -> Vec<Vec<usize>> {
    let bit = |cell: &Option<Cell<T>>| match cell {
        Some(cell) if cell.value == *one => 1u8,
        Some(cell) if cell.value == *other => 2,
        _ => 0,
    };
    let masks: Vec<u8> = table.cells.iter().map(bit).collect();
    if !masks.contains(&1) || !masks.contains(&2) {
        return Vec::new();
    }
    let mut small: Vec<Vec<usize>> = Vec::new();
    project(&table.stages, &table.radix, &masks, 0, &mut small);
    let Some(size) = small.iter().map(Vec::len).min() else { return Vec::new() };
    small.retain(|set| set.len() == size);
    small.sort();
    small
}

/// Leaves out stages from `first` on, one after the other, so that every subset is met once; a table is made from the one
/// above it, which costs a fraction of what going back to the whole would. A set that mixes both values ends its branch:
/// all that is left of it mixes them too.
fn project(stages: &[usize], radix: &[usize], masks: &[u8], first: usize, found: &mut Vec<Vec<usize>>) {
    if masks.contains(&3) {
        return;
    }
    if stages.len() <= 3 {
        found.push(stages.to_vec());
    }
    for position in first..stages.len() {
        let (inner, size) = (radix[position + 1..].iter().product::<usize>(), radix[position]);
        let mut smaller = Vec::with_capacity(masks.len() / size.max(1));
        for block in masks.chunks(inner * size) {
            smaller.extend((0..inner).map(|at| block.iter().skip(at).step_by(inner).fold(0, |all, mask| all | mask)));
        }
        let (mut fewer, mut rest) = (stages.to_vec(), radix.to_vec());
        fewer.remove(position);
        rest.remove(position);
        project(&fewer, &rest, &smaller, position, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(radix: &[usize], value: impl Fn(&[usize]) -> Option<u8>) -> Table<u8> {
        let stages: Vec<usize> = (10..10 + radix.len()).collect();
        let blank = Table { stages: stages.clone(), radix: radix.to_vec(), cells: Vec::<Option<Cell<u8>>>::new() };
        let cells = radix.iter().product();
        Table::new(&stages, radix, (0..cells).map(|cell| value(&blank.digits(cell))).collect())
    }

    #[test]
    fn leaves_out_what_changes_nothing_and_keeps_the_count() {
        let reduced = table(&[2, 3, 2], |d| Some(u8::from(d[1] == 2))).reduced();
        assert_eq!(reduced.stages, [11]);
        let cells: Vec<_> = reduced.cells.iter().flatten().map(|c| (c.value, c.readings)).collect();
        assert_eq!(cells, [(0, 4), (0, 4), (1, 4)]);
        // A reading that contradicts itself counts nowhere.
        let with_gap = table(&[2, 2], |d| (d != [0, 0]).then_some(7)).reduced();
        assert_eq!((with_gap.stages.len(), with_gap.cells[0].as_ref().unwrap().readings), (0, 3));
    }

    #[test]
    fn finds_the_smallest_sets_that_decide() {
        let one = table(&[2, 2, 3], |d| Some(if d[2] == 1 { 1 } else { 2 }));
        assert_eq!(deciding_sets(&one, &1, &2), [[12]]);
        // Either of two alike choices would do.
        let pair = table(&[2, 2, 2], |d| Some(if d[0] + d[2] == 2 { 1 } else { 2 }));
        assert_eq!(deciding_sets(&pair, &1, &2), [[10, 12]]);
        let three = table(&[2, 2, 2, 2], |d| Some(if (d[0] + d[1] + d[3]) % 2 == 1 { 1 } else { 2 }));
        assert_eq!(deciding_sets(&three, &1, &2), [[10, 11, 13]]);
        let four = table(&[2, 2, 2, 2], |d| Some(if d.iter().sum::<usize>() % 2 == 1 { 1 } else { 2 }));
        assert!(deciding_sets(&four, &1, &2).is_empty());
        // What is open in between does not hinder.
        let open = table(&[2, 2], |d| {
            Some(if d == [0, 0] {
                1
            } else if d[0] == 0 {
                3
            } else {
                2
            })
        });
        assert_eq!(deciding_sets(&open, &1, &2), [[10]]);
        assert!(deciding_sets(&table(&[3], |_| Some(1)), &1, &2).is_empty());
    }
}
