//! Every guess of the macro is backed by a bound in emitted code: a wrong one is an error of the compiler.
use super::super::Emitter;
use crate::errors::located;
use crate::ir::{Operand, Rvalue, Var};
use crate::kinds::Kind;
use crate::tokens::{TokenStream, quote};

impl Emitter<'_> {
    /// A variable that was taken for an index or a flag without being declared so must carry no derivative.
    pub(super) fn check(&self, out: Var) -> Option<TokenStream> {
        let (info, root) = (self.program.info(out), &self.input.root);
        let name = &info.name;
        let guessed = info.guessed && matches!(info.kind, Kind::Int | Kind::Bool);
        guessed.then(|| located(quote!(#root::rt::assert_inactive(&#name);), info.span))
    }

    /// The result of a call or a field that was taken for a real of one precision, where the other may be about, must be
    /// of it.
    pub(super) fn precision_check(&self, out: Var) -> Option<TokenStream> {
        let (info, root) = (self.program.info(out), &self.input.root);
        let guessed = self.input.converts() && info.guessed && info.kind.is_real();
        guessed.then(|| {
            let (name, scalar) = (&info.name, self.scalar_of(&info.kind));
            located(quote!(#root::rt::assert_scalar::<#scalar, _>(&#name);), info.span)
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
            let name = &info.name;
            located(quote!(#root::rt::assert_number(&#name);), info.span)
        });
        each.collect()
    }
}
