//! A small source of randomness: one number makes one item, on every machine.

/// `SplitMix64`, by Steele, Lea and Flood.
pub struct Rng(u64);

impl Rng {
    /// The sequence that belongs to a seed.
    pub fn new(seed: u64) -> Self {
        Rng(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("it is below a `usize`")
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some texts.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A text in so many cases of a hundred, else nothing.
    pub fn maybe<'a>(&mut self, percent: usize, text: &'a str) -> &'a str {
        if self.percent(percent) { text } else { "" }
    }
}
