//! Both sweeps at once, for a function that ends in a sum over a loop: where the adjoint of the result is known
//! beforehand, each iteration is undone as soon as it ran, and leaves no tape.
use super::Emitter;
use super::backward::{Joined, joined};
use super::companion::{Frame, frame, open, slot, slot_type};
use super::forward::Forward;
use crate::analyse::Fused;
use crate::parse::{Input, Param};
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};

/// The pieces of the forward sweep.
pub struct Pieces {
    /// What stands before the loop.
    pub before: TokenStream,
    /// An iteration, up to its end.
    pub iteration: TokenStream,
    /// What stands before the loop's braces: the carried variables and the head.
    pub head: TokenStream,
    /// What gives the carried variables their values for the next iteration.
    pub assign: TokenStream,
    /// The tapes that an iteration fills.
    pub tapes: Vec<Ident>,
    /// What stands behind the loop.
    pub after: TokenStream,
    /// The function's result.
    pub value: TokenStream,
}

/// Whether a function has such a loop and is one that it pays for.
pub fn is_joint(input: &Input, fused: Option<&Fused>) -> bool {
    fused.is_some() && !input.recursive && !input.owner.as_ref().is_some_and(|owner| owner.in_trait)
}

/// The function, if there is such a loop.
// Input:  fn f(x: &[f64]) -> f64 { let mut s = 0.0; for i in 0..x.len() { s += x[i].sin(); } s }
// Output: fn joint_at<S: Scalar>(x: &[S], dy: S, d_x: Option<&mut [S]>) -> (S, ()) {
//             for i in 0..n { let v = x[i].sin(); s = s + v; d_x[i] += dy * x[i].cos(); } (s, ())
//         }
pub fn joint(cx: &Emitter<'_>) -> TokenStream {
    let input = cx.input;
    let Some(fused) = cx.plan.fused.as_ref().filter(|fused| is_joint(input, Some(fused))) else {
        return TokenStream::new();
    };
    let mut sweep = Forward::new(cx, true);
    let pieces = sweep.pieces(fused.at);
    let mut names = cx.names.clone();
    sweep.tapes.names().for_each(|tape| names.take(tape));
    let (seed, y) = (names.fresh("dy", Span::call_site()), names.fresh("y", Span::call_site()));
    let slots: Vec<_> = input.params.iter().map(|p| slot(p, &mut names)).collect();
    let Joined { before, iteration, head, after, tangents } = joined(cx, &sweep.tapes, &pieces, fused, &seed, &slots);
    let open = open(cx, &slots, &mut names);
    let by_value = input.params.iter().filter(|p| !p.ty.is_ref());
    let over = crate::types::Over::twin(input);
    let tangents = by_value.zip(tangents).map(|(p, d)| if p.constant { p.tangent(&over) } else { d });
    let tangents = super::tuple(&tangents.collect::<Vec<_>>());
    let Frame { head: signature, items, this, result, clauses } = frame(cx, "joint", |params| {
        let ty = input.result.tangent(&over);
        let slots = input.params.iter().zip(&slots).filter_map(|(p, slot)| {
            let ty = slot_type(input, p);
            slot.as_ref().map(|slot| quote!(#slot: #ty))
        });
        quote!(#params, #seed: #ty, #(#slots),*)
    });
    let tangent = |p: &Param| p.tangent(&over);
    let returned = super::tuple(&input.params.iter().filter(|p| !p.ty.is_ref()).map(tangent).collect::<Vec<_>>());
    let declarations = sweep.tapes.declarations();
    let Pieces { before: first, iteration: runs, head: starts, assign, tapes, after: last, value } = &pieces;
    quote! {
        #[doc(hidden)]
        #[inline]
        #signature -> (#result, #returned) #clauses {
            #items
            #declarations
            #this
            #first
            #open
            #before
            #head
            #starts {
                #runs
                #assign
                { #iteration }
                #(#tapes.clear();)*
            }
            #last
            let #y = #value;
            #after
            (#y, #tangents)
        }
    }
}
