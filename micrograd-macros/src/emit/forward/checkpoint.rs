//! Loops that leave snapshots of their state instead of tapes, and their bodies again in the backward sweep.
use super::super::Emitter;
use super::super::tapes::{Site, Tapes};
use super::{Around, Forward, loop_label};
use crate::errors::located;
use crate::ir::{Checkpoint, Iter, Place, Stmt, Var};
use crate::names::Names;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};
use syn::GenericParam;
use syn::spanned::Spanned;

impl<'a> Forward<'a> {
    /// A sweep inside the backward sweep, whose names it must not take: what has an effect has had it.
    pub fn again(cx: &'a Emitter<'a>, record: bool, names: Names) -> Self {
        Forward { again: true, ..Forward::with_names(cx, record, names) }
    }

    /// Every name that is taken, and the tapes.
    pub fn into_parts(self) -> (Names, Tapes) {
        (self.names, self.tapes)
    }

    // Input:  #[checkpoint] for i in 0..n { s *= x[i]; x[i] = s; }
    // Output: let range = 0..n; let mut saved = Snapshots::root(range.size_hint().0); let mut s = s_0;
    //         for i in range { if saved.is_due() { saved.save((s, owned(&x))); } .. } t.push(saved);
    pub(super) fn checkpointed(&mut self, stmt: &Stmt, how: &Checkpoint) -> TokenStream {
        let Stmt::Loop { id, iter, inits, out, .. } = stmt else { unreachable!("only loops come here") };
        let (cx, root) = (self.cx, &self.cx.input.root);
        let tape = self.tape(Site::Snapshots(*id));
        let [range, saved] = ["range", "saved"].map(|name| self.names.fresh(name, Span::call_site()));
        let kind = match how {
            Checkpoint::Root => quote!(root(#range.size_hint().0)),
            Checkpoint::Every(k) => {
                let k = cx.positive(k);
                quote!(every(#k))
            }
            Checkpoint::Revolve(_) => quote!(first_only()),
        };
        let (head, state) = (cx.steps(iter), cx.state(stmt));
        let (names, inits) = (out.iter().map(|v| cx.name(*v)), cx.all_owned(inits));
        let record = std::mem::replace(&mut self.record, false);
        let save = quote!(if #saved.is_due() { #saved.save(#state); });
        let (steps, _) = self.run(stmt, &range.to_token_stream(), &save);
        self.record = record;
        quote! {
            let #range = #head;
            let mut #saved = #root::rt::checkpoint::Snapshots::#kind;
            #(let mut #names = #inits;)*
            #steps
            #tape.push(#saved);
        }
    }

    /// The steps of a loop over some of its range, with some code at the head of each; and the tapes that get an item in
    /// each.
    pub fn run(&mut self, stmt: &Stmt, over: &TokenStream, first: &TokenStream) -> (TokenStream, Vec<Ident>) {
        let Stmt::Loop { id, body, out, .. } = stmt else { unreachable!("only loops come here") };
        self.loops.push(Around::new(*id, true, out));
        let (args, inner) = self.iteration(*id, body, out, None);
        let tapes = self.loops.pop().map(|around| around.tapes).unwrap_or_default();
        let (label, index) = (loop_label(*id), self.cx.index(body));
        (quote!(#label: for #index in #over { #first #args #inner }), tapes)
    }
}

impl Emitter<'_> {
    /// The range of a loop.
    pub fn steps(&self, iter: &Iter) -> TokenStream {
        let Iter::Range { from, to, inclusive, order } = iter else { unreachable!("such a loop is over a range") };
        let range = self.range(from, to, *inclusive, order);
        quote!((#range))
    }

    /// A number in `#[checkpoint(..)]`, which rustc evaluates: at once, unless it depends on what is generic.
    pub fn positive(&self, number: &proc_macro2::TokenStream) -> TokenStream {
        let root = &self.input.root;
        let names = Names::of(number);
        let own = self.input.generics.params.iter();
        let mut generics = own.chain(self.input.owner.iter().flat_map(|owner| &owner.generics.params));
        let depends = generics.any(|param| match param {
            GenericParam::Type(param) => names.has(&param.ident),
            GenericParam::Const(param) => names.has(&param.ident),
            GenericParam::Lifetime(_) => false,
        });
        let checked = quote!(#root::rt::checkpoint::positive(#number));
        let code = if depends || names.has(&Ident::new("Self", Span::call_site())) {
            quote!(const { #checked })
        } else {
            let name = self.names.unused("NUMBER", Span::call_site());
            quote!({ const #name: usize = #checked; #name })
        };
        located(code, number.span())
    }

    /// What a loop changes: its carried variables, and memory outside.
    pub fn state(&self, stmt: &Stmt) -> TokenStream {
        let root = &self.input.root;
        let carried = carried(stmt).iter().map(|v| self.name(*v));
        let memory = stmt.changed_outside().into_iter().map(|v| self.reference(&whole(v)));
        quote!((#(#carried,)* #(#root::rt::owned(#memory),)*))
    }

    /// The same takes the state of a snapshot again, which is by reference: the carried variables, declared anew, and memory.
    pub fn restored(&self, stmt: &Stmt, state: &Ident) -> (TokenStream, TokenStream) {
        let root = &self.input.root;
        let field = |k: usize| {
            let k = syn::Member::from(k);
            quote!(#state.#k)
        };
        let (mut values, mut memory) = (TokenStream::new(), TokenStream::new());
        for (k, v) in carried(stmt).iter().enumerate() {
            let (name, saved) = (self.name(*v), field(k));
            values.extend(quote!(let mut #name = #saved;));
        }
        for (k, v) in stmt.changed_outside().into_iter().enumerate() {
            let (at, saved) = (self.mutable(&whole(v)), field(carried(stmt).len() + k));
            memory.extend(quote!(#root::rt::Restore::restore(#at, &#saved);));
        }
        (values, memory)
    }
}

/// What the carried variables are called behind the loop, and on the way from one iteration to the next.
fn carried(stmt: &Stmt) -> &[Var] {
    match stmt {
        Stmt::Loop { inits, out, .. } => &out[..inits.len()],
        _ => &[],
    }
}

/// The whole of a variable.
fn whole(base: Var) -> Place {
    Place { base, projections: Vec::new() }
}
