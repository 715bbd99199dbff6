//! The checksum that each row carries.

use rusqlite::types::ValueRef;

/// A sum over the columns of a row and the name of its table. It is no protection against people, who could make one
/// as well as we; each step can be undone, so damage within one word of eight bytes never goes unnoticed, and wider
/// damage once in 2^64.
pub(super) fn checksum<'v>(table: &str, values: impl Iterator<Item = ValueRef<'v>>) -> i64 {
    let mut sum = Sum(0x736E_6F72_715F_7631);
    sum.bytes(1, table.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => sum.word(2),
            ValueRef::Integer(number) => sum.bytes(3, &number.to_le_bytes()),
            ValueRef::Real(number) => sum.bytes(4, &number.to_le_bytes()),
            ValueRef::Text(bytes) => sum.bytes(5, bytes),
            ValueRef::Blob(bytes) => sum.bytes(6, bytes),
        }
    }
    i64::from_le_bytes(sum.0.to_le_bytes())
}

struct Sum(u64);

impl Sum {
    fn bytes(&mut self, kind: u64, bytes: &[u8]) {
        self.word(kind);
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn word(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> i64 {
        checksum("t", texts.iter().map(|text| ValueRef::Text(text.as_bytes())))
    }

    #[test]
    fn the_sum_never_changes_because_files_carry_it() {
        assert_eq!(of(&["facebook", "1001"]), -2_768_556_456_419_470_321);
    }

    #[test]
    fn every_flipped_bit_and_every_moved_border_changes_the_sum() {
        let text = "Acme Coffee, 東京 ☕";
        for bit in 0..text.len() * 8 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let flipped = checksum("t", std::iter::once(ValueRef::Text(&bytes)));
            assert_ne!(flipped, of(&[text]), "bit {bit}");
        }
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a"]), of(&["a\0"]));
        assert_ne!(checksum("t", std::iter::empty()), checksum("u", std::iter::empty()));
    }
}
