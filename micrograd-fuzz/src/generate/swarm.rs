//! Every program leaves some constructs out and prefers others, so that rare pairs meet more often than if all were
//! drawn everywhere (Groce and others: Swarm testing, ISSTA 2012).
use crate::random::Random;
use std::cell::RefCell;
use std::collections::HashMap;

/// The preferences of a program.
#[derive(Debug)]
pub struct Swarm {
    random: RefCell<Random>,
    factors: RefCell<HashMap<&'static str, usize>>,
}

impl Swarm {
    /// The preferences that a stream of random numbers gives.
    pub fn new(random: Random) -> Self {
        Swarm { random: RefCell::new(random), factors: RefCell::default() }
    }

    /// By how much the weight of a construct is multiplied: drawn when it is first asked for.
    pub fn factor(&self, name: &'static str) -> usize {
        let draw = || *self.random.borrow_mut().of(&[0, 1, 1, 1, 2, 4]);
        *self.factors.borrow_mut().entry(name).or_insert_with(draw)
    }
}
