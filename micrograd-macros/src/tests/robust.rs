//! The macro never panics: whatever function it is put on ends in code or in a located error.
use super::{Errors, expand};
use crate::items::transform;
use crate::prepare;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn};

/// Every function of the sources under a folder.
#[derive(Default)]
struct Functions(Vec<TokenStream>);

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, f: &'ast ItemFn) {
        self.0.push(f.to_token_stream());
        visit::visit_item_fn(self, f);
    }

    fn visit_impl_item_fn(&mut self, f: &'ast ImplItemFn) {
        self.0.push(f.to_token_stream());
        visit::visit_impl_item_fn(self, f);
    }
}

/// Hands every source file under a folder to `visit`.
pub fn folder(path: &Path, visit: &mut impl FnMut(&syn::File)) {
    let Ok(entries) = std::fs::read_dir(path) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        let hidden = path.file_name().is_some_and(|n| n == "target" || n.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden {
            folder(&path, visit);
        } else if path.extension().is_some_and(|e| e == "rs")
            && let Ok(text) = std::fs::read_to_string(&path)
            && let Ok(file) = syn::parse_file(&text)
        {
            visit(&file);
        }
    }
}

/// Puts the attribute on every function of this workspace, and of the folder that `FUNCTIONS` names.
#[test]
fn no_function_makes_it_panic() {
    let mut functions = Functions::default();
    folder(concat!(env!("CARGO_MANIFEST_DIR"), "/..").as_ref(), &mut |file| functions.visit_file(file));
    if let Ok(path) = std::env::var("FUNCTIONS") {
        folder(path.as_ref(), &mut |file| functions.visit_file(file));
    }
    assert!(functions.0.len() > 500, "the workspace has functions");
    let mut accepted = 0;
    for function in &functions.0 {
        let messages = std::panic::catch_unwind(|| messages(function));
        let messages = messages.unwrap_or_else(|_| panic!("panicked on {function}"));
        let broken = messages.iter().find(|m| m.starts_with("internal error"));
        assert!(broken.is_none(), "{broken:?} on {function}");
        accepted += usize::from(messages.is_empty());
    }
    println!("{} functions, {accepted} accepted", functions.0.len());
}

/// What the macro says of a function, after its whole pipeline has run.
fn messages(function: &TokenStream) -> Vec<String> {
    drop(expand(TokenStream::new(), function));
    let Ok(mut function) = syn::parse2::<ItemFn>(function.clone()) else { return vec!["no function".to_owned()] };
    let mut errors = Errors::default();
    prepare::group(&mut function);
    drop(transform(TokenStream::new(), function.clone(), crate::names::Names::of(&function), None, &mut errors));
    errors.messages()
}
