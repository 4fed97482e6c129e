//! The same program in other clothes: a function that a macro makes, a float under another name.
use crate::random::Random;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Item;

/// Dresses some programs.
pub fn dress(random: &mut Random, items: Vec<Item>) -> Vec<Item> {
    match random.below(16) {
        0 => by_macro(random, items),
        1 => renamed(items),
        _ => items,
    }
}

// Input:  #[differentiable] fn g(x: f64) -> f64 { x * 0.5 }
// Output: macro_rules! make { ($real:ty, $half:expr) => { #[differentiable] fn g(x: $real) -> $real { x * $half } } }
//         make!(f64, 0.25 + 0.25);
/// One of the functions is made by a macro, which is given the type of the reals and a number.
fn by_macro(random: &mut Random, items: Vec<Item>) -> Vec<Item> {
    let functions: Vec<usize> = (0..items.len()).filter(|k| matches!(items[*k], Item::Fn(_))).collect();
    let chosen = *random.of(&functions);
    let dressed = items.into_iter().enumerate().flat_map(|(k, item)| {
        if k != chosen {
            return vec![item];
        }
        let body = parameters(item.to_token_stream());
        let rules: Item = syn::parse_quote!(
            macro_rules! make { ($real:ty, $half:expr) => { #body }; }
        );
        vec![rules, syn::parse_quote!(make!(f64, 0.25 + 0.25);)]
    });
    dressed.collect()
}

/// `: f64` and `0.5` become the parameters of a macro.
fn parameters(tokens: TokenStream) -> TokenStream {
    replaced(tokens, &|token, typed| match token {
        TokenTree::Ident(name) if typed && name == "f64" => Some(quote!($real)),
        TokenTree::Literal(number) if number.to_string() == "0.5" => Some(quote!($half)),
        _ => None,
    })
}

/// The reals in the parameters and locals of functions have another name.
fn renamed(items: Vec<Item>) -> Vec<Item> {
    let alias: Item = syn::parse_quote!(
        type Float = f64;
    );
    let dressed = items.into_iter().map(|item| match item {
        Item::Fn(_) if !needs_the_name(&item) => {
            let tokens = aliased(item.to_token_stream());
            syn::parse2(tokens).unwrap_or(item)
        }
        other => other,
    });
    std::iter::once(alias).chain(dressed).collect()
}

/// Where a reduction of such reals gets its type, rustc does not see in time; a function with `partials` must be one of
/// numbers, which it shows by their names; and so must what a reference without a type refers to, if it is assigned again.
fn needs_the_name(item: &Item) -> bool {
    let text = item.to_token_stream().to_string();
    let pointer = |rest: &str| rest.split_whitespace().skip(1).take(2).eq(["=", "&"]);
    text.contains(". reduce") || text.contains("partials (") || text.split("let mut ").skip(1).any(pointer)
}

fn aliased(tokens: TokenStream) -> TokenStream {
    replaced(tokens, &|token, typed| match token {
        TokenTree::Ident(name) if typed && name == "f64" => Some(quote!(Float)),
        _ => None,
    })
}

/// Puts other tokens in the place of some, of which is told whether they are the type behind a `:`.
fn replaced(tokens: TokenStream, by: &dyn Fn(&TokenTree, bool) -> Option<TokenStream>) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let single = colon(out.last()) && !(out.len() > 1 && colon(out.get(out.len() - 2)));
        // not `let x: f64;`: an alias may be that of an array
        let bare = !matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':' || p.as_char() == ';');
        match (by(&token, single && bare), token) {
            (Some(other), _) => out.extend(other),
            (None, TokenTree::Group(group)) => {
                out.push(Group::new(group.delimiter(), replaced(group.stream(), by)).into());
            }
            (None, token) => out.push(token),
        }
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{aliased, parameters};
    use quote::quote;

    #[test]
    fn types_and_numbers_are_replaced_where_they_stand_alone() {
        let tokens = quote!(
            fn f(x: f64, y: &[f64]) {
                let z: f64 = f64::sin(x) * 0.5;
            }
        );
        let given = parameters(tokens.clone()).to_string();
        assert_eq!(given, quote!(fn f(x: $real, y: &[f64]) { let z: $real = f64::sin(x) * $half; }).to_string());
        let named = aliased(tokens).to_string();
        assert_eq!(
            named,
            quote!(
                fn f(x: Float, y: &[f64]) {
                    let z: Float = f64::sin(x) * 0.5;
                }
            )
            .to_string()
        );
    }
}
