//! The collector of errors and every message with its help.
//!
//! Lowering never stops at a mistake: it reports here and goes on, so that one compile shows them all.
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// All mistakes found in one item.
#[derive(Default)]
pub struct Errors(Vec<Error>);

impl Errors {
    /// Reports `message` at the tokens of `at`; `help` says what to write instead.
    pub fn at(&mut self, at: &impl ToTokens, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.0.push(Error::new_spanned(at, text(message.as_ref(), help.as_ref())));
    }

    /// Reports an error of the parser.
    pub fn push(&mut self, error: Error) {
        self.0.push(error);
    }

    /// Reports what another collector holds.
    pub fn append(&mut self, other: Errors) {
        self.0.extend(other.0);
    }

    /// How many were reported.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `compile_error!` for every mistake.
    pub fn into_compile_errors(self) -> TokenStream {
        self.0.iter().map(Error::to_compile_error).collect()
    }

    /// The messages, for tests.
    #[cfg(test)]
    pub fn messages(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }
}

/// Emitted code that errors of the compiler point through, to the user's token.
pub fn located(code: crate::tokens::TokenStream, at: Span) -> crate::tokens::TokenStream {
    code.located(at)
}

/// Code as a user would write it, as far as its tokens tell.
pub fn show(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" . ", "."),
        (" :: ", "::"),
        (" (", "("),
        (" !", "!"),
        (" ?", "?"),
        (" ;", ";"),
        (" < ", "<"),
        (" >", ">"),
        (" : ", ": "),
        ("& ", "&"),
        ("| ", "|"),
        (" |", "|"),
        (" .. ", ".."),
        (" ..= ", "..="),
    ] {
        text = text.replace(from, to);
    }
    text
}

fn text(message: &str, help: &str) -> String {
    format!("{message}\nhelp: {help}")
}

/// The primitives a user may choose from when one has no rule.
pub const PRIMITIVES: &str = "`+ - * / %`, `exp`, `ln`, `sqrt`, `powi`, `powf`, `sin`, `cos`, `tan`, `tanh`, `abs`, `min`, \
                              `max`, ... (the rows of `micrograd::rules::RULES`)";
