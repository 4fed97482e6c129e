//! What stands in a template for `#name`.
use super::{Token, TokenStream};
use proc_macro2::{Ident, Literal, Punct, Spacing};
use syn::{Expr, ExprLit, ExprPath, Lifetime, Lit, Member, Path, PathArguments, Type, TypePath, Visibility};

/// What a variable of a template stands for.
pub trait ToTokens {
    /// As a token.
    #[doc(hidden)]
    fn to_token(&self) -> Token;

    /// As code.
    fn to_token_stream(&self) -> TokenStream {
        TokenStream::of(self.to_token())
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

impl ToTokens for Lifetime {
    fn to_token(&self) -> Token {
        let mut apostrophe = Punct::new('\'', Spacing::Joint);
        apostrophe.set_span(self.apostrophe);
        Token::Part(vec![Token::Punct(apostrophe), Token::Ident(self.ident.clone())])
    }
}

/// Syntax of the user's. Where it is no more than a name or a literal, the compiler need not be asked to take it apart.
macro_rules! foreign {
    ($($ty:ty $(: $simple:path)?),* $(,)?) => {
        $(
            impl ToTokens for $ty {
                fn to_token(&self) -> Token {
                    $(
                        if let Some(token) = $simple(self) {
                            return token;
                        }
                    )?
                    Token::Foreign(::quote::ToTokens::to_token_stream(self))
                }
            }
        )*
    };
}

foreign!(
    syn::Attribute,
    syn::BinOp,
    syn::Expr: expr,
    syn::GenericArgument,
    syn::Index,
    syn::Item,
    syn::LifetimeParam,
    syn::Member: member,
    syn::Path: path,
    syn::Type: ty,
    syn::TypeParamBound,
    syn::Visibility: visibility,
    syn::WhereClause,
    syn::WherePredicate,
    syn::punctuated::Punctuated<syn::GenericParam, syn::token::Comma>,
);

fn path(path: &Path) -> Option<Token> {
    let mut segments = path.segments.iter();
    match (path.leading_colon, segments.next(), segments.next()) {
        (None, Some(one), None) if matches!(one.arguments, PathArguments::None) => {
            Some(Token::Ident(one.ident.clone()))
        }
        _ => None,
    }
}

fn ty(ty: &Type) -> Option<Token> {
    match ty {
        Type::Path(TypePath { attrs, qself: None, path: own }) if attrs.is_empty() => path(own),
        _ => None,
    }
}

fn expr(expr: &Expr) -> Option<Token> {
    match expr {
        Expr::Path(ExprPath { attrs, qself: None, path: own }) if attrs.is_empty() => path(own),
        Expr::Lit(ExprLit { attrs, lit: Lit::Int(own) }) if attrs.is_empty() => Some(Token::Literal(own.token())),
        _ => None,
    }
}

fn member(member: &Member) -> Option<Token> {
    match member {
        Member::Named(name) => Some(Token::Ident(name.clone())),
        Member::Unnamed(_) => None,
    }
}

fn visibility(visibility: &Visibility) -> Option<Token> {
    match visibility {
        Visibility::Public(own) => Some(Token::Ident(Ident::new("pub", own.span))),
        Visibility::Inherited => Some(Token::Part(Vec::new())),
        Visibility::Restricted(_) => None,
    }
}
