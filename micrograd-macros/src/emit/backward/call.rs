//! The adjoint of a call: the pullback, with the references again and a slot for each.
use super::super::tapes::Site;
use super::Backward;
use crate::ir::{Arg, Operand, Place, Stmt, Var};
use crate::tokens::{ToTokens, TokenStream, quote};

/// The slots of a call.
struct Slots {
    /// What stands in front of the call.
    before: TokenStream,
    /// One for each reference.
    each: Vec<TokenStream>,
    /// What stands behind it.
    after: TokenStream,
}

impl Backward<'_> {
    // Input:  let (y, pullback) = g::fwd_at(x, &w);
    // Output: let d = pullback(&w, d_y, Some(&mut d_w)); d_x += d;
    pub(super) fn call(&mut self, stmt: &Stmt, out: Var, pullback: Var, args: &[Arg]) -> TokenStream {
        let recorded = self.cx.plan.is_recorded(out, args) && self.cx.plan.is_differentiated(self.cx.program, args);
        let changes = args.iter().any(|arg| arg.changed().is_some());
        let declared = self.is_active(out) && self.adjoints.is_declared(out);
        if !recorded {
            return self.restore_arguments(stmt, args);
        }
        if !declared && !changes {
            return TokenStream::new();
        }
        let name = self.cx.name(pullback);
        if self.at_once.is_some_and(|at_once| at_once.given(out).is_some()) {
            // it has been undone already, and what would be the pullback is the tangents
            let (pattern, sums) = self.received(args);
            return quote!(let #pattern = #name; #sums);
        }
        let seed = if declared { self.adjoint(out).to_token_stream() } else { self.zero(out) };
        let Slots { before, each: slots, after } = self.slots(args);
        let references: Vec<_> = args.iter().filter_map(|arg| self.reference_again(arg)).collect();
        let (pattern, sums) = self.received(args);
        quote!(#before let #pattern = #name(#(#references,)* #seed, #(#slots),*); #after #sums)
    }

    /// The call among some statements with the result `out`, which is given the adjoint of that.
    // Output: let (y, tangents) = g::joint_at(x, &w, d_y, Some(&mut d_w));
    pub(super) fn call_given(&mut self, stmts: &[Stmt], out: Var, seed: &TokenStream) -> Option<(Var, TokenStream)> {
        let (callee, pullback, args) = stmts.iter().find_map(|stmt| match stmt {
            Stmt::Call { out: of, pullback, callee, args } if *of == out => Some((callee, *pullback, args)),
            _ => None,
        })?;
        let cx = self.cx;
        let Slots { before, each: slots, after } = self.slots(args);
        let more: Vec<_> = std::iter::once(seed.clone()).chain(slots).collect();
        let (call, (name, tangents)) = (cx.call(callee, "joint", args, &more), (cx.name(out), cx.name(pullback)));
        let check = cx.check_of_call(out);
        Some((out, quote!(#before let (#name, #tangents) = #call; #check #after)))
    }

    /// The slots for the references among the arguments.
    fn slots(&mut self, args: &[Arg]) -> Slots {
        let (mut scratch, mut before) = ((TokenStream::new(), TokenStream::new()), TokenStream::new());
        let (mut slots, mut others) = (Vec::new(), Vec::new());
        for place in args.iter().filter_map(Arg::place) {
            if self.is_active(place.base) && self.is_scalar(place.base) {
                let name = self.adjoint(place.base);
                before.extend(self.adjoints.ensure(place.base, &name));
            } else {
                before.extend(self.adjoints.raised(place.base));
            }
            let taken = others.iter().any(|other: &&Place| other.may_overlap(place));
            others.push(place);
            slots.push(self.slot(place, taken, &mut scratch));
        }
        before.extend(scratch.0);
        Slots { before, each: slots, after: scratch.1 }
    }

    /// A pattern for the tangents of the by-value arguments, and what is done with them.
    fn received(&mut self, args: &[Arg]) -> (TokenStream, TokenStream) {
        let by_value: Vec<Operand> = args.iter().filter_map(by_value).collect();
        let (patterns, sums) = self.tangents(&by_value);
        (super::super::tuple(&patterns), sums)
    }

    fn reference_again(&self, arg: &Arg) -> Option<TokenStream> {
        match arg {
            Arg::Ref(place) => Some(self.cx.reference(place)),
            Arg::Mut(place) => Some(self.cx.mutable(place)),
            Arg::Value(_) => None,
        }
    }

    /// What a call without a pullback changed is as it was before.
    fn restore_arguments(&mut self, stmt: &Stmt, args: &[Arg]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (k, place) in args.iter().enumerate().filter_map(|(k, arg)| Some((k, arg.changed()?))) {
            let Some(tape) = self.tapes.find(Site::argument(stmt, k)) else { continue };
            let (at, root) = (self.cx.mutable(place), &self.cx.input.root);
            tokens.extend(quote!(#root::rt::Restore::restore(#at, #tape.pop());));
        }
        tokens
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
        let whole = base.is_ref && place.projections.is_empty();
        let own = if whole { quote!(&mut *#own) } else { quote!(&mut #own) };
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
        Arg::Ref(_) | Arg::Mut(_) => None,
    }
}
