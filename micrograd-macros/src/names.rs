//! Unique names for everything the macro emits.
//!
//! Emitted locals are hygienic (`Span::mixed_site`), so they never meet the user's; among themselves they are kept
//! apart here, which also keeps them readable.
mod words;

use crate::hash::HashSet;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use words::Words;

/// The names already taken.
#[derive(Clone, Default)]
pub struct Names(Words);

impl Names {
    /// Those of every identifier that occurs in some code.
    pub fn of(code: &impl ToTokens) -> Self {
        let mut names = Names::default();
        names.reserve(code.to_token_stream());
        names
    }

    /// Takes every identifier that occurs in `tokens`. Tells whether `macro_rules!` left invisible groups there.
    pub fn reserve(&mut self, tokens: TokenStream) -> bool {
        let mut invisible = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.take(&ident),
                TokenTree::Group(group) => {
                    invisible |= group.delimiter() == Delimiter::None;
                    invisible |= self.reserve(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
        invisible
    }

    /// Takes one identifier.
    pub fn take(&mut self, ident: &Ident) {
        self.0.insert(&plain(ident));
    }

    /// Whether a name is taken.
    pub fn has(&self, ident: &Ident) -> bool {
        self.0.contains(&plain(ident))
    }

    /// `base`, or `base_1`, `base_2`, ... if that is taken.
    pub fn fresh(&mut self, base: &str, span: Span) -> Ident {
        let span = Span::mixed_site().located_at(span);
        let free = self.free(base);
        let ident = Ident::new(&free, span);
        self.0.insert(&free);
        ident
    }

    /// The user's own name for the first variable that bears it; a fresh one for any later.
    pub fn of_user(&mut self, used: &mut HashSet<String>, ident: &Ident) -> Ident {
        let name = plain(ident);
        if used.insert(name.clone()) && usable(&name) {
            self.0.insert(&name);
            return Ident::new(&name, Span::mixed_site().located_at(ident.span()));
        }
        self.fresh(&name, ident.span())
    }

    /// The same without taking it.
    pub fn unused(&self, base: &str, span: Span) -> Ident {
        Ident::new(&self.free(base), Span::mixed_site().located_at(span))
    }

    fn free(&self, base: &str) -> String {
        if usable(base) && !self.0.contains(base) {
            return base.to_owned();
        }
        let mut candidates = (1..).map(|k| format!("{base}_{k}"));
        candidates.find(|name| !self.0.contains(name)).expect("an unbounded range of names")
    }
}

/// A lifetime's name that none of the user's generics has.
pub fn fresh_lifetime(base: &str, generics: &syn::Generics) -> syn::Lifetime {
    let taken = |name: &str| generics.lifetimes().any(|l| plain(&l.lifetime.ident) == name);
    let mut candidates = std::iter::once(base.to_owned()).chain((1..).map(|k| format!("{base}{k}")));
    let free = candidates.find(|name| !taken(name)).expect("an unbounded range of names");
    syn::Lifetime::new(&format!("'{free}"), Span::mixed_site())
}

/// What tells two identifiers of one text apart: `macro_rules!` gives the names it makes a context of their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    text: String,
    context: String,
}

impl Key {
    /// The key of an identifier. On stable Rust the context shows only in the debug form of its span, `#3 bytes(..)`.
    pub fn of(ident: &Ident) -> Key {
        let span = format!("{:?}", ident.span());
        // most are those of the file itself
        let context = match span.split_once(' ') {
            Some((context, _)) if context != "#0" && context.starts_with('#') => context.to_owned(),
            _ => String::new(),
        };
        Key { text: plain(ident), context }
    }

    /// The identifier's text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// An identifier's text without `r#`.
pub fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    match text.strip_prefix("r#") {
        Some(raw) => raw.to_owned(),
        None => text,
    }
}

/// Whether the text of an identifier is one as it stands, a word that is a keyword in no edition: raw identifiers are
/// renamed in emitted code.
#[rustfmt::skip]
fn usable(name: &str) -> bool {
    // most are those of temporaries and adjoints
    name.as_bytes()[name.len() - 1].is_ascii_digit() || name.starts_with("d_") || !matches!(
        name,
        "_" | "Self"
            | "abstract" | "as" | "async" | "await" | "become" | "box" | "break" | "const" | "continue" | "crate" | "do"
            | "dyn" | "else" | "enum" | "extern" | "false" | "final" | "fn" | "for" | "gen" | "if" | "impl" | "in" | "let"
            | "loop" | "macro" | "match" | "mod" | "move" | "mut" | "override" | "priv" | "pub" | "ref" | "return" | "self"
            | "static" | "struct" | "super" | "trait" | "true" | "try" | "type" | "typeof" | "unsafe" | "unsized" | "use"
            | "virtual" | "where" | "while" | "yield"
    )
}
