//! Loops in the forward sweep.
use super::super::tapes::Site;
use super::{Access, Around, Emitter, Forward, Frame, Inner, loop_label};
use crate::analyse::Tight;
use crate::ir::{Exit, Iter, LoopId, Operand, Region, Stmt, Var, segments};
use crate::kinds::Kind;
use crate::names::plain;
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};

/// What a loop leaves all at once.
struct Collected {
    tape: Ident,
    /// The item of an iteration.
    left: Ident,
    /// What that is made of.
    item: Vec<Kind>,
}

/// The loops directly in a body whose bounds are the same in all its iterations.
fn known<'a>(body: &Region, inner: &'a [Inner]) -> Vec<&'a Inner> {
    let defined: Vec<Var> = body.index.iter().chain(&body.args).copied().collect();
    let inside = |v: Var| defined.contains(&v) || body.stmts.iter().any(|stmt| stmt.defines().contains(&v));
    let is = |of: &Inner| body.stmts.iter().any(|stmt| matches!(stmt, Stmt::Loop { id, .. } if *id == of.id));
    let fixed = |inner: &&Inner| [&inner.from, &inner.to].iter().all(|op| op.var().is_none_or(|v| !inside(v)));
    inner.iter().filter(|inner| is(inner)).filter(fixed).collect()
}

impl Emitter<'_> {
    /// A loop makes room for all that the loops in it will leave, where it knows how much that is.
    // Output: t.reserve((0..n).len().saturating_mul((0..m).len().saturating_add((0..k).len())));
    fn reserve_for_all(&self, iter: &Iter, body: &Region, inner: &[Inner]) -> TokenStream {
        let Iter::Range { from, to, inclusive, order } = iter else { return TokenStream::new() };
        // who leaves early would have made too much room
        if body.stmts.iter().any(Stmt::may_exit) || !matches!(body.exit, Exit::Fall(_)) {
            return TokenStream::new();
        }
        let range = self.range(from, to, *inclusive, order);
        let inner = known(body, inner);
        let mut tokens = TokenStream::new();
        for (k, Inner { tape, .. }) in inner.iter().enumerate() {
            if inner[..k].iter().any(|other| other.tape == *tape) {
                continue;
            }
            let mut lens = inner.iter().filter(|other| other.tape == *tape).map(|inner| {
                let (from, to) = (self.operand(&inner.from), self.operand(&inner.to));
                quote!((#from..#to).len())
            });
            let (first, more) = (lens.next(), lens.map(|len| quote!(.saturating_add(#len))));
            tokens.extend(quote!(#tape.reserve((#range).size_hint().0.saturating_mul(#first #(#more)*));));
        }
        tokens
    }
}

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
        self.loops.push(Around::new(id, repeats, out));
        let head = match iter {
            Iter::While(cond) => {
                let cond = self.region(cond, &|ops| cx.operand(&ops[0]));
                quote!(if !{ #cond } { break; })
            }
            Iter::Range { .. } | Iter::Forever | Iter::Once => TokenStream::new(),
        };
        let collects = self.collects(id, iter, body);
        let cut = self.cut(id);
        let (args, inner) = self.iteration(id, body, out, counter.clone());
        let (cut, _) = cx.join(cut, iter);
        let around = self.loops.pop().expect("the loop is open");
        let mut tapes = around.tapes;
        if let Some(Collected { tape, left, item }) = collects {
            tapes.retain(|other| *other != tape);
            self.is_inner(id, iter, &tape, item);
            let (reserve, (index, range)) = (cx.reserve(iter, &tapes), cx.index_and_range(iter, body));
            return quote!(#reserve #cut #(let mut #names = #inits;)*
                #tape.extend((#range).map(|#index| { #args #inner #left })););
        }
        let mut reserve = cx.reserve(iter, &tapes);
        reserve.extend(cx.reserve_for_all(iter, body, &around.inner));
        let count = counter.as_ref().map(|(trips, _)| quote!(#trips += 1usize;));
        let start = counter.as_ref().map(|(trips, _)| quote!(let mut #trips = 0usize;));
        let leave = counter.as_ref().map(|(trips, tape)| quote!(#tape.push(#trips);));
        let (label, kind, (bind, end)) = (loop_label(id), cx.loop_head(iter, body), cx.given(given));
        let inner = quote!({ #args #head #count #inner });
        quote!(#start #reserve #cut #(let mut #names = #inits;)* #bind #label: #kind #inner #end #leave)
    }

    /// An innermost loop that leaves one item in every iteration leaves them all at once: no iteration looks for room.
    fn collects(&mut self, id: LoopId, iter: &Iter, body: &Region) -> Option<Collected> {
        let innermost = !body.stmts.iter().any(Stmt::contains_a_loop);
        if !(innermost && self.record && self.cx.plan.is_live_region(body) && self.cx.collects(id, iter, body)) {
            return None;
        }
        let site = Site::segment(body, 0);
        let item: Vec<Kind> =
            self.cx.saved(&segments(body)[0]).iter().map(|v| self.cx.program.info(*v).kind.clone()).collect();
        let tape = match self.before(&item) {
            Some(tape) => {
                self.tapes.share(site, &tape);
                tape
            }
            None => self.tape(site),
        };
        let left = self.names.fresh("left", Span::call_site());
        let own = self.loops.last_mut().expect("the loop is open");
        own.collects = Some((site, left.clone()));
        Some(Collected { tape, left, item })
    }

    /// The tape of a loop before, in the same iteration of the one around both, that leaves items of the same kind: one
    /// large tape is cheaper than many.
    fn before(&self, item: &[Kind]) -> Option<Ident> {
        let around = self.loops.len().checked_sub(2).map(|at| &self.loops[at]).filter(|around| around.repeats)?;
        let same = |inner: &&Inner| inner.item == item && item.iter().all(Kind::is_real);
        around.inner.iter().find(same).map(|inner| inner.tape.clone())
    }

    /// Notes that the loop around knows how many items one in it leaves.
    fn is_inner(&mut self, id: LoopId, iter: &Iter, tape: &Ident, item: Vec<Kind>) {
        if let (Iter::Range { from, to, .. }, Some(around)) = (iter, self.loops.last_mut()) {
            let (tape, from, to) = (tape.clone(), from.clone(), to.clone());
            around.inner.push(Inner { id, tape, item, from, to });
        }
    }

    /// Cuts what a loop goes through.
    fn cut(&mut self, id: LoopId) -> usize {
        let Some(tight) = self.cx.plan.tight(id) else { return self.cx.cut(&Tight::default(), None, |_| Vec::new()) };
        self.cx.cut(tight, None, |view| {
            let of = self.cx.name(view.whole.base);
            let name = self.names.fresh(&format!("{}_part", plain(of)), Span::call_site());
            vec![(of.clone(), name, if view.changed { Access::Mutable } else { Access::Shared })]
        })
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
