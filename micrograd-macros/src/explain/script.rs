//! A listing before it is text: lines with names in them, so that it can be made shorter without saying anything else.
use super::expr::{Expr, Name};
use crate::ir::LoopId;

/// A line, with what is to be said of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it does.
    pub what: What,
    /// What stands beside it.
    pub notes: Vec<Expr>,
}

/// What a line does.
#[derive(Clone, Debug)]
pub enum What {
    /// `a, b = c, d`, `a += b`: names or places, and as many values, or one call that gives them all.
    Set {
        /// What is changed.
        to: Vec<Expr>,
        /// `=`, `+=` or `-=`.
        op: &'static str,
        /// By what.
        by: Vec<Expr>,
    },
    /// Anything else that is one line, and the names that it changes.
    Do(Expr, Vec<Name>),
    /// Lines under a head. More than one part: one of them is run.
    Block {
        /// The head and the lines of each part.
        parts: Vec<(Expr, Vec<Line>)>,
        /// Whether it is a loop, and which.
        of: Frame,
    },
    /// A way out.
    Jump(Jump, Expr),
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// One of its parts is run, or none.
    Branch,
    /// The same, with a line for the whole in front of the heads of the parts.
    Match,
    /// It is run any number of times.
    Loop(LoopId),
    /// It is run once, and may be left early.
    Once(LoopId),
}

/// Where a way out leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// Behind a loop.
    Break(LoopId),
    /// To its next iteration.
    Continue(LoopId),
    /// Out of the function.
    Return,
}

impl Line {
    /// A line of which nothing is said.
    pub fn new(what: What) -> Line {
        Line { what, notes: Vec::new() }
    }

    /// `to op by`.
    pub fn set(to: Expr, op: &'static str, by: Expr) -> Line {
        Line::new(What::Set { to: vec![to], op, by: vec![by] })
    }

    /// `a, b = c, d`; none if there is nothing to set.
    pub fn all(to: Vec<Expr>, by: Vec<Expr>) -> Option<Line> {
        (!to.is_empty()).then(|| Line::new(What::Set { to, op: "=", by }))
    }

    /// A line that changes nothing that is followed here.
    pub fn run(code: Expr) -> Line {
        Line::new(What::Do(code, Vec::new()))
    }

    /// A block with one part.
    pub fn block(head: Expr, lines: Vec<Line>, of: Frame) -> Line {
        Line::new(What::Block { parts: vec![(head, lines)], of })
    }

    /// The same with something said of it.
    pub fn with(mut self, notes: impl IntoIterator<Item = Expr>) -> Line {
        self.notes.extend(notes);
        self
    }

    /// Whether it is no more than what is said.
    pub fn is_note(&self) -> bool {
        matches!(&self.what, What::Do(Expr::Text(text), changed) if text.is_empty() && changed.is_empty())
    }

    /// The names that the line itself reads: of a block those in its heads.
    pub fn reads(&self) -> Vec<Name> {
        let mut names = Vec::new();
        let mut read = |e: &Expr| names.extend(e.names());
        match &self.what {
            What::Set { to, op, by } => {
                to.iter().filter(|e| *op != "=" || !matches!(e, Expr::Name(_))).for_each(&mut read);
                by.iter().for_each(read);
            }
            What::Do(code, _) | What::Jump(_, code) => read(code),
            What::Block { parts, .. } => parts.iter().for_each(|(head, _)| read(head)),
        }
        names
    }

    /// The names that the line itself changes: of a place that of its variable.
    pub fn changes(&self) -> Vec<Name> {
        match &self.what {
            What::Set { to, .. } => to.iter().filter_map(|e| e.names().first().copied()).collect(),
            What::Do(_, changed) => changed.clone(),
            What::Block { .. } | What::Jump(..) => Vec::new(),
        }
    }

    /// The lines in it.
    pub fn inner(&self) -> impl Iterator<Item = &Vec<Line>> {
        let parts = match &self.what {
            What::Block { parts, .. } => &parts[..],
            _ => &[],
        };
        parts.iter().map(|(_, lines)| lines)
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> impl Iterator<Item = &mut Vec<Line>> {
        let parts = match &mut self.what {
            What::Block { parts, .. } => &mut parts[..],
            _ => &mut [],
        };
        parts.iter_mut().map(|(_, lines)| lines)
    }

    /// Calls `f` with every expression of the line itself that is read.
    pub fn each_read(&mut self, f: &mut dyn FnMut(&mut Expr)) {
        match &mut self.what {
            What::Set { to, by, .. } => {
                to.iter_mut().filter(|e| !matches!(e, Expr::Name(_))).for_each(&mut *f);
                by.iter_mut().for_each(f);
            }
            What::Do(code, _) | What::Jump(_, code) => f(code),
            What::Block { parts, .. } => parts.iter_mut().for_each(|(head, _)| f(head)),
        }
    }
}

/// Calls `f` with every line, and with those in it.
pub fn each<'a>(lines: &'a [Line], f: &mut dyn FnMut(&'a Line)) {
    for line in lines {
        f(line);
        line.inner().for_each(|inner| each(inner, f));
    }
}
