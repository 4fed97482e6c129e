//! Emitted code on its way: cheap to put together, and given to the compiler in one piece at the end.
//!
//! A procedural macro is built without optimisation in a user's debug build, and each step of a
//! `proc_macro2::TokenStream` goes through several layers and often through a call of the compiler. So emitters put code
//! together as a tree of their own: a stream that stands in another is shared, not copied, and the compiler sees only the
//! whole.
mod formula;
mod interpolate;
pub(crate) mod items;
pub(crate) mod template;
mod write;

pub use formula::formula;
pub use interpolate::ToTokens;
use proc_macro2::{Delimiter, Ident, Literal, Punct, Span, TokenTree};
use std::cell::OnceCell;
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;
pub(crate) use template::{template as quote, template_spanned as quote_spanned};

/// A list of tokens.
#[derive(Clone, Debug, Default)]
pub struct TokenStream(Tokens);

#[derive(Clone, Debug, Default)]
enum Tokens {
    #[default]
    None,
    /// Those of a template, which are all there at once.
    Template(Rc<[Token]>),
    /// A list that may grow.
    List(Rc<Vec<Token>>),
}

/// A token, or several.
#[derive(Debug)]
pub(crate) enum Token {
    /// A token of a template, as text.
    Text(&'static str),
    /// A group of a template.
    Group(Delimiter, Box<[Token]>),
    /// A name.
    Ident(Ident),
    /// A literal.
    Literal(Literal),
    /// A sign.
    Punct(Punct),
    /// A part of a template.
    Part(Vec<Token>),
    /// Other code.
    Stream(TokenStream),
    /// A template of which the own tokens have a span.
    Spanned(Span, TokenStream),
    /// Code of which all tokens are located somewhere else.
    Located(Span, TokenStream),
    /// Code that is written more than once.
    Kept(Rc<Kept>),
    /// Code of the user's.
    Foreign(proc_macro2::TokenStream),
}

/// Code, and what it became when it was written first: the compiler shares the groups in it.
#[derive(Debug)]
pub(crate) struct Kept {
    code: TokenStream,
    written: OnceCell<Vec<TokenTree>>,
}

impl TokenStream {
    /// No tokens.
    pub fn new() -> Self {
        TokenStream(Tokens::None)
    }

    pub(crate) fn template(tokens: Rc<[Token]>) -> Self {
        TokenStream(Tokens::Template(tokens))
    }

    fn of(token: Token) -> Self {
        TokenStream::template(Rc::new([token]))
    }

    /// The same template with a span for its own tokens; what was put in its place keeps its own.
    pub(crate) fn spanned(self, span: Span) -> Self {
        TokenStream::of(Token::Spanned(span, self))
    }

    /// The same code located at a span: errors of the compiler point there.
    pub(crate) fn located(self, at: Span) -> Self {
        TokenStream::of(Token::Located(at, self))
    }

    /// The same code for several places.
    pub(crate) fn kept(self) -> Self {
        TokenStream::of(Token::Kept(Rc::new(Kept { code: self, written: OnceCell::new() })))
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        match &self.0 {
            Tokens::None => &[],
            Tokens::Template(tokens) => tokens,
            Tokens::List(tokens) => tokens,
        }
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens().iter().all(Token::is_empty)
    }

    /// The name that this is, if it is no more.
    pub fn as_ident(&self) -> Option<&Ident> {
        let mut tokens = self.tokens().iter().filter(|token| !token.is_empty());
        match (tokens.next(), tokens.next()) {
            (Some(Token::Ident(ident)), None) => Some(ident),
            (Some(Token::Stream(inner)), None) => inner.as_ident(),
            _ => None,
        }
    }

    fn push(&mut self, token: Token) {
        if let Tokens::List(tokens) = &mut self.0
            && let Some(own) = Rc::get_mut(tokens)
        {
            own.push(token);
            return;
        }
        let list = match std::mem::take(self) {
            TokenStream(Tokens::None) => vec![token],
            shared => vec![Token::Stream(shared), token],
        };
        self.0 = Tokens::List(Rc::new(list));
    }
}

impl Token {
    fn is_empty(&self) -> bool {
        match self {
            Token::Stream(inner) | Token::Spanned(_, inner) | Token::Located(_, inner) => inner.is_empty(),
            Token::Part(tokens) => tokens.iter().all(Token::is_empty),
            Token::Kept(kept) => kept.code.is_empty(),
            Token::Foreign(tokens) => tokens.is_empty(),
            Token::Text(_) | Token::Group(..) | Token::Ident(_) | Token::Literal(_) | Token::Punct(_) => false,
        }
    }
}

/// A stream is one item of a list of streams: so one, maybe one, and many can extend another.
impl IntoIterator for TokenStream {
    type Item = TokenStream;
    type IntoIter = std::iter::Once<TokenStream>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self)
    }
}

impl Extend<TokenStream> for TokenStream {
    fn extend<I: IntoIterator<Item = TokenStream>>(&mut self, streams: I) {
        for stream in streams {
            if !matches!(stream.0, Tokens::None) {
                self.push(Token::Stream(stream));
            }
        }
    }
}

impl FromIterator<TokenStream> for TokenStream {
    fn from_iter<I: IntoIterator<Item = TokenStream>>(streams: I) -> Self {
        let mut all = TokenStream::new();
        all.extend(streams);
        all
    }
}

impl From<proc_macro2::TokenStream> for TokenStream {
    fn from(tokens: proc_macro2::TokenStream) -> Self {
        let mut trees = tokens.clone().into_iter();
        let token = match (trees.next(), trees.next()) {
            (Some(TokenTree::Ident(one)), None) => Token::Ident(one),
            (Some(TokenTree::Literal(one)), None) => Token::Literal(one),
            _ => Token::Foreign(tokens),
        };
        TokenStream::of(token)
    }
}

impl From<Literal> for TokenStream {
    fn from(literal: Literal) -> Self {
        TokenStream::of(Token::Literal(literal))
    }
}

impl Display for TokenStream {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        proc_macro2::TokenStream::from(self.clone()).fmt(f)
    }
}
