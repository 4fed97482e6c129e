//! Emitted code as the compiler takes it.
use super::{Token, TokenStream};
use proc_macro2::{Group, Ident, Literal, Punct, Spacing, Span, TokenTree};

impl From<TokenStream> for proc_macro2::TokenStream {
    fn from(code: TokenStream) -> Self {
        Writer::new().stream(code.tokens(), &mut Vec::new())
    }
}

/// Emitted code in a template of the crate `quote`, or where the parser takes it.
impl quote::ToTokens for TokenStream {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        tokens.extend(Writer::new().trees(self.tokens()));
    }
}

/// What the tokens of some code become.
#[derive(Clone, Copy)]
struct Writer {
    /// The span of a template's own tokens.
    own: Span,
    /// That of a template in its place that says nothing of it.
    usual: Span,
    /// Where all tokens are located, if not where they are.
    at: Option<Span>,
}

impl Writer {
    fn new() -> Self {
        Writer { own: Span::call_site(), usual: Span::call_site(), at: None }
    }

    /// The same where all is located somewhere else.
    fn located(at: Span) -> Self {
        let usual = Span::call_site().located_at(at);
        Writer { own: usual, usual, at: Some(at) }
    }

    /// The content of a group; `trees` lends its room.
    fn stream(self, tokens: &[Token], trees: &mut Vec<TokenTree>) -> proc_macro2::TokenStream {
        if tokens.is_empty() {
            return proc_macro2::TokenStream::new();
        }
        let start = trees.len();
        self.tokens(tokens, trees);
        trees.drain(start..).collect()
    }

    fn trees(self, tokens: &[Token]) -> Vec<TokenTree> {
        let mut trees = Vec::with_capacity(tokens.len());
        self.tokens(tokens, &mut trees);
        trees
    }

    fn tokens(self, tokens: &[Token], trees: &mut Vec<TokenTree>) {
        for token in tokens {
            match token {
                Token::Text(text) => self.text(text, trees),
                Token::Group(delimiter, inner) => {
                    let mut group = Group::new(*delimiter, self.stream(inner, trees));
                    group.set_span(self.own);
                    trees.push(TokenTree::Group(group));
                }
                Token::Part(inner) => self.tokens(inner, trees),
                Token::Ident(ident) => trees.push(self.moved(TokenTree::Ident(ident.clone()))),
                Token::Punct(punct) => trees.push(self.moved(TokenTree::Punct(punct.clone()))),
                Token::Literal(literal) => trees.push(self.moved(TokenTree::Literal(literal.clone()))),
                Token::Stream(code) => Writer { own: self.usual, ..self }.tokens(code.tokens(), trees),
                Token::Spanned(span, code) => self.over(*span).tokens(code.tokens(), trees),
                // the outermost place is the last to be given
                Token::Located(at, code) => Writer::located(self.at.unwrap_or(*at)).tokens(code.tokens(), trees),
                Token::Kept(kept) if self.at.is_none() => {
                    trees.extend_from_slice(kept.written.get_or_init(|| Writer::new().trees(kept.code.tokens())));
                }
                Token::Kept(kept) => Writer { own: self.usual, ..self }.tokens(kept.code.tokens(), trees),
                Token::Foreign(code) => self.foreign(code.clone(), trees),
            }
        }
    }

    /// The same for a template with a span of its own.
    fn over(self, own: Span) -> Self {
        Writer { own: self.at.map_or(own, |at| own.located_at(at)), ..self }
    }

    /// A token that has a span already.
    fn moved(self, mut token: TokenTree) -> TokenTree {
        if let Some(at) = self.at {
            token.set_span(token.span().located_at(at));
        }
        token
    }

    fn foreign(self, code: proc_macro2::TokenStream, trees: &mut Vec<TokenTree>) {
        let Some(_) = self.at else { return trees.extend(code) };
        for token in code {
            let token = match token {
                TokenTree::Group(group) => {
                    let mut inner = Vec::new();
                    self.foreign(group.stream(), &mut inner);
                    let mut moved = Group::new(group.delimiter(), inner.into_iter().collect());
                    moved.set_span(group.span());
                    TokenTree::Group(moved)
                }
                other => other,
            };
            trees.push(self.moved(token));
        }
    }

    /// A token of a template, by the letters that it begins and ends with.
    fn text(self, text: &str, trees: &mut Vec<TokenTree>) {
        let (first, last) = (text.as_bytes()[0], text.as_bytes()[text.len() - 1]);
        if first.is_ascii_digit() || last == b'"' || last == b'\'' {
            let mut literal: Literal = text.parse().expect("a token of a template");
            literal.set_span(self.own);
            trees.push(TokenTree::Literal(literal));
        } else if first == b'_' || first.is_ascii_alphabetic() {
            trees.push(TokenTree::Ident(Ident::new(text, self.own)));
        } else if first == b'\'' {
            self.punct('\'', Spacing::Joint, trees);
            trees.push(TokenTree::Ident(Ident::new(&text[1..], self.own)));
        } else {
            let (bytes, mut k) = (text.as_bytes(), 1);
            while k < bytes.len() {
                self.punct(char::from(bytes[k - 1]), Spacing::Joint, trees);
                k += 1;
            }
            self.punct(char::from(bytes[k - 1]), Spacing::Alone, trees);
        }
    }

    fn punct(self, own: char, spacing: Spacing, trees: &mut Vec<TokenTree>) {
        let mut punct = Punct::new(own, spacing);
        punct.set_span(self.own);
        trees.push(TokenTree::Punct(punct));
    }
}
