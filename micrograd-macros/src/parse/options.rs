//! The options of the attribute.
use crate::analyse::Strategy;
use crate::errors::Errors;
use crate::tokens::{TokenStream, quote};
use syn::parse::Parser;

/// The options of the attribute.
pub struct Options {
    /// The path of the support library.
    pub root: TokenStream,
    /// How far the plan goes.
    pub strategy: Strategy,
    /// Whether the pullback is boxed.
    pub recursive: bool,
    /// Whether the sweeps are listed for people.
    pub explain: bool,
}

/// Reads the options; reports those that there are not.
pub fn options(args: proc_macro2::TokenStream, errors: &mut Errors) -> Options {
    let mut root = quote!(::micrograd::__private);
    let mut strategy = if cfg!(feature = "always") { Strategy::Always } else { Strategy::Planned };
    let mut recursive = false;
    let mut explain = false;
    let parser = syn::meta::parser(|meta| {
        if meta.path.is_ident("crate") {
            let path: syn::Path = meta.value()?.parse::<syn::LitStr>()?.parse()?;
            root = quote!(#path::__private);
            return Ok(());
        }
        if meta.path.is_ident("always") {
            strategy = Strategy::Always;
            return Ok(());
        }
        if meta.path.is_ident("recursive") {
            recursive = true;
            return Ok(());
        }
        if meta.path.is_ident("explain") {
            explain = true;
            return Ok(());
        }
        Err(meta.error(
            "unknown option of `#[differentiable]`\nhelp: the options are `recursive`, `explain`, `crate = \"path\"` and `always`",
        ))
    });
    if let Err(error) = parser.parse2(args) {
        errors.push(error);
    }
    Options { root: root.kept(), strategy, recursive, explain }
}
