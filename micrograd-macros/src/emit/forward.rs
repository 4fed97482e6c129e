//! The forward sweep: the user's function over any scalar, leaving on tapes what the backward sweep needs.
mod calls;
mod checkpoint;
mod checks;
mod loops;
mod pieces;
mod values;

use super::tapes::{Site, Tapes};
use super::{Access, Emitter};
use crate::ir::{Exit, LoopId, Operand, Region, Rvalue, Segment, Selector, Stmt, Var, segments};
use crate::kinds::Kind;
use crate::names::Names;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};
use syn::Lifetime;

/// What an exit leaves on its way out.
enum Frame {
    /// A region with the memory variables declared in it so far.
    Region(Vec<Var>),
    /// A statement that may exit, with the tape that tells whether it did.
    Rest(Ident),
    /// A loop, with its counter and the tape of counts.
    Loop(LoopId, Option<(Ident, Ident)>),
}

/// Emits one forward sweep.
pub struct Forward<'a> {
    cx: &'a Emitter<'a>,
    /// Whether anything is recorded: not in the primal.
    record: bool,
    /// Whether it stands in the backward sweep: what has an effect has had it.
    again: bool,
    /// The tapes opened so far.
    pub tapes: Tapes,
    names: Names,
    frames: Vec<Frame>,
    loops: Vec<Around>,
}

/// A loop around the statement being emitted.
struct Around {
    id: LoopId,
    /// Whether it is one: a block is not.
    repeats: bool,
    /// What it carries.
    out: Vec<Var>,
    /// The tapes that get one item in an iteration.
    tapes: Vec<Ident>,
    /// What an iteration of the body leaves under a name, because all is left at once.
    collects: Option<(Site, Ident)>,
    /// The loops directly in it that leave all their items at once, with their bounds.
    inner: Vec<Inner>,
}

impl Around {
    /// A loop that begins.
    fn new(id: LoopId, repeats: bool, out: &[Var]) -> Self {
        Around { id, repeats, out: out.to_vec(), tapes: Vec::new(), collects: None, inner: Vec::new() }
    }
}

/// A loop that leaves all its items at once.
struct Inner {
    id: LoopId,
    tape: Ident,
    /// What an item is made of.
    item: Vec<Kind>,
    from: Operand,
    to: Operand,
}

impl<'a> Forward<'a> {
    /// A sweep that records, or the primal alone.
    pub fn new(cx: &'a Emitter<'a>, record: bool) -> Self {
        Forward::with_names(cx, record, cx.names.clone())
    }

    fn with_names(cx: &'a Emitter<'a>, record: bool, names: Names) -> Self {
        let tapes = Tapes::default();
        Forward { cx, record, again: false, tapes, names, frames: Vec::new(), loops: Vec::new() }
    }

