//! The backward sweep: the forward sweep's statements in reverse, each by the adjoint of its kind.
mod aggregate;
mod call;
mod checkpoint;
mod control;
mod guard;
mod joined;
mod lanes;
mod loops;
mod statement;

pub use joined::{Joined, joined, left_early};
pub use statement::is_factor;

use super::adjoint::Adjoints;
use super::tapes::{Site, Tapes};
use super::{Access, Emitter};
use crate::analyse::{AtOnce, Keep};
use crate::hash::{HashMap, HashSet};
use crate::ir::{LoopId, Operand, Place, Region, Segment, Stmt, Var};
use crate::kinds::Kind;
use crate::names::{Names, plain};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};

/// Emits the backward sweep.
pub struct Backward<'a> {
    cx: &'a Emitter<'a>,
    tapes: Tapes,
    names: Names,
    adjoints: Adjoints,
    /// The loops around.
    loops: Vec<Around>,
    /// Adjoints that exist only if the forward sweep came past their statement.
    reached: HashMap<Var, Ident>,
    /// The adjoint of the result.
    result: Ident,
    /// The body of the loop that is undone as it runs, by its address: all that the forward sweep defines is there.
    joined: Option<usize>,
    /// What is undone as it runs.
    at_once: Option<&'a AtOnce>,
}

/// A loop around the statement being undone.
#[derive(Clone)]
struct Around {
    id: LoopId,
    /// The adjoints of its carried variables, while they pass from iteration to iteration.
    carries: Vec<Option<Carry>>,
    /// What only a `break` gives.
    given: Vec<Var>,
    /// The item of an iteration, if the loop left all at once.
    collected: Option<(Site, TokenStream)>,
}

/// The adjoint of a carried variable on its way.
#[derive(Clone)]
struct Carry {
    name: Ident,
    /// The variable at the head of an iteration.
    arg: Var,
}

/// Where the values go that leave a region at its end.
#[derive(Clone, Copy)]
enum Fall<'a> {
    /// To what a branch defines.
    Out(&'a [Var]),
    /// To the next iteration.
    Loop(LoopId),
}

/// The emitted sweep.
pub struct Sweep {
    /// The statements.
    pub body: TokenStream,
    /// For each by-value parameter, the tangent that the pullback returns.
    pub tangents: Vec<TokenStream>,
    /// What they need of the parameters before the forward sweep changes them.
    pub shapes: TokenStream,
}

/// Emits the sweep; `slots` are the names of the adjoints of the reference parameters, in order of all parameters.
pub fn backward(cx: &Emitter<'_>, tapes: &Tapes, result: &Ident, slots: &[Option<Ident>]) -> Sweep {
    let run = |changed| {
        let mut sweep = Backward::new(cx, tapes, result, changed);
        let emitted = sweep.run(slots);
        (emitted, sweep.adjoints.found)
    };
    // the first emission only tells which adjoints are declared `mut`
    let (emitted, changed) = run(HashSet::default());
    let sweep = if changed.is_empty() { emitted } else { run(changed).0 };
    #[cfg(feature = "sabotage")]
    let sweep = Sweep { body: crate::sabotage::spoil(sweep.body), ..sweep };
    sweep
}

impl<'a> Backward<'a> {
    fn new(cx: &'a Emitter<'a>, tapes: &Tapes, result: &Ident, changed: HashSet<Var>) -> Self {
        let mut names = cx.names.clone();
        tapes.names().for_each(|tape| names.take(tape));
        names.take(result);
        let zeros = cx.program.vars.iter().map(|v| cx.zero_of(&v.kind)).collect();
        let mut flags = HashMap::default();
        for v in (0..cx.program.vars.len()).map(Var).filter(|v| cx.plan.unused.is_flagged(*v)) {
            flags.insert(v, names.fresh(&format!("{}_used", plain(cx.name(v))), Span::call_site()));
        }
        let mut adjoints = Adjoints::new(zeros, changed, flags);
        adjoints.is_final(result);
        Backward {
            cx,
            tapes: tapes.clone(),
            names,
            adjoints,
            loops: Vec::new(),
            reached: HashMap::default(),
            result: result.clone(),
            joined: None,
            at_once: None,
        }
    }

    fn run(&mut self, slots: &[Option<Ident>]) -> Sweep {
        let program = self.cx.program;
        self.adjoints.enter(program.params.iter().copied());
        let mut body = self.given(slots);
        let sweep = self.region(&program.body, Fall::Out(&[]));
        body.extend(self.adjoints.before(&sweep));
        let mut shapes = TokenStream::new();
        let tangents = self.tangents_of_values(slots, &mut shapes);
        self.adjoints.leave();
        Sweep { body, tangents, shapes }
    }

