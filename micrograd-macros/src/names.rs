//! Unique names for everything the macro emits.
//!
//! Emitted locals are hygienic (`Span::mixed_site`), so they never meet the user's; among themselves they are kept
//! apart here, which also keeps them readable.
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use std::collections::HashSet;

/// The names already taken.
#[derive(Clone, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Takes every identifier that occurs in `tokens`.
    pub fn reserve(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.take(&ident),
                TokenTree::Group(group) => self.reserve(group.stream()),
                _ => {}
            }
        }
    }

    /// Takes every identifier that occurs in emitted code.
    pub fn reserve_emitted(&mut self, code: &crate::tokens::TokenStream) {
        code.each_name(&mut |name| {
            self.0.insert(name);
        });
    }

    /// Takes one identifier.
    pub fn take(&mut self, ident: &Ident) {
        self.0.insert(plain(ident));
    }

    /// Whether a name is taken.
    pub fn has(&self, ident: &Ident) -> bool {
        self.0.contains(&plain(ident))
    }

    /// `base`, or `base_1`, `base_2`, ... if that is taken.
    pub fn fresh(&mut self, base: &str, span: Span) -> Ident {
        let free = self.free(base);
        self.0.insert(free.clone());
        Ident::new(&free, Span::mixed_site().located_at(span))
    }

    /// The user's own name for the first variable that bears it; a fresh one for any later.
    pub fn of_user(&mut self, used: &mut HashSet<String>, ident: &Ident) -> Ident {
        let name = plain(ident);
        if used.insert(name.clone()) && usable(&name) {
            self.0.insert(name.clone());
            return Ident::new(&name, Span::mixed_site().located_at(ident.span()));
        }
        self.fresh(&name, ident.span())
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
        let context = span.split_whitespace().next().filter(|word| word.starts_with('#')).unwrap_or_default();
        Key { text: plain(ident), context: context.to_owned() }
    }

    /// The identifier's text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// An identifier's text without `r#`.
pub fn plain(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// Whether the text of an identifier is one as it stands: raw identifiers are renamed in emitted code.
fn usable(name: &str) -> bool {
    !KEYWORDS.contains(&name)
}

/// The words that are no identifiers in any edition.
const KEYWORDS: &[&str] = &[
    "_", "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
