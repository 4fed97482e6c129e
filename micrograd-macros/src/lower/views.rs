//! References to places: `&x[a..b]`, `split_at_mut`, `first_chunk`, .. A view is no variable of its own. Each use goes
//! the whole way from the variable it shows a part of, in the value and in the adjoint alike, so two views of one
//! variable never have to be open together.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use super::stmt::is_place;
use crate::ir::{Bounds, Operand, Place, Projection, Shape, Stmt, Verbatim, View};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, Type};

impl Lower<'_> {
    /// What an expression refers to, if it is a reference or several.
    pub(super) fn view(&mut self, expr: &Expr) -> Option<Binding> {
        match strip(expr) {
            Expr::Reference(r) if is_place(&r.expr) => {
                let mutable = r.mutability.is_some();
                Some(Binding::Alias(self.place(&r.expr), mutable))
            }
            Expr::Reference(r) => self.lent(r),
            Expr::Path(path) => {
                let local = self.scopes.find(path.path.get_ident()?)?;
                let binding = self.scopes.binding(local);
                matches!(binding, Binding::Alias(..) | Binding::Parts(_) | Binding::Maybe(..)).then(|| binding.clone())
            }
            Expr::Field(field) => match (&field.member, self.view(&field.base)?) {
                (syn::Member::Unnamed(k), Binding::Parts(parts)) => parts.into_iter().nth(k.index as usize),
                _ => None,
            },
            Expr::MethodCall(call) => self.view_call(call),
            _ => None,
        }
    }

    fn view_call(&mut self, call: &ExprMethodCall) -> Option<Binding> {
        let name = call.method.to_string();
        match (name.as_str(), call.args.len()) {
            ("as_slice" | "as_ref" | "as_deref" | "as_mut_slice" | "as_mut" | "as_deref_mut", 0) => {
                let place = self.viewed(&call.receiver)?;
                Some(Binding::Alias(place, name.contains("mut")))
            }
            ("split_at" | "split_at_mut", 1) => {
                let place = self.viewed(&call.receiver)?;
                let at = self.expr(&call.args[0]);
                self.expect(&at, &Kind::Int, &call.args[0]);
                Some(self.halves(&place, &at, name.ends_with("mut")))
            }
            ("as_chunks" | "as_chunks_mut", 0) => {
                let place = self.viewed(&call.receiver)?;
                Some(self.chunked(&place, call))
            }
            ("as_flattened" | "as_flattened_mut", 0) => {
                let place = self.viewed(&call.receiver)?;
                let (shared, mutable) = (quote!(as_flattened()), quote!(as_flattened_mut()));
                let view = View { shared, mutable, shape: Shape::Flat, slice: true };
                Some(Binding::Alias(place.then(Projection::View(view)), name.ends_with("mut")))
            }
            ("unwrap", 0) | ("expect", 1) if matches!(strip(&call.receiver), Expr::MethodCall(_)) => {
                let Binding::Maybe(flag, shown) = self.view(&call.receiver)? else { return None };
                self.require_some(&flag, call.args.first());
                Some(*shown)
            }
            ("insert" | "get_or_insert", 1) if self.is_option(&call.receiver) => {
                let on = self.option(&call.receiver, call)?;
                let place = self.inserted(&on, &call.args[0])?;
                Some(Binding::Alias(place, true))
            }
            _ => self.shown(call),
        }
    }

    /// The place that a method shows a part of.
    pub(super) fn viewed(&mut self, receiver: &Expr) -> Option<Place> {
        match self.view(receiver) {
            Some(Binding::Alias(place, _)) => Some(place),
            Some(_) => None,
            None => Some(self.place(receiver)),
        }
    }

    fn halves(&mut self, place: &Place, at: &Operand, mutable: bool) -> Binding {
        let (tokens, n) = (self.receiver_tokens(place), self.tokens(at));
        let reads = place.vars().chain(at.var()).collect();
        // the split itself panics where the length does not suffice, even if no half is used
        self.push(Stmt::Effect(Verbatim { tokens: quote!(#tokens.split_at(#n)), reads, repeatable: false }));
        let part = |from: Option<&Operand>, to: Option<&Operand>| {
            let bounds = Bounds { from: from.cloned(), to: to.cloned(), inclusive: false };
            Binding::Alias(place.then(Projection::Range(bounds)), mutable)
        };
        Binding::Parts(vec![part(None, Some(at)), part(Some(at), None)])
    }

    /// `as_chunks::<N>()`: the chunks, and what is left over.
    fn chunked(&mut self, place: &Place, call: &ExprMethodCall) -> Binding {
        let Some(n) = &call.turbofish else {
            let help = format!("write `.{}::<3>()`", call.method);
            self.reject(&call.method, "the length of the chunks is not visible", help);
            return Binding::Value(Operand::Poison);
        };
        let mutable = call.method.to_string().ends_with("mut");
        let part = |k: usize| {
            let k = syn::Index::from(k);
            View {
                shared: quote!(as_chunks #n().#k),
                mutable: quote!(as_chunks_mut #n().#k),
                shape: if k.index == 0 { Shape::Chunks } else { Shape::Same },
                slice: true,
            }
        };
        let parts = [0, 1].map(|k| Binding::Alias(place.then(Projection::View(part(k))), mutable));
        Binding::Parts(parts.to_vec())
    }

    /// `::<3>`, which tells the length of a chunk.
    pub(super) fn chunk_length(&mut self, call: &ExprMethodCall) -> Option<proc_macro2::TokenStream> {
        if let Some(n) = &call.turbofish {
            return Some(n.to_token_stream());
        }
        let help = format!("write `.{}::<3>()`", call.method);
        self.reject(&call.method, "the length of the chunk is not visible", help);
        None
    }

    /// `len - 1`; of an empty sequence nothing reads the last element.
    pub(super) fn last_index(&mut self, place: &Place, at: &impl ToTokens) -> Operand {
        let len = self.length(place, at);
        let tokens = self.tokens(&len);
        self.count(quote!(#tokens.wrapping_sub(1)), [len.var(), None], at)
    }

    pub(super) fn ends(&mut self, place: &Place, first: bool, mutable: bool, at: &ExprMethodCall) -> Binding {
        let (one, rest) = if first {
            let number = |n: usize| Operand::plain(syn::Index::from(n).to_token_stream(), Kind::Int);
            (number(0), Bounds { from: Some(number(1)), ..Bounds::default() })
        } else {
            let last = self.last_index(place, at);
            (last.clone(), Bounds { to: Some(last), ..Bounds::default() })
        };
        let one = Binding::Alias(place.then(Projection::Index(one)), mutable);
        Binding::Parts(vec![one, Binding::Alias(place.then(Projection::Range(rest)), mutable)])
    }

    /// `x[..3].try_into().unwrap()`, `x.first_chunk().unwrap()` where the declared type tells the length, and
    /// `<[f64; 3]>::try_from(&x[..3]).unwrap()`.
    pub(super) fn array_of_slice(&mut self, init: &Expr, ty: Option<&Type>) -> Option<Place> {
        let unwrapped = method(strip(init), &["unwrap", "expect"])?;
        if let Expr::Call(call) = strip(&unwrapped.receiver)
            && let Expr::Path(path) = &*call.func
            && let (Some(own), [slice]) = (&path.qself, &call.args.iter().collect::<Vec<_>>()[..])
            && path.path.segments.last().is_some_and(|s| s.ident == "try_from")
        {
            return self.whole_chunk(slice, array_length(&own.ty)?, unwrapped);
        }
        let inner = method(
            strip(&unwrapped.receiver),
            &["try_into", "first_chunk", "last_chunk", "first_chunk_mut", "last_chunk_mut"],
        )?;
        let len = array_length(ty?)?;
        if inner.method == "try_into" {
            return self.whole_chunk(&inner.receiver, len, unwrapped);
        }
        if inner.turbofish.is_some() {
            return None;
        }
        let place = self.viewed(&inner.receiver)?;
        let name = inner.method.to_string();
        let name = quote::format_ident!("{}", name.trim_end_matches("_mut"));
        Some(place.then(Projection::View(chunk(&name, &quote!(::<{ #len }>)))))
    }

    /// The whole of a slice as an array.
    fn whole_chunk(&mut self, slice: &Expr, len: &Expr, unwrapped: &ExprMethodCall) -> Option<Place> {
        let place = self.viewed(slice)?;
        let (name, n) = (quote::format_ident!("first_chunk"), quote!(::<{ #len }>));
        let tokens = self.place_tokens(&place);
        let (method, args) = (&unwrapped.method, &unwrapped.args);
        // the conversion's own panic, with the user's message
        let check =
            quote!(let _ = <&[_; #len] as ::core::convert::TryFrom<&[_]>>::try_from(&#tokens[..]).#method(#args));
        self.push(Stmt::Effect(Verbatim { tokens: check, reads: place.vars().collect(), repeatable: false }));
        Some(place.then(Projection::View(chunk(&name, &n))))
    }
}

fn method<'e>(expr: &'e Expr, names: &[&str]) -> Option<&'e ExprMethodCall> {
    match expr {
        Expr::MethodCall(call) if names.iter().any(|name| call.method == name) => Some(call),
        _ => None,
    }
}

/// The length of an array type, or of that behind a reference.
fn array_length(ty: &Type) -> Option<&Expr> {
    match ty {
        Type::Array(array) => Some(&array.len),
        Type::Reference(r) => array_length(&r.elem),
        Type::Paren(inner) => array_length(&inner.elem),
        _ => None,
    }
}

/// One part of `split_first_chunk::<N>()`: part 0 is the array there, part 1 of `split_last_chunk`.
pub(super) fn half(name: &proc_macro2::Ident, n: &proc_macro2::TokenStream, k: usize) -> View {
    let mutable = quote::format_ident!("{name}_mut");
    let array = usize::from(name == "split_last_chunk");
    let (enough, index) = (quote!(.expect("the slice is long enough")), syn::Index::from(k));
    View {
        shared: quote!(#name #n() #enough.#index),
        mutable: quote!(#mutable #n() #enough.#index),
        shape: Shape::Same,
        slice: k != array,
    }
}

pub(super) fn chunk(name: &proc_macro2::Ident, n: &proc_macro2::TokenStream) -> View {
    let mutable = quote::format_ident!("{name}_mut");
    let enough = quote!(.expect("the slice is long enough"));
    View {
        shared: quote!(#name #n() #enough),
        mutable: quote!(#mutable #n() #enough),
        shape: Shape::Same,
        slice: false,
    }
}

impl Place {
    /// A part of this place.
    pub fn then(&self, step: Projection) -> Place {
        let mut projections = self.projections.clone();
        projections.push(step);
        Place { base: self.base, projections }
    }

    /// Whether what stands here has no size of its own: it is shown by a range.
    pub fn ends_in_slice(&self) -> bool {
        match self.projections.last() {
            Some(Projection::Range(_)) => true,
            Some(Projection::View(view)) => view.slice,
            _ => false,
        }
    }
}
