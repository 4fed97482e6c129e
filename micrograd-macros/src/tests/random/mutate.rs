//! Real items with parts of them changed: trees replaced by trees of another, tokens by tokens.
mod tokens;

use super::rng::Rng;
use super::wild::Wild;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprGroup, Field, Item, TypeTraitObject};

/// Every part of an item that another may take the place of.
#[derive(Default)]
struct Parts(Vec<Part>);

/// Puts `part` in the place of the part of its kind with the number `place`.
struct Graft {
    part: Option<Part>,
    place: usize,
}

macro_rules! parts {
    ($($kind:ident $visit:ident $visit_mut:ident)*) => {
        enum Part { $($kind(syn::$kind)),* }

        impl<'ast> Visit<'ast> for Parts {
            $(fn $visit(&mut self, node: &'ast syn::$kind) {
                self.0.push(Part::$kind(node.clone()));
                visit::$visit(self, node);
            })*
        }

        impl VisitMut for Graft {
            $(fn $visit_mut(&mut self, node: &mut syn::$kind) {
                if let Some(Part::$kind(part)) = &self.part {
                    if self.place == 0 {
                        *node = part.clone();
                        self.part = None;
                        return;
                    }
                    self.place -= 1;
                }
                visit_mut::$visit_mut(self, node);
            })*
        }
    };
}

parts! {
    Expr visit_expr visit_expr_mut
    Stmt visit_stmt visit_stmt_mut
    Pat visit_pat visit_pat_mut
    Type visit_type visit_type_mut
}

/// An item made of one of `seeds` by a few changes.
pub fn mutated(rng: &mut Rng, seeds: &[String]) -> TokenStream {
    let mut item = parse(&seeds[rng.below(seeds.len())]).expect("a seed is an item");
    for _ in 0..=rng.below(3) {
        // most changes of a token leave no item: try some
        let changed = (0..8).find_map(|_| change(rng, &item, seeds));
        item = changed.unwrap_or(item);
    }
    item.into_token_stream()
}

/// An item that one of the macros can stand on.
pub fn parse(text: &str) -> Option<Item> {
    let tokens: TokenStream = text.parse().ok()?;
    let item = syn::parse2(tokens).ok()?;
    let stands =
        matches!(item, Item::Fn(_) | Item::Impl(_) | Item::Trait(_) | Item::Struct(_) | Item::Enum(_) | Item::Union(_));
    let mut own = Refused::default();
    own.visit_item(&item);
    (stands && !own.found).then_some(item)
}

/// Syntax that `syn` takes and the compiler does not, so that no macro ever sees it.
#[derive(Default)]
struct Refused {
    found: bool,
}

impl<'ast> Visit<'ast> for Refused {
    fn visit_field(&mut self, field: &'ast Field) {
        self.found |= field.ident.as_ref().is_some_and(|name| name == "_");
        visit::visit_field(self, field);
    }

    fn visit_type_trait_object(&mut self, object: &'ast TypeTraitObject) {
        self.found |= object.dyn_token.is_none();
        visit::visit_type_trait_object(self, object);
    }
}

/// The item with one change, if that is one; its parts are tokens of one text, for errors to point at.
fn change(rng: &mut Rng, item: &Item, seeds: &[String]) -> Option<Item> {
    if rng.percent(40) {
        return parse(&tokens::changed(rng, item.to_token_stream()).to_string());
    }
    let part = if rng.percent(30) {
        Part::Expr(syn::parse_str(&Wild { rng }.expr(2)).ok()?)
    } else {
        let mut parts = Parts::default();
        parts.visit_item(&parse(&seeds[rng.below(seeds.len())])?);
        let chosen = rng.below(parts.0.len().max(1));
        (chosen < parts.0.len()).then(|| parts.0.swap_remove(chosen))?
    };
    let (mut item, place) = (item.clone(), rng.below(30));
    Graft { part: Some(part), place }.visit_item_mut(&mut item);
    parse(&item.to_token_stream().to_string())
}

/// The same with an expression as `macro_rules!` hands it on: in parentheses that cannot be seen.
pub fn grouped(rng: &mut Rng, tokens: TokenStream) -> TokenStream {
    let mut parts = Parts::default();
    let Ok(mut item) = syn::parse2::<Item>(tokens.clone()) else { return tokens };
    parts.visit_item(&item);
    let exprs = parts.0.into_iter().filter_map(|part| match part {
        Part::Expr(expr) => Some(expr),
        _ => None,
    });
    let mut exprs: Vec<_> = exprs.collect();
    if exprs.is_empty() {
        return tokens;
    }
    let place = rng.below(exprs.len());
    let expr = Box::new(exprs.swap_remove(place));
    let group_token = syn::token::Group { span: expr.span() };
    let part = Part::Expr(Expr::Group(ExprGroup { attrs: Vec::new(), group_token, expr }));
    Graft { part: Some(part), place }.visit_item_mut(&mut item);
    let grouped = item.into_token_stream();
    if syn::parse2::<Item>(grouped.clone()).is_ok() { grouped } else { tokens }
}
