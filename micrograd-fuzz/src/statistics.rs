//! How often each construct, and each pair of constructs in one program, was covered.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// Counts of programs.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    programs: usize,
    single: BTreeMap<String, usize>,
    pairs: HashMap<(String, String), usize>,
}

impl Statistics {
    /// Adds a program with these constructs.
    pub fn add(&mut self, constructs: &BTreeSet<String>) {
        self.programs += 1;
        for (k, first) in constructs.iter().enumerate() {
            *self.single.entry(first.clone()).or_default() += 1;
            for second in constructs.iter().skip(k + 1) {
                *self.pairs.entry((first.clone(), second.clone())).or_default() += 1;
            }
        }
    }

    /// Adds all of another count.
    pub fn merge(&mut self, other: Statistics) {
        self.programs += other.programs;
        for (name, count) in other.single {
            *self.single.entry(name).or_default() += count;
        }
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_default() += count;
        }
    }

    /// The pairs of constructs that were seen, but not together; the likeliest to meet first.
    fn apart(&self) -> Vec<(&str, &str)> {
        let names: Vec<(&String, &usize)> = self.single.iter().collect();
        let mut apart = Vec::new();
        for (k, (first, a)) in names.iter().enumerate() {
            for (second, b) in &names[k + 1..] {
                if !self.pairs.contains_key(&((*first).clone(), (*second).clone())) {
                    apart.push((**a * **b, first.as_str(), second.as_str()));
                }
            }
        }
        apart.sort_by_key(|(expected, _, _)| std::cmp::Reverse(*expected));
        apart.into_iter().map(|(_, first, second)| (first, second)).collect()
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.single.len();
        let possible = n * n.saturating_sub(1) / 2;
        writeln!(f, "{n} constructs in {} programs (in how many each):", self.programs)?;
        let mut sorted: Vec<(&String, &usize)> = self.single.iter().collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for row in sorted.chunks(4) {
            let cells: Vec<String> = row.iter().map(|(name, count)| format!("{count:>7} {name:<24}")).collect();
            writeln!(f, "{}", cells.join("").trim_end())?;
        }
        writeln!(f, "{} of {possible} pairs of constructs met in a program", self.pairs.len())?;
        let apart = self.apart();
        if !apart.is_empty() {
            let shown: Vec<String> = apart.iter().take(8).map(|(a, b)| format!("{a} + {b}")).collect();
            writeln!(f, "not met, though both are common: {}", shown.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Statistics;
    use std::collections::BTreeSet;

    #[test]
    fn pairs_are_counted_once_for_a_program() {
        let set = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<String>>();
        let mut all = Statistics::default();
        all.add(&set(&["if", "loop"]));
        let mut other = Statistics::default();
        other.add(&set(&["if", "call"]));
        all.merge(other);
        let text = all.to_string();
        assert!(text.starts_with("3 constructs in 2 programs"), "{text}");
        assert!(text.contains("2 of 3 pairs"), "{text}");
        assert!(text.contains("call + loop"), "{text}");
    }
}
