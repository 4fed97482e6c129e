//! The `match` expressions in which the macro leaves the user's patterns.
use super::Reader;
use crate::explain::code;
use crate::explain::expr::Expr;
use crate::ir::{Operand, Rvalue, Verbatim};
use quote::ToTokens;

impl Reader<'_> {
    /// What a branch on `on` is taken on and the patterns of its arms, where the user's `match` tells.
    pub fn patterns(&self, on: &Operand) -> Option<(Expr, Vec<Expr>)> {
        let Some(Rvalue::Verbatim(code)) = on.var().and_then(|v| self.definitions.get(&v)) else { return None };
        let reads = &code.reads;
        let Ok(syn::Expr::Match(code)) = syn::parse2::<syn::Expr>(code.tokens.clone()) else { return None };
        let arms = code.arms.iter().map(|arm| Expr::text(self.pattern(&arm.pat))).collect();
        Some((self.tokens(&code.expr.to_token_stream(), reads), arms))
    }

    /// Whether a value fits a pattern, where a `match` asks no more.
    pub(super) fn test(&self, code: &Verbatim) -> Option<Expr> {
        let Ok(syn::Expr::Match(of)) = syn::parse2::<syn::Expr>(code.tokens.clone()) else { return None };
        let [yes, no] = &of.arms[..] else { return None };
        let flag = |arm: &syn::Arm| arm.to_token_stream().to_string().replace([' ', ','], "");
        if !flag(yes).ends_with("=>true") || flag(no) != "_=>false" {
            return None;
        }
        let value = self.tokens(&of.expr.to_token_stream(), &code.reads);
        Some(Expr::Code(vec![value, Expr::text(format!(" is {}", self.pattern(&yes.pat)))], false))
    }

    /// A pattern, with the user's names of types.
    fn pattern(&self, pattern: &syn::Pat) -> String {
        let mut text = code::pattern(&pattern.to_token_stream());
        for named in &self.program.types {
            let image = named.image.to_string();
            while let Some(at) = text.find(&image) {
                let own = named.path.to_token_stream().to_string().replace(' ', "");
                let rest = &text[at + image.len()..];
                let end = if rest.starts_with("::<") { rest.find('>').map_or(0, |k| k + 1) } else { 0 };
                if own.contains(&image) {
                    break;
                }
                text.replace_range(at..at + image.len() + end, &own);
            }
        }
        text
    }
}
