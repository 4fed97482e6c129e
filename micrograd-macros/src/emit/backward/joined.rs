//! The backward sweep in pieces, for a loop that is undone as it runs.
use super::super::Emitter;
use super::super::joint::Pieces;
use super::super::tapes::Tapes;
use super::{Around, Backward, Carry, Fall};
use crate::analyse::Fused;
use crate::hash::HashSet;
use crate::ir::{Region, Rvalue, Segment, Stmt, Var, segments};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

/// The emitted pieces.
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
}

/// Emits them; `slots` are the names of the adjoints of the reference parameters, in order of all parameters.
pub fn joined(
    cx: &Emitter<'_>,
    tapes: &Tapes,
    pieces: &Pieces,
    fused: &Fused,
    result: &Ident,
    slots: &[Option<Ident>],
) -> Joined {
    let run = |changed| {
        let mut sweep = Backward::new(cx, tapes, result, changed);
        let emitted = sweep.join(pieces, fused, slots);
        (emitted, sweep.adjoints.found)
    };
    let (emitted, changed) = run(HashSet::default());
    if changed.is_empty() { emitted } else { run(changed).0 }
}

impl Backward<'_> {
    fn join(&mut self, pieces: &Pieces, fused: &Fused, slots: &[Option<Ident>]) -> Joined {
        let program = self.cx.program;
        let Stmt::Loop { id, inits, body, .. } = &program.body.stmts[fused.at] else {
            unreachable!("only loops are undone as they run")
        };
        self.joined = Some(std::ptr::from_ref(body) as usize);
        self.adjoints.enter(program.params.iter().copied());
        let (first, last) = (&program.body.stmts[..fused.at], &program.body.stmts[fused.at + 1..]);
        let mut before = self.given(slots);
        self.adjoints.own(program.body.stmts.iter().flat_map(Stmt::defines).collect::<Vec<_>>());
        before.extend(first.iter().flat_map(Stmt::defines).collect::<Vec<_>>().into_iter().map(|v| self.shaped(v)));
        let (carries, seeds) = self.seeds(body, fused);
        self.loops.push(Around { id: *id, carries: carries.clone(), given: Vec::new(), collected: None });
        let pieces_of_body: Vec<Segment<'_>> = segments(body);
        let args = body.args.clone();
        let inner = self.segment(body, &pieces_of_body, Fall::Loop(*id), &mut |b| b.carry_on(&args, &carries));
        self.loops.pop();
        let replay = |tape: &Ident| quote!(let mut #tape = #tape.replay(););
        let own: TokenStream = pieces.tapes.iter().map(replay).collect();
        let iteration = quote!(#own #inner);
        let head = self.adjoints.before(&seeds);
        let mut after = self.carry_out(inits, &carries);
        after.extend(self.tapes.names().filter(|tape| !pieces.tapes.contains(tape)).map(replay));
        after.extend(last.iter().flat_map(Stmt::defines).collect::<Vec<_>>().into_iter().map(|v| self.shaped(v)));
        after.extend(self.exit(&program.body.exit, Fall::Out(&[])));
        after.extend(self.undo(last));
        after.extend(self.undo(first));
        let by_value = program.params.iter().zip(slots).filter(|(_, slot)| slot.is_none());
        let params: Vec<Var> = by_value.map(|(param, _)| *param).collect();
        let mut shapes = TokenStream::new();
        let tangents = params.into_iter().map(|param| self.tangent(param, &mut shapes)).collect();
        self.adjoints.leave();
        Joined { before, head, iteration, after, tangents }
    }

    /// The adjoint of each carried variable, from that of the result.
    fn seeds(&mut self, body: &Region, fused: &Fused) -> (Vec<Option<Carry>>, TokenStream) {
        let (mut carries, mut tokens) = (Vec::new(), TokenStream::new());
        for (arg, chain) in body.args.iter().zip(&fused.seeds) {
            let Some(chain) = chain else {
                carries.push(None);
                continue;
            };
            let mut seed = self.result.to_token_stream();
            for link in chain.iter().rev() {
                let Stmt::Let(out, Rvalue::Prim(rule, ops)) = &self.cx.program.body.stmts[link.at] else {
                    unreachable!("a link is a row of the rule table")
                };
                let partial = rule.partials[link.operand].replace(' ', "");
                let (minus, amount) = self.product(&seed, &partial, rule, ops, *out);
                let sign = minus.then(|| quote!(-));
                seed = quote!((#sign (#amount)));
            }
            let name = self.fresh(&format!("carry_{}", self.cx.name(*arg)));
            tokens.extend(quote!(let mut #name = #seed;));
            carries.push(Some(Carry { name, arg: *arg }));
        }
        (carries, tokens)
    }
}
