//! Random numbers that stay the same for a seed, whatever happens to other crates: `SplitMix64` (Steele, Lea, Flood:
//! Fast splittable pseudorandom number generators, OOPSLA 2014).

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed and a number within it.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut own = Random(seed.wrapping_mul(0xd129_0b27_2e1d_5a4b) ^ number.wrapping_mul(0x9fb2_1c65_1e98_df25));
        own.next();
        own
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not zero.
    #[allow(clippy::cast_possible_truncation, reason = "the remainder is below a usize")]
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several; the slice is not empty.
    pub fn of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }

    /// The index of one of several by weight; none if all weights are zero.
    pub fn weighted(&mut self, weights: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let total: usize = weights.clone().sum();
        if total == 0 {
            return None;
        }
        let mut left = self.below(total);
        for (k, weight) in weights.enumerate() {
            if left < weight {
                return Some(k);
            }
            left -= weight;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_stays_the_same() {
        let mut random = Random::new(7, 3);
        let first: Vec<usize> = (0..4).map(|_| random.below(1000)).collect();
        let mut again = Random::new(7, 3);
        assert_eq!(first, (0..4).map(|_| again.below(1000)).collect::<Vec<usize>>());
        let mut other = Random::new(7, 4);
        assert_ne!(first, (0..4).map(|_| other.below(1000)).collect::<Vec<usize>>());
        assert_eq!(random.weighted([0, 5, 0].into_iter()), Some(1));
        assert_eq!(random.weighted([0, 0].into_iter()), None);
    }
}
