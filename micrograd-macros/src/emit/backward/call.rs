//! The adjoint of a call: the pullback, with the references again and a slot for each.
use super::Backward;
use crate::ir::{Arg, Operand, Place, Var};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::HashSet;

impl Backward<'_> {
    // Input:  let (y, pullback) = g::fwd_at::<S>(x, &w);
    // Output: let d = pullback(&w, d_y, Some(&mut d_w)); d_x += d;
    pub(super) fn call(&mut self, out: Var, pullback: Var, args: &[Arg]) -> TokenStream {
        if !self.is_active(out) || !self.adjoints.is_declared(out) {
            return TokenStream::new();
        }
        let mut scratch = (TokenStream::new(), TokenStream::new());
        let (mut slots, mut bases) = (Vec::new(), HashSet::new());
        let mut ensure = TokenStream::new();
        for arg in args {
            if let Arg::Ref(place) = arg {
                if self.is_active(place.base) && self.is_scalar(place.base) {
                    let name = self.adjoint(place.base);
                    ensure.extend(self.adjoints.ensure(place.base, &name));
                }
                let taken = !bases.insert(place.base);
                slots.push(self.slot(place, taken, &mut scratch));
            }
        }
        let references = args.iter().filter_map(|arg| match arg {
            Arg::Ref(place) => Some(self.cx.reference(place)),
            Arg::Value(_) => None,
        });
        let references: Vec<_> = references.collect();
        let by_value: Vec<Operand> = args.iter().filter_map(by_value).collect();
        let (patterns, sums) = self.tangents(&by_value);
        let (d, name) = (self.adjoint(out), self.cx.name(pullback));
        let pattern = super::super::tuple(&patterns);
        let (before, after) = scratch;
        quote!(#ensure #before let #pattern = #name(#(#references,)* #d, #(#slots),*); #after #sums)
    }

    /// Names for the tangents of the by-value arguments, and what is done with them.
    fn tangents(&mut self, by_value: &[Operand]) -> (Vec<TokenStream>, TokenStream) {
        let (mut patterns, mut sums) = (Vec::new(), TokenStream::new());
        for op in by_value {
            let d = self.fresh("d");
            let sum = self.contribute(op, false, &d.to_token_stream());
            patterns.push(if sum.is_empty() { quote!(_) } else { d.to_token_stream() });
            sums.extend(sum);
        }
        (patterns, sums)
    }

    /// The slot for a reference; two references to one variable cannot both be open, so the second gets a scratch.
    fn slot(&mut self, place: &Place, taken: bool, scratch: &mut (TokenStream, TokenStream)) -> TokenStream {
        if !self.is_active(place.base) {
            return quote!(::core::option::Option::None);
        }
        let base = self.cx.program.info(place.base);
        let own = self.adjoint_place(place);
        let own = if base.is_ref && place.projections.is_empty() { quote!(&mut *#own) } else { quote!(&mut #own) };
        if !taken {
            return quote!(::core::option::Option::Some(#own));
        }
        let (name, root) = (self.fresh("scratch"), &self.cx.input.root);
        let primal = self.cx.reference(place);
        scratch.0.extend(quote!(let mut #name = #root::rt::zero(#primal);));
        scratch.1.extend(quote!(#root::rt::acc(#own, &#name);));
        quote!(::core::option::Option::Some(&mut #name))
    }
}

fn by_value(arg: &Arg) -> Option<Operand> {
    match arg {
        Arg::Value(op) => Some(op.clone()),
        Arg::Ref(_) => None,
    }
}
