//! The options of the attribute.
use crate::analyse::Strategy;
use crate::errors::Errors;
use crate::tokens::{TokenStream, quote};
use proc_macro2::Ident;
use syn::meta::ParseNestedMeta;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Path, Token, parenthesized};

/// The functions for users by which `modes(..)` names them.
pub const MODES: &[&str] = &[
    "grad",
    "value_and_grad",
    "backward",
    "vjp",
    "jvp",
    "hvp",
    "hessian",
    "hessian_diagonal",
    "jacobian",
    "jacobian_rows",
    "generic",
];

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
    /// The functions that are wanted, if not all are.
    pub modes: Option<Vec<Ident>>,
    /// The partials that the user gives.
    pub partials: Option<Vec<Expr>>,
    /// The VJP that the user gives.
    pub vjp: Option<Path>,
    /// The JVP beside it.
    pub jvp: Option<Path>,
    /// The parameters that derivatives are taken by, if not by all.
    pub wrt: Option<Vec<Ident>>,
}

/// Reads the options; reports those that there are not.
pub fn options(args: proc_macro2::TokenStream, errors: &mut Errors) -> Options {
    let mut options = Options {
        root: quote!(::micrograd::__private).kept(),
        strategy: if cfg!(feature = "always") { Strategy::Always } else { Strategy::Planned },
        recursive: false,
        explain: false,
        modes: None,
        wrt: None,
        partials: None,
        vjp: None,
        jvp: None,
    };
    let parser = syn::meta::parser(|meta| options.read(&meta));
    if let Err(error) = parser.parse2(args) {
        errors.push(error);
    }
    if let (Some(jvp), None) = (&options.jvp, &options.vjp) {
        errors.at(jvp, "a JVP by hand without a VJP", "give both, `vjp = path, jvp = path`");
    } else if let (Some(vjp), Some(_)) = (&options.vjp, &options.partials) {
        errors.at(vjp, "`partials` and `vjp` of one function", "give one of them");
    }
    for mode in options.modes.iter().flatten().filter(|mode| !MODES.iter().any(|known| mode == known)) {
        errors.at(mode, format!("there is no mode `{mode}`"), format!("the modes are {}", listed(MODES)));
    }
    options
}

impl Options {
    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match name.as_str() {
            "crate" => {
                let path: syn::Path = meta.value()?.parse::<syn::LitStr>()?.parse()?;
                self.root = quote!(#path::__private).kept();
            }
            "always" => self.strategy = Strategy::Always,
            "recursive" => self.recursive = true,
            "explain" => self.explain = true,
            "modes" => self.modes = Some(names(meta)?),
            "partials" => {
                let content;
                parenthesized!(content in meta.input);
                let each = Punctuated::<Expr, Token![,]>::parse_terminated(&content)?;
                self.partials = Some(each.into_iter().collect());
            }
            "vjp" => self.vjp = Some(meta.value()?.parse()?),
            "jvp" => self.jvp = Some(meta.value()?.parse()?),
            "wrt" => self.wrt = Some(names(meta)?),
            _ => {
                return Err(meta.error(
                    "unknown option of `#[differentiable]`\nhelp: the options are `wrt(..)`, `modes(..)`, `partials(..)`, `vjp = path`, `jvp = path`, `recursive`, \
                     `explain`, `crate = \"path\"` and `always`",
                ));
            }
        }
        Ok(())
    }
}

/// `(a, b)`
fn names(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<Ident>> {
    let content;
    let parens = parenthesized!(content in meta.input);
    let names: Vec<Ident> = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?.into_iter().collect();
    if names.is_empty() {
        let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        return Err(syn::Error::new(
            parens.span.join(),
            format!("`{name}()` names nothing\nhelp: leave it out to have all"),
        ));
    }
    Ok(names)
}

/// `a`, `b`, `c`
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
