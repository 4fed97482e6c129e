//! The backward sweep in pieces, for what is undone as it runs.
use super::super::Emitter;
use super::super::joint::{Looped, Pieces};
use super::super::tapes::Tapes;
use super::{Around, Backward, Carry, Fall};
use crate::analyse::{AtOnce, Fused, Link};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Region, Rvalue, Segment, Stmt, Var, segments};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

/// The emitted pieces.
#[derive(Default)]
pub struct Joined {
    /// The adjoints of what is there before the loop.
    pub before: TokenStream,
    /// What stands right before the loop: the adjoints of what it carries.
    pub head: TokenStream,
    /// The end of an iteration.
    pub iteration: TokenStream,
    /// What is undone behind the loop.
    pub after: TokenStream,
    /// For each by-value parameter, its tangent.
    pub tangents: Vec<TokenStream>,
    /// The calls that are given the adjoints of their results.
    pub calls: HashMap<Var, TokenStream>,
}

/// Emits them; `slots` are the names of the adjoints of the reference parameters, in order of all parameters.
pub fn joined(
    cx: &Emitter<'_>,
    tapes: &Tapes,
    pieces: &Pieces,
    at_once: &AtOnce,
    result: &Ident,
    slots: &[Option<Ident>],
) -> Joined {
    let run = |changed| {
        let mut sweep = Backward::new(cx, tapes, result, changed);
        sweep.at_once = Some(at_once);
        let emitted = sweep.join(pieces.looped.as_ref(), at_once, slots);
        (emitted, sweep.adjoints.found)
    };
    let (emitted, changed) = run(HashSet::default());
    if changed.is_empty() { emitted } else { run(changed).0 }
}

/// An arm that leaves the function is undone: the statements, and the tangents of the by-value parameters.
pub fn left_early(
    cx: &Emitter<'_>,
    tapes: &Tapes,
    arm: &Region,
    result: &Ident,
    slots: &[Option<Ident>],
) -> (TokenStream, Vec<TokenStream>) {
    let run = |changed| {
        let mut sweep = Backward::new(cx, tapes, result, changed);
        sweep.joined = Some(std::ptr::from_ref(arm) as usize);
        sweep.adjoints.enter(cx.program.params.iter().copied());
        let mut tokens = sweep.given(slots);
        let undone = sweep.region(arm, Fall::Out(&[]));
        tokens.extend(sweep.adjoints.before(&undone));
        let tangents = sweep.tangents_of_values(slots, &mut TokenStream::new());
        sweep.adjoints.leave();
        ((tokens, tangents), sweep.adjoints.found)
    };
    let (emitted, changed) = run(HashSet::default());
    if changed.is_empty() { emitted } else { run(changed).0 }
}

