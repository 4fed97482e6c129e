//! `x.first()`, `x.get(i)` and their kin: a reference, if there is something to refer to.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use super::views::{chunk, half};
use crate::ir::{Operand, Place, Projection, Rvalue, Verbatim};
use crate::kinds::Kind;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

const KNOWN: &[&str] = &[
    "first",
    "last",
    "get",
    "first_chunk",
    "last_chunk",
    "split_first",
    "split_last",
    "split_first_chunk",
    "split_last_chunk",
];

/// What the argument of such a method says.
#[derive(Default)]
struct Argument {
    tokens: TokenStream,
    reads: Vec<crate::ir::Var>,
    /// The part that it names.
    step: Option<Projection>,
}

impl Lower<'_> {
    /// What such a method shows, with the flag that tells whether it shows anything; nothing for any other method.
    pub(super) fn shown(&mut self, call: &ExprMethodCall) -> Option<Binding> {
        let name = call.method.to_string();
        let (name, mutable) = (name.trim_end_matches("_mut"), name.ends_with("_mut"));
        if !KNOWN.contains(&name) || call.args.len() != usize::from(name == "get") {
            return None;
        }
        let place = self.viewed(&call.receiver)?;
        if !matches!(self.place_kind(&place), Kind::Seq(_) | Kind::Unknown(_)) {
            return None;
        }
        let argument = call.args.first().map(|arg| self.shown_argument(arg)).unwrap_or_default();
        let (method, of, turbofish, tokens) =
            (format_ident!("{name}"), self.receiver_tokens(&place), &call.turbofish, &argument.tokens);
        let tokens = quote!(#of.#method #turbofish(#tokens).is_some());
        let reads = place.vars().chain(argument.reads.clone()).collect();
        let code = Verbatim { tokens, reads, repeatable: true };
        let shown = self.shown_part(name, &place, mutable, argument.step, call)?;
        let flag = self.define(Kind::Bool, Rvalue::Verbatim(code), call.span());
        Some(Binding::Maybe(flag, Box::new(shown)))
    }

    fn shown_argument(&mut self, arg: &Expr) -> Argument {
        if let Expr::Range(range) = strip(arg) {
            let bounds = self.bounds(range);
            let ends = [bounds.from.as_ref(), bounds.to.as_ref()];
            let reads = ends.into_iter().flatten().filter_map(Operand::var).collect();
            let [from, to] = ends.map(|end| end.map(|op| self.tokens(op)));
            let tokens = if bounds.inclusive { quote!(#from..=#to) } else { quote!(#from..#to) };
            return Argument { tokens, reads, step: Some(Projection::Range(bounds)) };
        }
        let at = self.expr(arg);
        self.expect(&at, &Kind::Int, arg);
        let (tokens, reads) = (self.tokens(&at), at.var().into_iter().collect());
        Argument { tokens, reads, step: Some(Projection::Index(at)) }
    }

    fn shown_part(
        &mut self,
        name: &str,
        place: &Place,
        mutable: bool,
        named: Option<Projection>,
        call: &ExprMethodCall,
    ) -> Option<Binding> {
        let step = match name {
            "get" => named?,
            "first" => Projection::Index(Operand::plain(quote!(0), Kind::Int)),
            "last" => Projection::Index(self.last_index(place, call)),
            "first_chunk" | "last_chunk" => {
                let n = self.chunk_length(call)?;
                Projection::View(chunk(&format_ident!("{name}"), &n))
            }
            "split_first_chunk" | "split_last_chunk" => {
                let (n, method) = (self.chunk_length(call)?, format_ident!("{name}"));
                let parts = [0, 1].map(|k| Binding::Alias(place.then(Projection::View(half(&method, &n, k))), mutable));
                return Some(Binding::Parts(parts.to_vec()));
            }
            _ => return Some(self.ends(place, name == "split_first", mutable, call)),
        };
        Some(Binding::Alias(place.then(step), mutable))
    }
}
