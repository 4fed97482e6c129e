//! The tapes between the forward and the backward sweep: one for each site that leaves something.
use crate::hash::HashMap;
use crate::ir::{LoopId, Region, Stmt, Var};
use crate::names::Names;
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};

/// What a tape is for. Statements and regions are told apart by their address: the program does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// The values of one segment of a region.
    Segment(usize, usize),
    /// The last state of a memory variable.
    Memory(Var),
    /// What a store overwrote.
    Store(usize),
    /// What a call was given to change, by the number of the argument.
    Argument(usize, usize),
    /// Whether control came past a statement that may exit.
    Rest(usize),
    /// How many iterations a loop began.
    Trips(LoopId),
}

impl Site {
    /// The values of segment `k`.
    pub fn segment(region: &Region, k: usize) -> Site {
        Site::Segment(std::ptr::from_ref(region) as usize, k)
    }

    /// What a store overwrote.
    pub fn store(stmt: &Stmt) -> Site {
        Site::Store(std::ptr::from_ref(stmt) as usize)
    }

    /// What a call was given to change.
    pub fn argument(stmt: &Stmt, k: usize) -> Site {
        Site::Argument(std::ptr::from_ref(stmt) as usize, k)
    }

    /// Whether control came past a statement.
    pub fn rest(stmt: &Stmt) -> Site {
        Site::Rest(std::ptr::from_ref(stmt) as usize)
    }
}

/// All tapes of a function.
#[derive(Default)]
pub struct Tapes {
    by_site: HashMap<Site, Ident>,
    declarations: Vec<TokenStream>,
    replays: Vec<TokenStream>,
}

impl Tapes {
    /// The tape of a site, declared at its first use; a site outside loops needs no heap.
    pub fn open(&mut self, site: Site, in_loop: bool, root: &TokenStream, names: &mut Names) -> Ident {
        if let Some(name) = self.by_site.get(&site) {
            return name.clone();
        }
        let name = names.fresh(&format!("t{}", self.by_site.len()), Span::call_site());
        let ty = if in_loop { quote!(Tape) } else { quote!(Once) };
        self.declarations.push(quote!(let mut #name = #root::rt::#ty::new();));
        self.replays.push(quote!(let mut #name = #name.replay();));
        self.by_site.insert(site, name.clone());
        name
    }

    /// The tape of a site, if the forward sweep leaves anything there.
    pub fn find(&self, site: Site) -> Option<&Ident> {
        self.by_site.get(&site)
    }

    /// The names of all tapes.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        self.by_site.values()
    }

    /// Code that makes all tapes.
    pub fn declarations(&self) -> TokenStream {
        self.declarations.iter().cloned().collect()
    }

    /// Code that starts to read all tapes.
    pub fn replays(&self) -> TokenStream {
        self.replays.iter().cloned().collect()
    }
}

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
    let ends = !matches!(region.exit, crate::ir::Exit::Never) || start < region.stmts.len() || segments.is_empty();
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
