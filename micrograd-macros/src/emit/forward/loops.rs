//! Loops in the forward sweep.
use super::super::tapes::Site;
use super::{Around, Forward, Frame, loop_label};
use crate::ir::{Iter, LoopId, Operand, Region, Var};
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};

impl Forward<'_> {
    pub(super) fn repeat(
        &mut self,
        id: LoopId,
        iter: &Iter,
        inits: &[Operand],
        body: &Region,
        out: &[Var],
        counts: bool,
    ) -> TokenStream {
        let cx = self.cx;
        let counter = counts.then(|| {
            let tape = self.tape(Site::Trips(id));
            (self.names.fresh("trips", Span::call_site()), tape)
        });
        let (out, given) = out.split_at(inits.len());
        let (names, inits) = (out.iter().map(|v| cx.name(*v)).collect::<Vec<_>>(), cx.all_owned(inits));
        let repeats = !matches!(iter, Iter::Once);
        self.loops.push(Around { id, repeats, out: out.to_vec(), tapes: Vec::new() });
        let head = match iter {
            Iter::While(cond) => {
                let cond = self.region(cond, &|ops| cx.operand(&ops[0]));
                quote!(if !{ #cond } { break; })
            }
            Iter::Range { .. } | Iter::Forever | Iter::Once => TokenStream::new(),
        };
        let (args, inner) = self.iteration(id, body, out, counter.clone());
        let tapes = self.loops.pop().map(|around| around.tapes).unwrap_or_default();
        let reserve = cx.reserve(iter, &tapes);
        let count = counter.as_ref().map(|(trips, _)| quote!(#trips += 1usize;));
        let start = counter.as_ref().map(|(trips, _)| quote!(let mut #trips = 0usize;));
        let leave = counter.as_ref().map(|(trips, tape)| quote!(#tape.push(#trips);));
        let (label, kind, (bind, end)) = (loop_label(id), cx.loop_head(iter, body), cx.given(given));
        let inner = quote!({ #args #head #count #inner });
        quote!(#start #reserve #(let mut #names = #inits;)* #bind #label: #kind #inner #end #leave)
    }

    /// The head of an iteration, where the carried variables enter, and the rest of it.
    pub(super) fn iteration(
        &mut self,
        id: LoopId,
        body: &Region,
        out: &[Var],
        counter: Option<(Ident, Ident)>,
    ) -> (TokenStream, TokenStream) {
        let cx = self.cx;
        self.frames.push(Frame::Loop(id, counter));
        let inner = self.region(body, &|ops: &[Operand]| cx.assign(out, ops));
        self.frames.pop();
        let (args, names) = (body.args.iter().map(|v| cx.name(*v)), out.iter().map(|v| cx.name(*v)));
        (quote!(#(let #args = #names;)*), inner)
    }
}
