//! Regions in pieces: every statement that may exit ends one, and what follows it may not be reached.
use super::{Exit, Region, Stmt, Var};

/// A run of statements of a region: the last of them may exit, or it is the region's end.
pub struct Segment<'a> {
    /// Its number in the region.
    pub number: usize,
    /// The place of its first statement in the region.
    start: usize,
    /// The statements that always run when the segment is entered.
    pub stmts: &'a [Stmt],
    /// The statement that may exit.
    pub last: Option<&'a Stmt>,
    /// The variables that the statement before it left: the segment begins with them.
    pub enters: Vec<Var>,
}

/// Cuts a region behind every statement that may exit. There is always a last segment, even an empty one, unless the
/// region never ends.
pub fn segments(region: &Region) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut enters: Vec<Var> = region.index.iter().chain(&region.args).copied().collect();
    for (k, stmt) in region.stmts.iter().enumerate().filter(|(_, stmt)| stmt.may_exit()) {
        let enter = std::mem::replace(&mut enters, stmt.defines());
        segments.push(Segment {
            number: segments.len(),
            start,
            stmts: &region.stmts[start..k],
            last: Some(stmt),
            enters: enter,
        });
        start = k + 1;
    }
    let ends = !matches!(region.exit, Exit::Never) || start < region.stmts.len() || segments.is_empty();
    if ends {
        segments.push(Segment { number: segments.len(), start, stmts: &region.stmts[start..], last: None, enters });
    }
    segments
}

impl Region {
    /// Whether anything behind a segment mentions a variable.
    pub fn mentions_behind(&self, segment: &Segment<'_>, v: Var) -> bool {
        let behind = segment.start + segment.stmts.len();
        let leaving = self.exit.operands().iter().any(|op| op.var() == Some(v));
        leaving || self.stmts[behind..].iter().any(|stmt| mentions(stmt, v))
    }
}

fn mentions(stmt: &Stmt, v: Var) -> bool {
    let mut found = stmt.reads().contains(&v);
    stmt.regions(&mut |region| {
        let leaving = region.exit.operands().iter().any(|op| op.var() == Some(v));
        found |= leaving || region.stmts.iter().any(|stmt| mentions(stmt, v));
    });
    found
}

impl Segment<'_> {
    /// Every variable that is there at the segment's end.
    pub fn defines(&self) -> Vec<Var> {
        self.enters.iter().copied().chain(self.stmts.iter().flat_map(Stmt::defines)).collect()
    }
}
