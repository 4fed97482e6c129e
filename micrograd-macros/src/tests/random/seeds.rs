//! The items that the macros are tested and shown with.
use super::Typed;
use super::mutate::parse;
use super::rng::Rng;
use crate::tests::robust;
use quote::ToTokens;
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItemFn, ItemEnum, ItemFn, ItemImpl, ItemStruct, ItemTrait};

/// The text of every item that a macro may stand on.
#[derive(Default)]
struct Items(Vec<String>);

impl Items {
    fn take(&mut self, item: &impl ToTokens) {
        let text = item.to_token_stream().to_string();
        // long ones take their time, and are like the short ones
        if text.len() < 3000 && parse(&text).is_some() {
            self.0.push(text);
        }
    }

    /// Takes an item if its text shows that a macro knows it.
    fn take_marked(&mut self, item: &impl ToTokens) {
        if item.to_token_stream().to_string().contains("ifferentiable") {
            self.take(item);
        }
    }
}

impl<'ast> Visit<'ast> for Items {
    fn visit_item_fn(&mut self, f: &'ast ItemFn) {
        self.take(f);
        visit::visit_item_fn(self, f);
    }

    fn visit_impl_item_fn(&mut self, f: &'ast ImplItemFn) {
        self.take(f);
        visit::visit_impl_item_fn(self, f);
    }

    fn visit_item_impl(&mut self, block: &'ast ItemImpl) {
        self.take_marked(block);
        visit::visit_item_impl(self, block);
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.take_marked(item);
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.take_marked(item);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.take_marked(item);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// Those of the workspace, where it is at hand, and some that are made.
pub fn seeds() -> Vec<String> {
    let mut items = Items::default();
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    for folder in ["tests", "examples"] {
        robust::folder(&workspace.join(folder), &mut |file| items.visit_file(file));
    }
    assert!(items.0.len() > 800 || !workspace.join("tests").is_dir(), "the workspace has {} items", items.0.len());
    items.0.extend((0..20).map(|seed| Typed::new(&mut Rng::new(seed), 0).function()));
    items.0
}
