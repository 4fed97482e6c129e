//! The text of a formula as code.
use super::{Token, TokenStream};
use proc_macro2::{Delimiter, Ident, Span};

/// The punctuation of a formula, the longer first.
const PUNCTUATION: &[&str] = &["::", "+", "-", "*", "/", "%", ".", ",", "&", "<", ">", "=", "!"];

/// A formula of the rule table, with other code for some of its names; for those of methods and of path tails there is
/// none.
pub fn formula(text: &str, names: &dyn Fn(&str) -> Option<TokenStream>) -> TokenStream {
    let mut rest = text;
    TokenStream::template(group(&mut rest, names).into())
}

/// Up to the end of the group or of the text.
fn group(rest: &mut &str, names: &dyn Fn(&str) -> Option<TokenStream>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut tail = false;
    loop {
        *rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return tokens };
        if first == '(' {
            *rest = &rest[1..];
            tokens.push(Token::Group(Delimiter::Parenthesis, group(rest, names).into()));
            tail = false;
        } else if first == ')' {
            *rest = &rest[1..];
            return tokens;
        } else if first.is_ascii_digit() {
            let number = taken(rest, |c| c == '.' || is_in_word(c));
            tokens.push(Token::Literal(number.parse().expect("the table holds valid code")));
            tail = false;
        } else if is_in_word(first) {
            tokens.push(word(taken(rest, is_in_word), tail, names));
            tail = false;
        } else {
            let own = PUNCTUATION.iter().find(|own| rest.starts_with(**own)).expect("the table holds valid code");
            *rest = &rest[own.len()..];
            tokens.push(Token::Text(own));
            tail = *own == "." || *own == "::";
        }
    }
}

fn word(text: &str, tail: bool, names: &dyn Fn(&str) -> Option<TokenStream>) -> Token {
    let replaced = if tail { None } else { names(text) };
    replaced.map_or_else(|| Token::Ident(Ident::new(text, Span::call_site())), Token::Stream)
}

/// What a text begins with.
fn taken<'t>(rest: &mut &'t str, belongs: fn(char) -> bool) -> &'t str {
    let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let (own, behind) = rest.split_at(end);
    *rest = behind;
    own
}

fn is_in_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::quote;
    use micrograd_core::rules::RULES;
    use proc_macro2::TokenTree;

    #[test]
    fn only_operands_are_replaced() {
        let names = |name: &str| match name {
            "a" => Some(quote!(x)),
            "S" => Some(quote!(T)),
            _ => None,
        };
        let code = formula("S :: ONE-b.a(a)*kinks::a(a)", &names);
        assert_eq!(code.to_string(), quote!(T::ONE - b.a(x) * kinks::a(x)).to_string());
    }

    #[test]
    fn every_partial_is_read_as_the_compiler_does() {
        for partial in RULES.iter().flat_map(|rule| rule.partials) {
            let parsed: proc_macro2::TokenStream = partial.parse().unwrap();
            for text in [(*partial).to_owned(), partial.replace(' ', "")] {
                assert_eq!(flat(formula(&text, &|_| None).into()), flat(parsed.clone()));
            }
        }
    }

    /// Each token, and the ends of groups.
    fn flat(code: proc_macro2::TokenStream) -> Vec<String> {
        let each = code.into_iter().flat_map(|token| match token {
            TokenTree::Group(group) => [vec!["(".to_owned()], flat(group.stream()), vec![")".to_owned()]].concat(),
            other => vec![other.to_string()],
        });
        each.collect()
    }
}
