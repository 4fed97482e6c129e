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
    /// Snapshots of a loop's state.
    Snapshots(LoopId),
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
#[derive(Clone, Default)]
pub struct Tapes {
    by_site: HashMap<Site, Ident>,
    /// Their names, in the order in which they are declared: that of addresses is another in every run.
    names: Vec<Ident>,
    declarations: Vec<TokenStream>,
    replays: Vec<TokenStream>,
}

impl Tapes {
    /// The tape of a site, declared at its first use; a site outside loops needs no heap.
    pub fn open(&mut self, site: Site, in_loop: bool, root: &TokenStream, names: &mut Names) -> Ident {
        if let Some(name) = self.by_site.get(&site) {
            return name.clone();
        }
        let name = names.fresh(&format!("t{}", self.names.len()), Span::call_site());
        let ty = if in_loop { quote!(Tape) } else { quote!(Once) };
        self.declarations.push(quote!(let mut #name = #root::rt::#ty::new();));
        self.replays.push(quote!(let mut #name = #name.replay();));
        self.names.push(name.clone());
        self.by_site.insert(site, name.clone());
        name
    }

    /// The tape of a site, which is that of another one.
    pub fn share(&mut self, site: Site, tape: &Ident) {
        self.by_site.insert(site, tape.clone());
    }

    /// The tape of a site, if the forward sweep leaves anything there.
    pub fn find(&self, site: Site) -> Option<&Ident> {
        self.by_site.get(&site)
    }

    /// What there is a tape for.
    #[cfg(test)]
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.by_site.keys()
    }

    /// Adds the sites of a sweep inside the backward sweep.
    pub fn adopt(&mut self, inner: &Tapes) {
        self.by_site.extend(inner.by_site.iter().map(|(site, name)| (*site, name.clone())));
    }

    /// The names of all tapes that are declared here.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        self.names.iter()
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
