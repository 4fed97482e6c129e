//! Sequences that a loop goes through, cut to its length before it: no index in the loop is out of range, and the
//! compiler sees it.
use super::{Access, Emitter};
use crate::analyse::{Tight, View};
use crate::ir::{Bounds, Iter, Operand, Place, Projection};
use crate::kinds::Kind;
use crate::tokens::{TokenStream, quote};
use proc_macro2::Ident;

/// A sequence that is cut for the loop around.
pub struct Cut {
    view: View,
    /// What it is a part of: the variable or its adjoint.
    of: Ident,
    name: Ident,
    access: Access,
    /// What stands for the loop's variable, where the sequence is cut further.
    lane: Option<Ident>,
    used: bool,
}

/// A sequence that was cut, in code that is emitted.
pub struct Part {
    /// Its name.
    pub name: Ident,
    /// Whether it is changed.
    pub mutable: bool,
}

impl Emitter<'_> {
    /// Begins a loop with cut sequences; `named` gives a name for what `of` tells to cut, if it is to be cut.
    pub(super) fn cut(
        &self,
        tight: &Tight,
        lane: Option<&Ident>,
        mut named: impl FnMut(&View) -> Vec<(Ident, Ident, Access)>,
    ) -> usize {
        let before = self.cuts.borrow().len();
        for view in &tight.views {
            for (of, name, access) in named(view) {
                let (view, lane) = (view.clone(), lane.cloned());
                self.cuts.borrow_mut().push(Cut { view, of, name, access, lane, used: false });
            }
        }
        before
    }

    /// Ends the loop; gives what stands before it.
    // Output: let x_part: &[_] = if 0 < n { part(&x[a..b][..], 0, n, 0) } else { &[] };
    pub(super) fn join(&self, before: usize, iter: &Iter) -> (TokenStream, Vec<Part>) {
        let mut cuts = self.cuts.borrow_mut().split_off(before);
        cuts.retain(|cut| cut.used);
        let Iter::Range { from, to, inclusive, .. } = iter else { return (TokenStream::new(), Vec::new()) };
        let (from, to, root) = (self.operand(from), self.operand(to), &self.input.root);
        let (any, end) = if *inclusive { (quote!(#from <= #to), quote!(#to + 1)) } else { (quote!(#from < #to), to) };
        let one = |cut: &Cut| {
            let mut whole = cut.view.whole.clone();
            whole.projections.push(Projection::Range(Bounds::default()));
            let (mutable, part) = match cut.access {
                Access::Shared => (None, quote!(part)),
                Access::Mutable | Access::Adjoint => (Some(quote!(mut)), quote!(part_mut)),
            };
            let (name, place) = (&cut.name, self.access(&whole, &cut.of, cut.access));
            let reach = proc_macro2::Literal::i64_unsuffixed(cut.view.reach);
            quote!(let #name: &#mutable [_] =
                if #any { #root::rt::#part(&#mutable #place, #from, #end, #reach) } else { &#mutable [] };)
        };
        let part = |cut: &Cut| Part { name: cut.name.clone(), mutable: cut.access != Access::Shared };
        (cuts.iter().map(one).collect(), cuts.iter().map(part).collect())
    }

    /// The same place from where its sequence was cut, if it was.
    pub(super) fn in_cut(&self, at: &Place, base: &Ident) -> Option<(Place, Ident)> {
        let mut cuts = self.cuts.borrow_mut();
        let cut = cuts.iter_mut().rev().find(|cut| cut.of == *base && cut.view.covers(at))?;
        cut.used = true;
        let mut projections = at.projections[cut.view.whole.projections.len()..].to_vec();
        if let Some(lane) = &cut.lane {
            projections[0] = Projection::Index(Operand::plain(quote!(#lane), Kind::Int));
        }
        Some((Place { base: at.base, projections }, cut.name.clone()))
    }
}