    /// What the pullback returns for all by-value parameters.
    fn tangents_of_values(&mut self, slots: &[Option<Ident>], shapes: &mut TokenStream) -> Vec<TokenStream> {
        let by_value = self.cx.program.params.iter().zip(slots).filter(|(_, slot)| slot.is_none());
        let params: Vec<Var> = by_value.map(|(param, _)| *param).collect();
        params.into_iter().map(|param| self.tangent(param, shapes)).collect()
    }

    /// The adjoints of the parameters.
    fn given(&mut self, slots: &[Option<Ident>]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (&param, slot) in self.cx.program.params.iter().zip(slots) {
            if let Some(slot) = slot {
                self.names.take(slot);
                self.adjoints.give(param, slot.clone());
            } else {
                tokens.extend(self.shaped(param));
            }
            tokens.extend(self.cloned(param));
        }
        tokens
    }

    /// What the pullback returns for a by-value parameter.
    fn tangent(&mut self, param: Var, shapes: &mut TokenStream) -> TokenStream {
        let root = &self.cx.input.root;
        let (info, name) = (self.cx.program.info(param), self.cx.name(param));
        if self.adjoints.is_declared(param) {
            return self.adjoint(param).to_token_stream();
        }
        match &info.kind {
            real if real.is_real() => self.cx.zero_of(real),
            inactive if inactive.is_inactive() => no_tangent(inactive, root),
            _ if info.memory => {
                // the function may leave it in another shape
                let zero = self.names.fresh(&format!("no_{}", plain(name)), Span::call_site());
                shapes.extend(quote!(let #zero = #root::rt::zero(&#name);));
                quote!(#zero.clone())
            }
            _ => quote!(#root::rt::zero(&#name)),
        }
    }

    /// The name of the adjoint of `v`.
    fn adjoint(&mut self, v: Var) -> Ident {
        self.adjoints.name(v, self.cx.name(v), &mut self.names)
    }

    fn is_active(&self, v: Var) -> bool {
        self.cx.plan.is_active(v) && !self.cx.plan.sums.is_read(v)
    }

    /// Whether the adjoint of `v` is a plain scalar, which its first contribution declares.
    fn is_scalar(&self, v: Var) -> bool {
        let info = self.cx.program.info(v);
        info.kind.is_real() && !info.memory && !info.is_ref
    }

    /// Declares the adjoint of something that is no plain scalar, in the shape of its primal.
    fn shaped(&mut self, v: Var) -> TokenStream {
        if !self.is_active(v) || self.is_scalar(v) {
            return TokenStream::new();
        }
        let (name, zero) = (self.adjoint(v), self.zero(v));
        self.adjoints.declare(v);
        let flag = self.adjoints.flag(v).map(|flag| quote!(let mut #flag = false;));
        quote!(let mut #name = #zero; #flag)
    }

    /// A zero adjoint for `v`.
    fn zero(&self, v: Var) -> TokenStream {
        let (info, root) = (self.cx.program.info(v), &self.cx.input.root);
        let name = &info.name;
        if info.kind.is_shaped() { self.zero_of(&info.kind) } else { quote!(#root::rt::zero(&#name)) }
    }

    /// A zero adjoint for a kind that tells its shape.
    fn zero_of(&self, kind: &Kind) -> TokenStream {
        let root = &self.cx.input.root;
        match kind {
            real if real.is_real() => self.cx.zero_of(real),
            Kind::Tup(items) => {
                let items = items.iter().map(|item| self.zero_of(item));
                quote!((#(#items,)*))
            }
            _ => quote!(#root::NoTan),
        }
    }

    /// A memory variable is restored step by step: the pullback works on a copy of its last state.
    fn cloned(&self, v: Var) -> TokenStream {
        let info = self.cx.program.info(v);
        if !info.memory || info.is_ref || self.joined.is_some() || self.cx.plan.keep(v).is_none() {
            return TokenStream::new();
        }
        let name = &info.name;
        quote!(let mut #name = #name.clone();)
    }

    /// Whether the pullback captured all that the region defines.
    fn is_captured(&self, region: &Region) -> bool {
        self.is_body(region) && !self.cx.program.has_early_exit()
            || self.joined == Some(std::ptr::from_ref(region) as usize)
    }

    /// Whether the region is the function's body.
    fn is_body(&self, region: &Region) -> bool {
        std::ptr::eq(region, &raw const self.cx.program.body)
    }

    /// The values of a segment that the statements before and after it mention.
    fn bind(&mut self, region: &Region, segment: &Segment<'_>) -> TokenStream {
        let captured = self.is_captured(region);
        let mut tokens = TokenStream::new();
        if !captured && let Some(tape) = self.tapes.find(Site::segment(region, segment.number)) {
            let saved = self.cx.saved(segment);
            let around = self.loops.last_mut();
            match around.and_then(|around| around.collected.take_if(|(site, _)| *site == Site::segment(region, 0))) {
                Some((_, item)) => {
                    let names = saved.iter().map(|v| self.cx.name(*v));
                    tokens.extend(quote!(let (#(#names,)*) = #item;));
                }
                None => tokens.extend(self.pop(tape, &saved)),
            }
        }
        for v in segment.defines() {
            if !captured && let Some(tape) = self.tapes.find(Site::Memory(v)) {
                let name = self.cx.name(v);
                tokens.extend(quote!(let mut #name = #tape.pop().clone();));
            } else if captured && self.cx.program.info(v).memory {
                tokens.extend(self.cloned(v));
            }
        }
        for stmt in segment.stmts {
            if let Stmt::Let(out, value) = stmt
                && !captured
                && self.cx.plan.keep(*out) == Some(Keep::Again)
            {
                tokens.extend(self.cx.again(*out, value));
            }
        }
        for v in segment.defines() {
            tokens.extend(self.shaped(v));
        }
        tokens
    }

    /// The adjoints of what a statement leaves belong to the block around it, but their shape is only known where
    /// control came past the statement.
    fn later(&mut self, stmt: &Stmt) -> (TokenStream, TokenStream) {
        let (mut before, mut after) = (TokenStream::new(), TokenStream::new());
        for v in stmt.defines() {
            if self.is_active(v) && !self.is_scalar(v) {
                let d = self.adjoint(v);
                let outer = self.fresh(&format!("{d}_reached"));
                before.extend(quote!(let mut #outer = ::core::option::Option::None;));
                after.extend(quote!(#outer = ::core::option::Option::Some(#d);));
                self.reached.insert(v, outer);
            }
        }
        (before, after)
    }

    fn pop(&self, tape: &Ident, saved: &[Var]) -> TokenStream {
        let names: Vec<_> = saved.iter().map(|v| self.cx.name(*v)).collect();
        let copied = |v: &Var| self.cx.program.info(*v).kind.is_scalar() && !self.is_pullback(*v);
        if saved.iter().all(copied) {
            return quote!(let &(#(#names,)*) = #tape.pop(););
        }
        let values = saved.iter().filter(|v| !self.is_pullback(**v)).map(|v| {
            let name = self.cx.name(*v);
            if copied(v) { quote!(let #name = *#name;) } else { quote!(let #name = #name.clone();) }
        });
        quote!(let (#(#names,)*) = #tape.pop(); #(#values)*)
    }

    /// A pullback stays where it is: it cannot be copied.
    fn is_pullback(&self, v: Var) -> bool {
        self.cx.program.info(v).kind == Kind::Poison
    }

    /// Adds `amount` to the adjoint of an operand, or takes it away.
    fn contribute(&mut self, op: &Operand, minus: bool, amount: &TokenStream) -> TokenStream {
        let Some(v) = op.var().filter(|v| self.is_active(*v)) else {
            return TokenStream::new();
        };
        let (name, root) = (self.adjoint(v), &self.cx.input.root);
        if self.is_scalar(v) {
            return self.adjoints.add(v, &name, minus, amount);
        }
        let sign = minus.then(|| quote!(-));
        let raised = self.adjoints.raised(v);
        quote!(#root::rt::acc(&mut #name, &(#sign #amount)); #raised)
    }

    /// The adjoint of a place: the same way from the adjoint of the base.
    fn adjoint_place(&mut self, place: &Place) -> TokenStream {
        let base = self.adjoint(place.base);
        self.cx.access(place, &base, Access::Adjoint)
    }

    fn fresh(&mut self, base: &str) -> Ident {
        self.names.fresh(base, Span::call_site())
    }
}

/// The tangent of something without a derivative: nothing, in the shape of its type.
pub fn no_tangent(kind: &Kind, root: &TokenStream) -> TokenStream {
    match kind {
        Kind::Seq(item) => {
            let item = no_tangent(item, root);
            quote!(::core::array::from_fn(|_| #item))
        }
        Kind::Tup(items) => {
            let items = items.iter().map(|item| no_tangent(item, root));
            quote!((#(#items,)*))
        }
        _ => quote!(#root::NoTan),
    }
}
