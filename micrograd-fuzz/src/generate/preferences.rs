//! What programs may prefer, so that one part of the macro is tried more densely.

/// A part of the macro that programs prefer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Loops, and stores into the elements of lists.
    Loops,
    /// Chains of iterators, long and inside each other.
    Chains,
}

/// Constructs, and how often they are chosen in a program that prefers loops.
const LOOPS: &[(&str, usize)] = &[
    ("assign", 30),
    ("update", 30),
    ("for range", 25),
    ("for items", 15),
    ("while", 8),
    ("change of a sequence", 16),
    ("sweep", 25),
    ("sum", 15),
    ("search", 10),
];

/// The same for chains.
const CHAINS: &[(&str, usize)] = &[
    ("let real", 30),
    ("let aggregate", 12),
    ("update", 30),
    ("for each", 6),
    ("for items", 15),
    ("stream", 60),
    ("chain", 12),
    ("real place", 60),
    ("flat_map", 4),
    ("flat chain", 5),
    ("taken", 4),
    ("skipped", 2),
    ("enumerated", 2),
    ("zipped", 2),
    ("largest", 2),
];

impl Preference {
    /// The weight of a construct, if it is another.
    pub fn weight(self, name: &str) -> Option<usize> {
        let table = match self {
            Preference::Loops => LOOPS,
            Preference::Chains => CHAINS,
        };
        table.iter().find(|(own, _)| *own == name).map(|(_, weight)| *weight)
    }
}
