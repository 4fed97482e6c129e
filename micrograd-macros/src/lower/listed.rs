//! The expressions that a macro is given, where they look like those of `vec!`: `a, b` or `item; n`.
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprRepeat, Macro, Token};

/// The expressions; none if the macro takes something else.
pub fn listed(mac: &Macro) -> Vec<Expr> {
    let tokens = &mac.tokens;
    if let Ok(args) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) {
        return args.into_iter().collect();
    }
    let repeat = syn::parse2::<ExprRepeat>(quote!([#tokens]));
    repeat.map_or_else(|_| Vec::new(), |repeat| vec![*repeat.expr, *repeat.len])
}
