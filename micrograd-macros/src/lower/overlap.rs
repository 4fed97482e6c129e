//! Arguments of one call that show the same memory.
use super::Lower;
use crate::ir::{Arg, Place, Projection, Rvalue, Stmt, Var};
use quote::ToTokens;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// Replaces all but the first of several arguments that may overlap by copies; gives those to be copied back.
    pub(super) fn separate(&mut self, args: &mut [Arg], at: &impl ToTokens) -> Vec<(Place, Var)> {
        self.share_whole(args);
        let mut back = Vec::new();
        for k in 1..args.len() {
            let (before, rest) = args.split_at_mut(k);
            let Some(place) = rest[0].place().cloned() else { continue };
            let changes = |arg: &Arg| arg.changed().is_some();
            let clash = before.iter().any(|arg| {
                let overlaps = arg.place().is_some_and(|other| other.may_overlap(&place));
                overlaps && (changes(arg) || changes(&rest[0]))
            });
            if !clash {
                continue;
            }
            let kind = self.place_kind(&place);
            let copy = self.temp_var(kind, at.to_token_stream().span());
            self.temps.remove(&copy);
            self.push(Stmt::Let(copy, Rvalue::Load(place.clone())));
            rest[0] = if changes(&rest[0]) {
                self.vars[copy.0].memory = true;
                back.push((place, copy));
                Arg::Mut(Place::whole(copy))
            } else {
                Arg::Ref(Place::whole(copy))
            };
        }
        back
    }

    /// `g(y, y)` or `g(&y.v, y)` where `y` is a `&mut`: they can only be shared.
    fn share_whole(&self, args: &mut [Arg]) {
        let whole = |arg: &Arg| {
            let place = arg.place().filter(|place| self.vars[place.base.0].is_ref)?;
            matches!(place.projections[..], [] | [Projection::Deref]).then_some(place.base)
        };
        let names: Vec<Option<Var>> = args.iter().map(whole).collect();
        let shared = |arg: &Arg| match arg {
            Arg::Ref(place) => Some(place.base),
            _ => None,
        };
        let parts: Vec<Option<Var>> = args.iter().map(shared).collect();
        for (k, arg) in args.iter_mut().enumerate() {
            let of_same = |j: usize| j != k && (names[j] == names[k] || parts[j] == names[k]);
            let again = names[k].is_some() && (0..names.len()).any(of_same);
            if let (true, Arg::Mut(place)) = (again, &*arg) {
                *arg = Arg::Ref(place.clone());
            }
        }
    }

    /// Whether what stands in a place is a slice, which cannot be assigned as a whole.
    pub(super) fn is_slice(&self, place: &Place) -> bool {
        let base = &self.vars[place.base.0];
        place.ends_in_slice() || (base.is_ref && place.projections.is_empty())
    }
}
