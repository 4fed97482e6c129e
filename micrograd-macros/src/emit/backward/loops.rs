//! Loops in the backward sweep.
use super::super::Access;
use super::super::tapes::Site;
use super::lanes::{Lanes, Undo};
use super::{Around, Backward, Carry, Fall};
use crate::analyse::Tight;
use crate::ir::{Iter, LoopId, Operand, Order, Region, Stmt, Var, segments};
use crate::names::plain;
use crate::tokens::{ToTokens, TokenStream, quote};

impl Backward<'_> {
    // Input:  for i in 0..n { s = f(s, x[i]) }
    // Output: let mut carry = d_s; for i in (0..n).rev() { .. carry = d_s; } d_s0 += carry;
    pub(super) fn repeat(
        &mut self,
        stmt: &Stmt,
        id: LoopId,
        iter: &Iter,
        inits: &[Operand],
        body: &Region,
        out: &[Var],
    ) -> TokenStream {
        let (carries, start) = self.carry_in(body, out);
        let given = out[inits.len()..].to_vec();
        let order = self.order(stmt);
        let (items, collected) = self.collected(id, iter, body, &order);
        self.loops.push(Around { id, carries: carries.clone(), given, collected });
        let args = body.args.clone();
        let segments = segments(body);
        let counted = stmt.is_counted();
        let cut = self.cut(id, &order);
        let inner = self.segment(body, &segments, Fall::Loop(id), &mut |b| b.carry_on(&args, &carries));
        let (cut, parts) = self.cx.join(cut, iter);
        self.loops.pop();
        let repeated = match (iter, order) {
            (_, Undo::Lanes(lanes)) => self.in_lanes(&lanes, iter, body, &parts, items.is_some(), &inner),
            (Iter::Range { from, to, inclusive, order }, undo) if counted => {
                let back = match (undo, order) {
                    (Undo::Forward, order) => order,
                    (_, Order::Down) => &Order::Up,
                    _ => &Order::Down,
                };
                let (index, range) = (self.cx.index(body), self.cx.range(from, to, *inclusive, back));
                quote!(for #index in #range { #inner })
            }
            (Iter::Once, _) => quote!({ #inner }),
            _ => {
                let tape = self.tapes.find(Site::Trips(id)).expect("a live loop leaves its count");
                quote!(for _ in 0..*#tape.pop() { #inner })
            }
        };
        let tokens = self.adjoints.before(&quote!(#start #items #cut #repeated));
        let end = self.carry_out(inits, &carries);
        quote!(#tokens #end)
    }

    /// What a loop left all at once, and the item of an iteration.
    // Output: let items = t.take((from..to).len()); .. items[i - from]
    fn collected(
        &mut self,
        id: LoopId,
        iter: &Iter,
        body: &Region,
        order: &Undo,
    ) -> (Option<TokenStream>, Option<(Site, TokenStream)>) {
        let site = Site::segment(body, 0);
        let tape = self.tapes.find(site).cloned();
        let (Iter::Range { from, to, .. }, Some(tape)) = (iter, tape.filter(|_| self.cx.collects(id, iter, body)))
        else {
            return (None, None);
        };
        let index = self.cx.index(body);
        let (from, to) = (self.cx.operand(from), self.cx.operand(to));
        let (items, at) = match order {
            Undo::Lanes(Lanes { items, item, .. }) => (items.clone(), quote!(#item)),
            _ if from.to_string() == "0" => (self.fresh("items"), quote!(#index)),
            _ => (self.fresh("items"), quote!(#index - #from)),
        };
        (Some(quote!(let #items = #tape.take((#from..#to).len());)), Some((site, quote!(#items[#at]))))
    }

    /// Cuts what a loop goes through, and the adjoints.
    fn cut(&mut self, id: LoopId, order: &Undo) -> usize {
        let cx = self.cx;
        let Some(tight) = cx.plan.tight(id) else { return cx.cut(&Tight::default(), None, |_| Vec::new()) };
        let lane = if let Undo::Lanes(lanes) = order { Some(&lanes.lane) } else { None };
        cx.cut(tight, lane, |view| {
            let (base, of) = (view.whole.base, cx.name(view.whole.base));
            let restored = view.changed && cx.plan.restores(base);
            let primal = self.fresh(&format!("{}_part", plain(of)));
            let mut cuts = vec![(of.clone(), primal, if restored { Access::Mutable } else { Access::Shared })];
            if view.exclusive && self.is_active(base) {
                let d = self.adjoint(base);
                let part = self.fresh(&format!("{}_part", plain(&d)));
                cuts.push((d, part, Access::Adjoint));
            }
            cuts
        })
    }

    /// What the carried variables were before the loop takes the adjoints that come out at its start.
    pub(super) fn carry_out(&mut self, inits: &[Operand], carries: &[Option<Carry>]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (init, carry) in inits.iter().zip(carries) {
            if let Some(carry) = carry {
                tokens.extend(self.contribute(init, false, &carry.name.to_token_stream()));
            }
        }
        tokens
    }

    /// One variable for each active carried variable: its adjoint on the way from iteration to iteration.
    pub(super) fn carry_in(&mut self, body: &Region, out: &[Var]) -> (Vec<Option<Carry>>, TokenStream) {
        let (mut carries, mut tokens) = (Vec::new(), TokenStream::new());
        for (arg, out) in body.args.iter().zip(out) {
            if !self.is_active(*arg) {
                carries.push(None);
                continue;
            }
            let name = self.fresh(&format!("carry_{}", self.cx.name(*arg)));
            if self.is_active(*out) && self.adjoints.is_declared(*out) {
                let d = self.adjoint(*out);
                tokens.extend(quote!(let mut #name = #d;));
            } else {
                let zero = self.zero(*out);
                tokens.extend(quote!(let mut #name = #zero;));
            }
            carries.push(Some(Carry { name, arg: *arg }));
        }
        (carries, tokens)
    }

    /// At the head of an iteration the adjoints of its arguments go on to the iteration before.
    pub(super) fn carry_on(&mut self, args: &[Var], carries: &[Option<Carry>]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (arg, carry) in args.iter().zip(carries) {
            if let Some(carry) = carry
                && self.adjoints.is_declared(*arg)
            {
                let (d, name) = (self.adjoint(*arg), &carry.name);
                tokens.extend(quote!(#name = #d;));
            }
        }
        tokens
    }
}
