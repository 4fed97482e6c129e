//! The attribute `#[checkpoint]` inside functions: it belongs to this macro, and the compiler does not know it.
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Block};

/// What such an attribute stands on, for messages.
pub const USE: &str =
    "write it in front of `for i in a..b { .. }`, or of a `for` loop over a slice: its number of iterations is known";

/// Whether an attribute is `#[checkpoint]`, by whatever path.
pub fn is_checkpoint(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "checkpoint")
}

/// The same code without these attributes.
pub fn strip(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        if hash && rest.next_if(is_ours).is_some() {
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                let mut own = Group::new(group.delimiter(), strip(group.stream()));
                own.set_span(group.span());
                TokenTree::Group(own)
            }
            other => other,
        });
    }
    kept.into_iter().collect()
}

/// A method's body without them.
pub fn strip_block(block: &mut Block) {
    let tokens = block.to_token_stream();
    if mentions(tokens.clone())
        && let Ok(stripped) = syn::parse2(strip(tokens))
    {
        *block = stripped;
    }
}

fn mentions(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "checkpoint",
        TokenTree::Group(group) => mentions(group.stream()),
        _ => false,
    })
}

/// `[a::b::checkpoint ..]`
fn is_ours(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    if group.delimiter() != Delimiter::Bracket {
        return false;
    }
    let path = visible(group.stream()).into_iter().take_while(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    });
    matches!(path.last(), Some(TokenTree::Ident(last)) if last == "checkpoint")
}

/// The tokens in the groups that `macro_rules!` leaves around what it was given.
fn visible(tokens: TokenStream) -> Vec<TokenTree> {
    let each = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => visible(group.stream()),
        other => vec![other],
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn nothing_else_is_stripped() {
        let stripped = |code: &str| strip(code.parse().expect("valid tokens")).to_string();
        let plain = |code: &str| code.parse::<proc_macro2::TokenStream>().expect("valid tokens").to_string();
        let code =
            "{ #[allow(unused)] #[checkpoint] for i in a { #[micrograd::checkpoint(revolve = 3)] for j in b {} } }";
        assert_eq!(stripped(code), plain("{ #[allow(unused)] for i in a { for j in b {} } }"));
        for same in ["#[doc = \"checkpoint\"] fn f() { x[checkpoint] }", "#[checkpoints] #[checkpoint::other] a # b"] {
            assert_eq!(stripped(same), plain(same));
        }
    }
}
