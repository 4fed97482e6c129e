//! `assert_grad!`: a call becomes a call of the hidden function that checks it.
use crate::emit::CHECK;
use crate::errors::{Errors, show};
use crate::names::plain;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, Path, PathArguments, Token};

/// The names of tolerances.
const TOLERANCES: &[&str] = &["engines", "differences", "dot", "second"];

/// `[$crate] f(1.0, &w), differences = 1e-4`
struct Assertion {
    root: Path,
    call: Expr,
    tolerances: Vec<(Ident, Expr)>,
}

impl Parse for Assertion {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let root;
        syn::bracketed!(root in input);
        let root = root.call(Path::parse_mod_style)?;
        if input.is_empty() {
            let message = "`assert_grad!` without a call\nhelp: write `assert_grad!(f(1.0, &w))`";
            return Err(syn::Error::new(proc_macro2::Span::call_site(), message));
        }
        let call = input.parse()?;
        let mut tolerances = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let name: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            tolerances.push((name, input.parse()?));
        }
        Ok(Assertion { root, call, tolerances })
    }
}

/// The check.
// Input:  [$crate] m::f(1.0, &w), differences = 1e-4
// Output: { use m::f as needs_..; needs_..::checked_..(1.0, &w, |t: &mut Tolerances| { t.differences = 1e-4; }) }
//         .assert("m::f(1.0, &w)")
pub fn expand(args: TokenStream) -> TokenStream {
    let Assertion { root, call, tolerances } = match syn::parse2(args) {
        Ok(assertion) => assertion,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let each = tolerances.iter().filter_map(|(name, value)| {
        if !TOLERANCES.iter().any(|known| name == known) {
            errors.at(
                name,
                format!("`{name}` is no tolerance"),
                "the tolerances are `engines`, `differences`, `dot` and `second`",
            );
            return None;
        }
        Some(quote!(tolerances.#name = #value;))
    });
    let set: Vec<_> = each.collect();
    let set = quote!(|tolerances: &mut #root::__private::rt::check::Tolerances| { #(#set)* let _ = tolerances; });
    let text = show(&call);
    let check = checked(&call, &root, &set, &mut errors);
    if let Some(check) = check.filter(|_| errors.is_empty()) {
        return quote_spanned!(call.span()=> #check.assert(#text));
    }
    errors.into_compile_errors()
}

fn checked(call: &Expr, root: &Path, set: &TokenStream, errors: &mut Errors) -> Option<TokenStream> {
    match call {
        Expr::Paren(inner) => checked(&inner.expr, root, set, errors),
        Expr::Group(inner) => checked(&inner.expr, root, set, errors),
        Expr::Call(call) => of_function(call, root, set, errors),
        Expr::MethodCall(call) => Some(of_method(call, set)),
        other => {
            let help = "write the call of a function with `#[differentiable]`, with the arguments to check it at";
            errors.at(other, "`assert_grad!` of something else than a call", help);
            None
        }
    }
}

fn of_function(call: &ExprCall, root: &Path, set: &TokenStream, errors: &mut Errors) -> Option<TokenStream> {
    let Expr::Path(callee) = &*call.func else {
        errors.at(&call.func, "a call of something other than a named function", "call the function by its name");
        return None;
    };
    let (mut path, args) = (callee.path.clone(), with(&call.args, set));
    let last = path.segments.last_mut()?;
    let owner = callee.path.segments.iter().rev().nth(1);
    if owner.is_some_and(|owner| plain(&owner.ident).starts_with(char::is_uppercase)) {
        last.ident = format_ident!("{CHECK}_{}", plain(&last.ident), span = last.ident.span());
        let callee = syn::ExprPath { path, ..callee.clone() };
        return Some(quote!(#callee #args));
    }
    // the arguments of the type, which it does not have, are those of its function
    let arguments = std::mem::replace(&mut last.arguments, PathArguments::None);
    let span = last.ident.span();
    let (check, of) = (format_ident!("{CHECK}", span = span), Ident::new("needs_the_attribute_differentiable", span));
    // a function alone, without the type beside it, is none of these names: so the compiler says what is missing
    Some(quote!({
        #[allow(unused_imports)]
        use #path as #of;
        #[allow(unused_imports)]
        use #root::__private::rt::missing::*;
        #of::#check #arguments #args
    }))
}

fn of_method(call: &ExprMethodCall, set: &TokenStream) -> TokenStream {
    let (receiver, turbofish, args) = (&call.receiver, call.turbofish.to_token_stream(), with(&call.args, set));
    let name = format_ident!("{CHECK}_{}", plain(&call.method), span = call.method.span());
    quote!(#receiver.#name #turbofish #args)
}

/// The arguments and one more.
fn with(args: &Punctuated<Expr, Token![,]>, set: &TokenStream) -> TokenStream {
    let args = args.iter();
    quote!((#(#args,)* #set))
}