impl Backward<'_> {
    fn join(&mut self, looped: Option<&Looped>, at_once: &AtOnce, slots: &[Option<Ident>]) -> Joined {
        let program = self.cx.program;
        let stmts = &program.body.stmts;
        let mut joined = Joined::default();
        self.adjoints.enter(program.params.iter().copied());
        joined.before = self.given(slots);
        self.adjoints.own(stmts.iter().flat_map(Stmt::defines).collect::<Vec<_>>());
        for given in &at_once.calls {
            let seed = self.along(self.result.to_token_stream(), &given.chain, stmts);
            joined.calls.extend(self.call_given(stmts, given.out, &seed));
        }
        let (first, last) = stmts.split_at(at_once.sum.as_ref().map_or(0, |sum| sum.at));
        joined.before.extend(self.all_shaped(first));
        let replay = |tape: &Ident| quote!(let mut #tape = #tape.replay(););
        let (mut own, mut end) = (Vec::new(), TokenStream::new());
        let mut last = last;
        if let (Some(sum), Some(looped)) = (&at_once.sum, looped) {
            end = self.join_loop(sum, looped, &mut joined);
            own.clone_from(&looped.tapes);
            last = &last[1..];
        }
        let after = &mut joined.after;
        after.extend(end);
        after.extend(self.tapes.names().filter(|tape| !own.contains(tape)).map(replay));
        after.extend(self.all_shaped(last));
        after.extend(self.exit(&program.body.exit, Fall::Out(&[])));
        after.extend(self.undo_staying(last));
        after.extend(self.undo_staying(first));
        joined.tangents = self.tangents_of_values(slots, &mut TokenStream::new());
        self.adjoints.leave();
        joined
    }

    /// The loop; what is left is what stands behind it.
    fn join_loop(&mut self, sum: &Fused, looped: &Looped, joined: &mut Joined) -> TokenStream {
        let Stmt::Loop { id, inits, body, .. } = &self.cx.program.body.stmts[sum.at] else {
            unreachable!("the sum is a loop")
        };
        self.joined = Some(std::ptr::from_ref(body) as usize);
        let (carries, seeds) = self.seeds(body, sum);
        for given in &sum.calls {
            let carry = given.carried.and_then(|k| carries[k].as_ref()).expect("the call leads to a sum");
            let seed = self.along(carry.name.to_token_stream(), &given.chain, &body.stmts);
            joined.calls.extend(self.call_given(&body.stmts, given.out, &seed));
        }
        self.loops.push(Around { id: *id, carries: carries.clone(), given: Vec::new(), collected: None });
        let pieces_of_body: Vec<Segment<'_>> = segments(body);
        let args = body.args.clone();
        let inner = self.segment(body, &pieces_of_body, Fall::Loop(*id), &mut |b| b.carry_on(&args, &carries));
        self.loops.pop();
        let own = looped.tapes.iter().map(|tape| quote!(let mut #tape = #tape.replay();));
        joined.iteration = quote!(#(#own)* #inner);
        joined.head = self.adjoints.before(&seeds);
        self.carry_out(inits, &carries)
    }

    /// The adjoints of what some statements define.
    fn all_shaped(&mut self, stmts: &[Stmt]) -> TokenStream {
        stmts.iter().flat_map(Stmt::defines).collect::<Vec<_>>().into_iter().map(|v| self.shaped(v)).collect()
    }

    /// Undoes statements but for those that leave the function: control did not.
    fn undo_staying(&mut self, stmts: &[Stmt]) -> TokenStream {
        stmts.split(Stmt::may_exit).rev().map(|stmts| self.undo(stmts)).collect()
    }

    /// The adjoint at the beginning of a way.
    fn along(&self, seed: TokenStream, chain: &[Link], stmts: &[Stmt]) -> TokenStream {
        let mut seed = seed;
        for link in chain.iter().rev() {
            let Stmt::Let(out, Rvalue::Prim(rule, ops)) = &stmts[link.at] else {
                unreachable!("a link is a row of the rule table")
            };
            let partial = rule.partials[link.operand].replace(' ', "");
            let (minus, amount) = self.product(&seed, &partial, rule, ops, *out);
            let sign = minus.then(|| quote!(-));
            seed = quote!((#sign (#amount)));
        }
        seed
    }

    /// The adjoint of each carried variable, from that of the result.
    fn seeds(&mut self, body: &Region, fused: &Fused) -> (Vec<Option<Carry>>, TokenStream) {
        let (mut carries, mut tokens) = (Vec::new(), TokenStream::new());
        for (arg, chain) in body.args.iter().zip(&fused.seeds) {
            let Some(chain) = chain else {
                carries.push(None);
                continue;
            };
            let seed = self.along(self.result.to_token_stream(), chain, &self.cx.program.body.stmts);
            let name = self.fresh(&format!("carry_{}", self.cx.name(*arg)));
            tokens.extend(quote!(let mut #name = #seed;));
            carries.push(Some(Carry { name, arg: *arg }));
        }
        (carries, tokens)
    }
}
