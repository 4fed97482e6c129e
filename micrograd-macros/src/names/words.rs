//! A set of words that is cheap where nothing is optimised: all of them stand in one text, and a copy of the set is a
//! copy of three blocks of memory.

/// The set.
#[derive(Clone, Default)]
pub struct Words {
    text: String,
    /// Where each word stands in the text.
    places: Vec<(usize, usize)>,
    /// The number of a word, and one more, at the place that its hash gives or behind it; zero where none is.
    table: Vec<usize>,
}

impl Words {
    /// Whether the word is among them.
    pub fn contains(&self, word: &str) -> bool {
        !self.table.is_empty() && self.table[self.slot(word)] != 0
    }

    /// Adds a word; tells whether it is a new one.
    pub fn insert(&mut self, word: &str) -> bool {
        if 2 * self.places.len() >= self.table.len() {
            self.grow();
        }
        let slot = self.slot(word);
        if self.table[slot] != 0 {
            return false;
        }
        self.places.push((self.text.len(), word.len()));
        self.text.push_str(word);
        self.table[slot] = self.places.len();
        true
    }

    /// Makes the table at least twice as long as there are words.
    fn grow(&mut self) {
        self.table = vec![0; (4 * self.places.len()).max(64).next_power_of_two()];
        let mut number = 0;
        while number < self.places.len() {
            let slot = self.slot(self.word(number));
            number += 1;
            self.table[slot] = number;
        }
    }

    fn word(&self, number: usize) -> &str {
        let (start, len) = self.places[number];
        &self.text[start..start + len]
    }

    /// Where the word is in the table, or may be put.
    fn slot(&self, word: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash(word.as_bytes()) & mask;
        while self.table[slot] != 0 && self.word(self.table[slot] - 1) != word {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> usize {
    let (mut hash, mut k): (u32, usize) = (0x811c_9dc5, 0);
    while k < bytes.len() {
        hash = (hash ^ u32::from(bytes[k])).wrapping_mul(0x0100_0193);
        k += 1;
    }
    hash as usize
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn every_word_is_found_and_no_other() {
        let mut words = Words::default();
        assert!(!words.contains("v0"));
        for round in [true, false] {
            for k in 0..1000 {
                assert_eq!(words.insert(&format!("v{k}")), round);
            }
        }
        assert!((0..1000).all(|k| words.contains(&format!("v{k}"))));
        assert!(!words.contains("v1000") && !words.contains("v") && !words.contains(""));
    }
}
