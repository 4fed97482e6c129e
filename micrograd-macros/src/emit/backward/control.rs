//! The adjoints of regions and branches.
use super::super::forward::select;
use super::super::tapes::Site;
use super::{Around, Backward, Carry, Fall};
use crate::ir::{Exit, LoopId, Operand, Region, Segment, Selector, Stmt, Var, segments};
use crate::tokens::{ToTokens, TokenStream, quote};

impl Backward<'_> {
    /// A region in reverse. Its later segments are undone first, if they were reached.
    pub(super) fn region(&mut self, region: &Region, fall: Fall<'_>) -> TokenStream {
        let segments = segments(region);
        self.segment(region, &segments, fall, &mut |_| TokenStream::new())
    }

    /// The first of some segments, and the others inside; `head` runs last, where the adjoints of the region's
    /// arguments are known.
    pub(super) fn segment(
        &mut self,
        region: &Region,
        rest: &[Segment<'_>],
        fall: Fall<'_>,
        head: &mut dyn FnMut(&mut Self) -> TokenStream,
    ) -> TokenStream {
        let (segment, later) = rest.split_first().expect("a region has a segment");
        let left = segment.last.map(Stmt::defines).unwrap_or_default();
        let enters = segment.defines().into_iter().filter(|v| !self.adjoints.is_owned(*v));
        let owned: Vec<Var> = enters.chain(left).collect();
        // what the pullback captured and the parameters stand in one block
        let shared = self.is_captured(region) && self.is_body(region);
        if shared {
            self.adjoints.own(owned);
        } else {
            self.adjoints.enter(owned);
        }
        let mut tokens = self.bind(region, segment);
        match segment.last {
            Some(stmt) => {
                if let Some(tape) = self.tapes.find(Site::rest(stmt)).filter(|_| !later.is_empty()).cloned() {
                    let (before, after) = self.later(stmt);
                    let nested = self.segment(region, later, fall, &mut |_| after.clone());
                    tokens.extend(self.adjoints.before(&quote!(#before if *#tape.pop() { #nested })));
                }
                tokens.extend(self.stmt(stmt));
            }
            None => tokens.extend(self.exit(&region.exit, fall)),
        }
        tokens.extend(self.undo(segment.stmts));
        tokens.extend(head(self));
        if !shared {
            self.adjoints.leave();
        }
        tokens
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt) -> TokenStream {
        if !self.cx.plan.is_live(stmt) {
            return TokenStream::new();
        }
        match stmt {
            Stmt::Let(out, value) => self.definition(*out, value),
            Stmt::Store(place, value) => self.store(stmt, place, value),
            Stmt::Effect(_) => TokenStream::new(),
            Stmt::Branch { on, selector, arms, out } => self.branch(on, *selector, arms, out),
            Stmt::Loop { checkpoint: Some(how), .. } => self.checkpointed(stmt, how),
            Stmt::Loop { id, iter, inits, body, out, .. } => self.repeat(stmt, *id, iter, inits, body, out),
            Stmt::Swap(a, b) => self.swap(a, b),
            Stmt::Push(place, value) => self.push(place, value),
            Stmt::Pop(out, place) => self.pop_back(*out, place),
            Stmt::Call { out, pullback, args, .. } => self.call(stmt, *out, *pullback, args),
        }
    }

    /// The values that left a region take the adjoints of what they became.
    pub(super) fn exit(&mut self, exit: &Exit, fall: Fall<'_>) -> TokenStream {
        match (exit, fall) {
            (Exit::Never, _) => TokenStream::new(),
            (Exit::Return(op), _) => {
                let d = self.result.to_token_stream();
                let d = if self.is_copied(op) { d } else { quote!(#d.clone()) };
                self.contribute(op, false, &d)
            }
            (Exit::Fall(ops), Fall::Out(out)) => self.give(ops, out),
            (Exit::Fall(ops), Fall::Loop(id)) => self.pass(id, ops),
            (Exit::Continue(id, ops) | Exit::Break(id, ops), _) => self.pass(*id, ops),
        }
    }

    /// The values that became the variables `out` take their adjoints.
    fn give(&mut self, ops: &[Operand], out: &[Var]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (op, out) in ops.iter().zip(out) {
            if self.is_active(*out) && self.adjoints.is_declared(*out) {
                let d = self.left(*out);
                let guard = self.cx.plan.unused.guard_of_out(*out);
                tokens.extend(self.under(guard, [], |b| b.contribute(op, false, &d)));
            }
        }
        tokens
    }

    /// The adjoint of what a branch leaves.
    fn left(&mut self, out: Var) -> TokenStream {
        match self.reached.get(&out) {
            Some(reached) => quote!(*#reached.as_ref().expect("control came past the branch")),
            None => self.adjoint(out).to_token_stream(),
        }
    }

    fn is_copied(&self, op: &Operand) -> bool {
        op.var().is_none_or(|v| self.cx.program.info(v).kind.is_real())
    }

    /// The values passed to a loop's carried variables take their adjoints, which start again from zero; those that
    /// only a `break` gives take the adjoints of what they became.
    fn pass(&mut self, id: LoopId, ops: &[Operand]) -> TokenStream {
        let around = self.loops.iter().find(|around| around.id == id);
        let Around { carries, given, .. } = around.cloned().expect("an exit stands in its loop");
        let mut tokens = self.give(&ops[carries.len()..], &given);
        let passed = || ops.iter().zip(&carries).filter_map(|(op, carry)| Some((op, carry.as_ref()?)));
        for (op, carry) in passed() {
            tokens.extend(self.contribute(op, false, &carry.name.to_token_stream()));
        }
        let clear = passed().map(|(_, Carry { name, arg })| {
            let zero = self.zero(*arg);
            quote!(#name = #zero;)
        });
        quote!(#tokens #(#clear)*)
    }

    // Input:  let y = if c { a } else { b };
    // Output: if c { d_a += d_y; } else { d_b += d_y; }
    fn branch(&mut self, on: &Operand, selector: Selector, arms: &[Region], out: &[Var]) -> TokenStream {
        let mut bodies = Vec::new();
        for arm in arms {
            let live = self.cx.plan.is_live_region(arm);
            bodies.push(if live { self.region(arm, Fall::Out(out)) } else { TokenStream::new() });
        }
        if bodies.iter().all(TokenStream::is_empty) {
            return TokenStream::new();
        }
        let on = self.cx.operand(on);
        let tokens = match selector {
            Selector::Flag if bodies[1].is_empty() => {
                let then = &bodies[0];
                quote!(if #on { #then })
            }
            Selector::Flag => {
                let (then, otherwise) = (&bodies[0], &bodies[1]);
                quote!(if #on { #then } else { #otherwise })
            }
            Selector::Number => select(&on, &bodies),
        };
        self.adjoints.before(&tokens)
    }
}
