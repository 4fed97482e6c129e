//! What closures change outside their own bodies, directly or through the closures that they call.
use super::super::Lower;
use super::super::mutations::Mutations;
use super::super::scope::{Binding, Local, Names, visible};
use super::{Closure, Code};
use crate::hash::HashSet;
use std::rc::Rc;

impl Lower<'_> {
    /// The locals that the body of a loop may change: those it assigns, and those that the closures it calls assign.
    pub(in super::super) fn changed_by(&self, changes: &Mutations, closures: &[Rc<Closure>]) -> Vec<Local> {
        let mut found: HashSet<Local> = self.scopes.visible(|name| changes.assigns(name)).into_iter().collect();
        let mut open: Vec<Rc<Closure>> = closures.to_vec();
        open.extend(self.closures_in(self.scopes.names(), changes));
        let mut seen: HashSet<*const Closure> = HashSet::default();
        while let Some(closure) = open.pop() {
            if seen.insert(Rc::as_ptr(&closure)) {
                found.extend(visible(&closure.names, |name| closure.mutations.assigns(name)));
                open.extend(self.closures_in(&closure.names, &closure.mutations));
            }
        }
        let mut found: Vec<Local> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// Whether a call changes something outside the closure's own body.
    pub(in super::super) fn changes_captured(&self, closure: &Closure) -> bool {
        let touched = visible(&closure.names, |name| closure.mutations.touches(name));
        let calls = self.closures_in(&closure.names, &closure.mutations);
        !touched.is_empty() || calls.iter().any(|inner| self.changes_captured(inner))
    }

    /// Whether a call may be made once more without a trace.
    pub(in super::super) fn is_repeatable(&self, closure: &Closure) -> bool {
        let plain = matches!(closure.code, Code::Literal(_)) && !closure.mutations.is_opaque();
        plain && !self.changes_captured(closure)
    }

    /// The closures and iterators that some code mentions, by the names in scope there.
    fn closures_in(&self, names: &Names, code: &Mutations) -> Vec<Rc<Closure>> {
        let locals = visible(names, |name| code.mentions(name));
        let closures = |local: Local| match self.scopes.binding(local) {
            Binding::Closure(closure) => vec![closure.clone()],
            Binding::Chain(chain) => chain.closures(),
            _ => Vec::new(),
        };
        locals.into_iter().flat_map(closures).collect()
    }
}
