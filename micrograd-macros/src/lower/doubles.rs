//! Floats that are `f64` in a function that mentions `f32` alone: to Rust a literal that never meets an `f32` is one. The
//! function is lowered once as if it mixed both, to see whether there is such a literal; if so, it does mix them.
use super::Lower;
use crate::errors::Errors;
use crate::ir::Arg;
use crate::kinds::Kind;
use crate::parse::{Input, Mode};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// Finds out whether a function of `f32` has `f64`s in it that nothing shows.
// Input:  fn f(x: f32) -> f32 { let mut t = 0.0; while t < 1.0 { t += 0.1; } x * t as f32 }
pub fn find_doubles(input: &mut Input) {
    let single = input.mode == Mode::Plain("f32") && input.other.is_none();
    if !single || !has_free_literal(input.function.block.to_token_stream()) {
        return;
    }
    (input.other, input.unseen) = (Some("f64"), true);
    let mut errors = Errors::default();
    let mut lower = Lower::new(input, &mut errors);
    lower.lower_function();
    if !lower.has_doubles() {
        (input.other, input.unseen) = (None, false);
    }
}

impl Lower<'_> {
    /// What is given to a function is what that wants, which nothing here tells: an `f32` most likely.
    pub(super) fn suppose_given(&mut self, args: &[Arg]) {
        if !self.mixes() {
            return;
        }
        for arg in args {
            let kind = match arg {
                Arg::Value(op) => self.kind_of(op),
                Arg::Ref(place) | Arg::Mut(place) => self.place_kind(place),
            };
            // where both are named a number that is written where it is given shows nothing, and is left open
            if self.input.unseen || !matches!(self.kinds.resolve(&kind), Kind::Unknown(_)) {
                self.kinds.suppose_reals(&kind, &Kind::Real);
            }
        }
    }

    fn has_doubles(&self) -> bool {
        self.doubles || self.kinds.has_open_reals() || self.vars.iter().any(|v| has_other(&self.kinds.resolve(&v.kind)))
    }
}

fn has_other(kind: &Kind) -> bool {
    match kind {
        Kind::Other => true,
        Kind::Seq(item) | Kind::Opt(item) => has_other(item),
        Kind::Tup(items) => items.iter().any(has_other),
        _ => false,
    }
}

/// Whether a float literal without suffix stands in some code.
fn has_free_literal(code: TokenStream) -> bool {
    code.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_free_literal(group.stream()),
        TokenTree::Literal(literal) => match syn::Lit::new(literal) {
            syn::Lit::Float(float) => float.suffix().is_empty(),
            _ => false,
        },
        _ => false,
    })
}
