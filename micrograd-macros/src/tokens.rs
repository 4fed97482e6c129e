//! Emitted code on its way: cheap to put together, and given to the compiler in one piece at the end.
//!
//! A procedural macro is built without optimisation in a user's debug build, and each step of a
//! `proc_macro2::TokenStream` goes through several layers and often through a call of the compiler. So emitters put code
//! together as a tree of their own: a stream that stands in another is shared, not copied, and the compiler sees only the
//! whole.
mod formula;
pub(crate) mod items;
pub(crate) mod template;
mod write;

use crate::names::plain;
pub use formula::formula;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenTree};
use std::cell::OnceCell;
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;
pub(crate) use template::{template as quote, template_spanned as quote_spanned};

/// A list of tokens.
#[derive(Clone, Debug, Default)]
pub struct TokenStream(Option<Rc<Vec<Token>>>);

/// A token, or several.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    /// A token of a template, as text.
    Text(&'static str),
    /// A group of a template.
    Group(Delimiter, Vec<Token>),
    /// A name.
    Ident(Ident),
    /// A literal.
    Literal(Literal),
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
        TokenStream(None)
    }

    pub(crate) fn of(tokens: Vec<Token>) -> Self {
        TokenStream((!tokens.is_empty()).then(|| Rc::new(tokens)))
    }

    /// The same template with a span for its own tokens; what was put in its place keeps its own.
    pub(crate) fn spanned(self, span: Span) -> Self {
        TokenStream::of(vec![Token::Spanned(span, self)])
    }

    /// The same code located at a span: errors of the compiler point there.
    pub(crate) fn located(self, at: Span) -> Self {
        TokenStream::of(vec![Token::Located(at, self)])
    }

    /// The same code for several places.
    pub(crate) fn kept(self) -> Self {
        TokenStream::of(vec![Token::Kept(Rc::new(Kept { code: self, written: OnceCell::new() }))])
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        match &self.0 {
            Some(tokens) => tokens,
            None => &[],
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

    /// Calls `f` with every name in it.
    pub fn each_name(&self, f: &mut dyn FnMut(String)) {
        self.tokens().iter().for_each(|token| token.each_name(f));
    }

    fn push(&mut self, token: Token) {
        let tokens = self.0.get_or_insert_default();
        if let Some(own) = Rc::get_mut(tokens) {
            own.push(token);
        } else {
            let shared = Token::Stream(TokenStream(Some(tokens.clone())));
            *tokens = Rc::new(vec![shared, token]);
        }
    }
}

impl Token {
    fn each_name(&self, f: &mut dyn FnMut(String)) {
        match self {
            Token::Text(text) if text.starts_with(is_word) => f((*text).to_owned()),
            Token::Text(_) | Token::Literal(_) => {}
            Token::Ident(ident) => f(plain(ident)),
            Token::Group(_, inner) | Token::Part(inner) => inner.iter().for_each(|token| token.each_name(f)),
            Token::Stream(inner) | Token::Spanned(_, inner) | Token::Located(_, inner) => inner.each_name(f),
            Token::Kept(kept) => kept.code.each_name(f),
            Token::Foreign(code) => each_foreign_name(code.clone(), f),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Token::Stream(inner) | Token::Spanned(_, inner) | Token::Located(_, inner) => inner.is_empty(),
            Token::Part(tokens) => tokens.iter().all(Token::is_empty),
            Token::Kept(kept) => kept.code.is_empty(),
            Token::Foreign(tokens) => tokens.is_empty(),
            Token::Text(_) | Token::Group(..) | Token::Ident(_) | Token::Literal(_) => false,
        }
    }
}

/// Whether a token of a template that begins with a letter is a word.
fn is_word(first: char) -> bool {
    first == '_' || first.is_ascii_alphabetic()
}

fn each_foreign_name(code: proc_macro2::TokenStream, f: &mut dyn FnMut(String)) {
    for token in code {
        match token {
            TokenTree::Ident(ident) => f(plain(&ident)),
            TokenTree::Group(group) => each_foreign_name(group.stream(), f),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
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
            if stream.0.is_some() {
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
        TokenStream::of(vec![token])
    }
}

impl From<Literal> for TokenStream {
    fn from(literal: Literal) -> Self {
        TokenStream::of(vec![Token::Literal(literal)])
    }
}

impl Display for TokenStream {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        proc_macro2::TokenStream::from(self.clone()).fmt(f)
    }
}

/// What a variable of a template stands for.
pub trait ToTokens {
    /// As a token.
    #[doc(hidden)]
    fn to_token(&self) -> Token;

    /// As code.
    fn to_token_stream(&self) -> TokenStream {
        TokenStream::of(vec![self.to_token()])
    }
}

impl ToTokens for TokenStream {
    fn to_token(&self) -> Token {
        match self.tokens() {
            // what is no template of its own has no span of its own either
            [Token::Ident(one)] => Token::Ident(one.clone()),
            [Token::Literal(one)] => Token::Literal(one.clone()),
            [Token::Stream(one)] => Token::Stream(one.clone()),
            _ => Token::Stream(self.clone()),
        }
    }

    fn to_token_stream(&self) -> TokenStream {
        self.clone()
    }
}

impl ToTokens for Ident {
    fn to_token(&self) -> Token {
        Token::Ident(self.clone())
    }
}

impl ToTokens for Literal {
    fn to_token(&self) -> Token {
        Token::Literal(self.clone())
    }
}

impl ToTokens for proc_macro2::TokenStream {
    fn to_token(&self) -> Token {
        Token::Foreign(self.clone())
    }
}

impl ToTokens for str {
    fn to_token(&self) -> Token {
        Token::Literal(Literal::string(self))
    }
}

impl ToTokens for String {
    fn to_token(&self) -> Token {
        self.as_str().to_token()
    }
}

impl<T: ToTokens + ?Sized> ToTokens for &T {
    fn to_token(&self) -> Token {
        (**self).to_token()
    }
}

impl<T: ToTokens> ToTokens for Option<T> {
    fn to_token(&self) -> Token {
        match self {
            Some(one) => one.to_token(),
            None => Token::Stream(TokenStream::new()),
        }
    }
}

/// Syntax of the user's.
macro_rules! foreign {
    ($($ty:ty),* $(,)?) => {
        $(
            impl ToTokens for $ty {
                fn to_token(&self) -> Token {
                    Token::Foreign(::quote::ToTokens::to_token_stream(self))
                }
            }
        )*
    };
}

foreign!(
    syn::Attribute,
    syn::GenericArgument,
    syn::Index,
    syn::TypeParamBound,
    syn::punctuated::Punctuated<syn::GenericParam, syn::token::Comma>,
    syn::BinOp,
    syn::Expr,
    syn::Item,
    syn::Lifetime,
    syn::LifetimeParam,
    syn::Member,
    syn::Path,
    syn::Type,
    syn::Visibility,
    syn::WhereClause,
    syn::WherePredicate,
);
