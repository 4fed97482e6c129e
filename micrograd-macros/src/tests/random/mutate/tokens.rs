//! One token changed, wherever it stands.
use super::super::rng::Rng;
use super::super::wild::Wild;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

const WORDS: [&str; 40] = [
    "x", "y", "a", "n", "i", "s", "f", "g", "S", "f64", "f32", "usize", "i32", "bool", "mut", "ref", "if", "else",
    "match", "for", "in", "while", "loop", "break", "continue", "return", "let", "move", "unsafe", "async", "as",
    "self", "_", "sin", "powi", "len", "iter", "max", "true", "const",
];
const SIGNS: [&str; 24] = [
    "+", "-", "*", "/", "%", "=", "==", "+=", "<", ">", "<=", "&", "&&", "|", "||", "!", "?", ".", "..", "..=", ",",
    ";", "=>", "@",
];

/// The tokens with one of them changed.
pub fn changed(rng: &mut Rng, tokens: TokenStream) -> TokenStream {
    let place = rng.below(count(tokens.clone()));
    edit(rng, tokens, &mut Some(place))
}

fn count(tokens: TokenStream) -> usize {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => 1 + count(group.stream()),
        _ => 1,
    });
    each.sum()
}

/// Changes the token with the number `place`, which is nothing afterwards.
fn edit(rng: &mut Rng, tokens: TokenStream, place: &mut Option<usize>) -> TokenStream {
    let mut list: Vec<_> = tokens.into_iter().collect();
    for k in 0..list.len() {
        let Some(left) = *place else { break };
        *place = left.checked_sub(1);
        if left == 0 {
            replace(rng, &mut list, k);
        } else if let TokenTree::Group(group) = &list[k] {
            list[k] = Group::new(group.delimiter(), edit(rng, group.stream(), place)).into();
        }
    }
    list.into_iter().collect()
}

fn replace(rng: &mut Rng, list: &mut Vec<TokenTree>, k: usize) {
    let new = match rng.below(10) {
        0 => TokenStream::new(),
        1 => TokenStream::from_iter([list[k].clone(), list[k].clone()]),
        2 if k + 1 < list.len() => return list.swap(k, k + 1),
        3 => read(&format!("({})", Wild { rng }.expr(1))),
        _ => another(rng, &list[k]),
    };
    drop(list.splice(k..=k, new));
}

/// Another token of the same sort.
fn another(rng: &mut Rng, token: &TokenTree) -> TokenStream {
    match token {
        TokenTree::Ident(_) => read(rng.pick(&WORDS)),
        TokenTree::Punct(_) => read(rng.pick(&SIGNS)),
        TokenTree::Literal(_) => read(&Wild { rng }.literal()),
        TokenTree::Group(group) => {
            let delimiters = [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket];
            let inner = if rng.percent(30) { TokenStream::new() } else { group.stream() };
            TokenTree::Group(Group::new(delimiters[rng.below(3)], inner)).into()
        }
    }
}

fn read(text: &str) -> TokenStream {
    text.parse().expect("what is written is tokens")
}