    /// The statements of the body, and its value. Without an early exit everything that the statements define can be
    /// captured by the pullback; otherwise they stand in a block of their own.
    pub fn body(&mut self) -> (TokenStream, TokenStream) {
        let body = &self.cx.program.body;
        if let (false, Exit::Return(op)) = (self.cx.program.has_early_exit(), &body.exit) {
            let live = self.record && self.cx.plan.is_live_region(body);
            self.frames.push(Frame::Region(Vec::new()));
            let stmts = body.stmts.iter().map(|stmt| self.stmt(stmt, live, true)).collect();
            self.frames.pop();
            return (stmts, self.cx.owned(op));
        }
        let tokens = self.region(body, &|_| TokenStream::new());
        let label = body_label();
        (TokenStream::new(), quote!(#label: { #tokens }))
    }

    fn tape(&mut self, site: Site) -> Ident {
        let fresh = self.tapes.find(site).is_none();
        let around = self.loops.iter_mut().rev().find(|around| around.repeats);
        let name = self.tapes.open(site, around.is_some(), &self.cx.input.root, &mut self.names);
        if let Some(inner) = around.filter(|_| fresh) {
            inner.tapes.push(name.clone());
        }
        name
    }

    /// A region; `fall` emits what happens with the values that leave at its end.
    fn region(&mut self, region: &Region, fall: &dyn Fn(&[Operand]) -> TokenStream) -> TokenStream {
        let live = self.record && self.cx.plan.is_live_region(region);
        self.frames.push(Frame::Region(Vec::new()));
        let mut tokens = TokenStream::new();
        let segments = segments(region);
        for segment in &segments {
            for stmt in segment.stmts {
                tokens.extend(self.stmt(stmt, live, false));
            }
            if live {
                tokens.extend(self.save(region, segment));
            }
            if let Some(stmt) = segment.last {
                let more = segment.number + 1 < segments.len();
                tokens.extend(self.exiting(stmt, live, more));
            }
        }
        tokens.extend(self.exit(&region.exit, fall, segments.last().is_some_and(|s| s.last.is_none())));
        self.frames.pop();
        tokens
    }

    /// Leaves the values of a segment that the backward sweep needs.
    fn save(&mut self, region: &Region, segment: &Segment<'_>) -> TokenStream {
        let saved = self.cx.saved(segment);
        if saved.is_empty() {
            return TokenStream::new();
        }
        let tape = self.tape(Site::segment(region, segment.number));
        let names = saved.iter().map(|v| {
            let (info, name) = (self.cx.program.info(*v), self.cx.name(*v));
            let copied = !info.kind.is_scalar() && region.mentions_behind(segment, *v);
            if copied { quote!(#name.clone()) } else { name.to_token_stream() }
        });
        let collects = self.loops.last().and_then(|around| around.collects.as_ref());
        match collects.filter(|(site, _)| *site == Site::segment(region, segment.number)) {
            Some((_, left)) => quote!(let #left = (#(#names,)*);),
            None => quote!(#tape.push((#(#names,)*));),
        }
    }

    /// A statement that may exit: what follows it leaves a mark, and so does every exit in it.
    fn exiting(&mut self, stmt: &Stmt, live: bool, more: bool) -> TokenStream {
        if !live || !more {
            return self.stmt(stmt, live, false);
        }
        let tape = self.tape(Site::rest(stmt));
        self.frames.push(Frame::Rest(tape.clone()));
        let tokens = self.stmt(stmt, live, false);
        self.frames.pop();
        quote!(#tokens #tape.push(true);)
    }

    fn stmt(&mut self, stmt: &Stmt, live: bool, captured: bool) -> TokenStream {
        match stmt {
            Stmt::Let(out, value) => self.define(*out, value, live && !captured),
            Stmt::Store(place, value) => {
                let (base, at, value) = (place.base, self.cx.changed(place), self.cx.owned(value));
                if live && self.cx.plan.restores(base) {
                    let tape = self.tape(Site::store(stmt));
                    quote!(#tape.push(::core::mem::replace(&mut #at, #value));)
                } else {
                    quote!(#at = #value;)
                }
            }
            Stmt::Swap(a, b) => self.cx.swap(a, b, Access::Mutable),
            Stmt::Push(place, value) => {
                let (at, value) = (self.cx.changed_receiver(place), self.cx.owned(value));
                quote!(#at.push(#value);)
            }
            Stmt::Pop(out, place) => {
                let (name, at, check) = (self.cx.name(*out), self.cx.changed_receiver(place), self.cx.check(*out));
                quote!(let #name = #at.pop(); #check)
            }
            Stmt::Effect(_) if self.again => TokenStream::new(),
            Stmt::Effect(code) => {
                let tokens = &code.tokens;
                quote!(#tokens;)
            }
            Stmt::Branch { on, selector, arms, out } => self.branch(on, *selector, arms, out),
            Stmt::Loop { checkpoint: Some(how), .. } if live && self.cx.plan.is_live(stmt) => {
                self.checkpointed(stmt, how)
            }
            Stmt::Loop { id, iter, inits, body, out, .. } => {
                let counts = live && self.cx.plan.is_live(stmt) && stmt.is_repeated() && !stmt.is_counted();
                self.repeat(*id, iter, inits, body, out, counts)
            }
            Stmt::Call { .. } => self.call(stmt, live),
        }
    }

    fn define(&mut self, out: Var, source: &Rvalue, keeps: bool) -> TokenStream {
        let info = self.cx.program.info(out);
        let (numbers, read) = (self.cx.numbers(source), matches!(source, Rvalue::Load(_)));
        let (name, value) = (&info.name, self.cx.rvalue(out, source));
        // what stands for a number that is still to be found does not tell its type
        let open = matches!(source, Rvalue::Use(Operand::Plain(..))) && info.kind.is_real();
        let ty = info.ty.as_ref().map(|ty| quote!(: #ty));
        let ty = ty.or_else(|| open.then(|| self.cx.known_type(&info.kind)).map(|ty| quote!(: #ty)));
        let mutable = info.memory.then(|| quote!(mut));
        if info.memory && keeps && self.cx.plan.keep(out).is_some() {
            match self.frames.last_mut() {
                Some(Frame::Region(memory)) => memory.push(out),
                _ => unreachable!("a definition stands in a region"),
            }
        }
        let check = self.cx.check(out).or_else(|| read.then(|| self.cx.precision_check(out))?);
        quote!(#numbers let #mutable #name #ty = #value; #check)
    }

    fn branch(&mut self, on: &Operand, selector: Selector, arms: &[Region], out: &[Var]) -> TokenStream {
        let cx = self.cx;
        let yields = |ops: &[Operand]| {
            if ops.is_empty() { TokenStream::new() } else { tuple(&cx.all_owned(ops)) }
        };
        let arms: Vec<_> = arms.iter().map(|arm| self.region(arm, &yields)).collect();
        let on = cx.operand(on);
        let tokens = match selector {
            Selector::Flag => {
                let (then, otherwise) = (&arms[0], &arms[1]);
                let otherwise = (!otherwise.is_empty()).then(|| quote!(else { #otherwise }));
                quote!(if #on { #then } #otherwise)
            }
            Selector::Number => select(&on, &arms),
        };
        let names: Vec<_> = out.iter().map(|v| cx.name(*v)).collect();
        let checks = out.iter().map(|v| cx.check(*v));
        if names.is_empty() {
            quote!(#tokens)
        } else {
            let names = tuple(&names);
            quote!(let #names = #tokens; #(#checks)*)
        }
    }

    fn exit(&mut self, exit: &Exit, fall: &dyn Fn(&[Operand]) -> TokenStream, reached: bool) -> TokenStream {
        let cx = self.cx;
        match exit {
            // the assertion that stood here held
            Exit::Never if self.again => quote!(::core::unreachable!()),
            Exit::Never => TokenStream::new(),
            Exit::Fall(ops) => {
                let memory = self.leave(self.frames.len() - 1);
                let tail = fall(ops);
                quote!(#memory #tail)
            }
            Exit::Continue(id, ops) | Exit::Break(id, ops) => {
                let at = self.frames.iter().position(|f| matches!(f, Frame::Loop(l, _) if l == id));
                let left = self.leave(at.map_or(0, |k| k + 1));
                let out = self.loops.iter().find(|l| l.id == *id).map(|l| l.out.clone()).unwrap_or_default();
                let (assign, label) = (cx.assign(&out, ops), loop_label(*id));
                if matches!(exit, Exit::Continue(..)) {
                    return quote!(#left #assign continue #label;);
                }
                let given = &ops[out.len()..];
                let given = (!given.is_empty()).then(|| tuple(&cx.all_owned(given)));
                quote!(#left #assign break #label #given;)
            }
            Exit::Return(op) => {
                let left = self.leave(0);
                let (value, label) = (cx.owned(op), body_label());
                let is_end = self.frames.len() == 1 && reached;
                if is_end { quote!(#left #value) } else { quote!(#left break #label #value;) }
            }
        }
    }

    /// What is left on the way out of every frame from the innermost to number `to`.
    fn leave(&mut self, to: usize) -> TokenStream {
        let mut tokens = TokenStream::new();
        for k in (to..self.frames.len()).rev() {
            match &self.frames[k] {
                Frame::Region(memory) => {
                    for v in memory.clone() {
                        let (tape, name) = (self.tape(Site::Memory(v)), self.cx.name(v));
                        tokens.extend(quote!(#tape.push(#name.clone());));
                    }
                }
                Frame::Rest(tape) => tokens.extend(quote!(#tape.push(false);)),
                Frame::Loop(_, Some((trips, tape))) => tokens.extend(quote!(#tape.push(#trips);)),
                Frame::Loop(_, None) => {}
            }
        }
        tokens
    }
}

/// `match on { 0 => .., 1 => .., _ => .. }`
pub fn select(on: &TokenStream, arms: &[TokenStream]) -> TokenStream {
    let last = arms.len().saturating_sub(1);
    let arms = arms.iter().enumerate().map(|(k, arm)| {
        let k = if k == last { quote!(_) } else { proc_macro2::Literal::usize_suffixed(k).to_token_stream() };
        quote!(#k => { #arm })
    });
    quote!(match #on { #(#arms)* })
}

fn tuple<T: ToTokens>(items: &[T]) -> TokenStream {
    super::tuple(items)
}

fn body_label() -> Lifetime {
    Lifetime::new("'body", Span::mixed_site())
}

fn loop_label(id: LoopId) -> Lifetime {
    Lifetime::new(&format!("'l{}", id.0), Span::mixed_site())
}
