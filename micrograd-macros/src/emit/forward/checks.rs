//! Every guess of the macro is backed by a bound in emitted code: a wrong one is an error of the compiler.
use super::super::Emitter;
use crate::ir::{Operand, Rvalue, Var};
use crate::kinds::Kind;
use proc_macro2::{Span, TokenStream};
use quote::quote;

impl Emitter<'_> {
    /// A variable that was taken for an index or a flag without being declared so must carry no derivative.
    pub(super) fn check(&self, out: Var) -> Option<TokenStream> {
        let (info, root) = (self.program.info(out), &self.input.root);
        let name = &info.name;
        let guessed = info.guessed && matches!(info.kind, Kind::Int | Kind::Bool);
        guessed.then(|| {
            let assert = located(quote!(#root::rt::assert_inactive), info.span);
            quote!(#assert(&#name);)
        })
    }

    /// An operand of the rule table that was taken for a number without being declared so must be one: a type of the
    /// user's may have operators of its own.
    pub(super) fn numbers(&self, value: &Rvalue) -> TokenStream {
        let Rvalue::Prim(_, ops) = value else { return TokenStream::new() };
        let root = &self.input.root;
        let infos = ops.iter().filter_map(Operand::var).map(|v| self.program.info(v));
        let unknown = infos.filter(|info| matches!(info.kind, Kind::Unknown(_) | Kind::Opaque));
        let each = unknown.map(|info| {
            let (name, assert) = (&info.name, located(quote!(#root::rt::assert_number), info.span));
            quote!(#assert(&#name);)
        });
        each.collect()
    }
}

/// Emitted code that errors of the compiler point through, to the user's token.
pub(super) fn located(tokens: TokenStream, at: Span) -> TokenStream {
    let each = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(at));
        token
    });
    each.collect()
}
