//! Maps and sets with a hash that is cheap where nothing is optimised.
//!
//! A user's debug build runs the macro without optimisation, where the standard library's hash, which resists an attack
//! that nobody makes here, was a tenth of the macro's work. The order of the items is of no meaning.
use std::hash::{BuildHasherDefault, Hasher};

/// A map.
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Mixed>>;

/// A set.
pub type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<Mixed>>;

/// Each byte or number is mixed in by a multiplication, as in FNV-1a.
#[derive(Clone, Default)]
pub struct Mixed(u64);

impl Mixed {
    fn mix(&mut self, next: u64) {
        self.0 = (self.0 ^ next).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        let mut k = 0;
        while k < bytes.len() {
            self.mix(u64::from(bytes[k]));
            k += 1;
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.mix(u64::from(n));
    }

    fn write_usize(&mut self, n: usize) {
        self.mix(n as u64);
    }

    fn finish(&self) -> u64 {
        // the table takes its place from the low bits, which the multiplication mixes least
        self.0 ^ (self.0 >> 32)
    }
}
