//! The function as the compiler meant it, before it is parsed further.
//!
//! An attribute macro sees text that `macro_rules!` put together, and text in which attributes have not acted yet.
use crate::checkpoint::{USE, is_checkpoint};
use crate::errors::Errors;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, DeriveInput, Expr, ExprForLoop, ExprParen, Item, ItemFn, ItemImpl, ItemTrait, Macro};

/// Puts parentheses where `macro_rules!` left invisible ones: the compiler does not see those again in what a
/// procedural macro returns, so `2.0 * $e` would lose the grouping of `$e`.
pub fn group(function: &mut ItemFn) {
    Grouping.visit_item_fn_mut(function);
}

/// The same in all of an `impl` block.
pub fn group_impl(block: &mut ItemImpl) {
    Grouping.visit_item_impl_mut(block);
}

/// The same in all of a trait.
pub fn group_trait(item: &mut ItemTrait) {
    Grouping.visit_item_trait_mut(item);
}

/// The same in all of a type: the length of an array is an expression.
pub fn group_type(item: &mut DeriveInput) {
    Grouping.visit_derive_input_mut(item);
}

struct Grouping;

impl VisitMut for Grouping {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Group(group) = expr {
            let inner = (*group.expr).clone();
            *expr = if is_closed(&inner) { inner } else { parenthesised(inner, group.group_token.span) };
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        mac.tokens = visible(mac.tokens.clone());
    }
}

/// The parentheses stand where the invisible ones did, for errors to point at.
fn parenthesised(inner: Expr, span: Span) -> Expr {
    Expr::Paren(ExprParen { attrs: Vec::new(), paren_token: syn::token::Paren(span), expr: Box::new(inner) })
}

/// Whether an expression keeps its meaning next to any operator.
fn is_closed(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Path(_)
            | Expr::Lit(_)
            | Expr::Paren(_)
            | Expr::Call(_)
            | Expr::Index(_)
            | Expr::Field(_)
            | Expr::Tuple(_)
            | Expr::Array(_)
            | Expr::Macro(_)
            | Expr::MethodCall(_)
    )
}

/// The same in the arguments of a macro, which are no more than tokens.
fn visible(tokens: TokenStream) -> TokenStream {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let inner = visible(group.stream());
            let invisible = group.delimiter() == Delimiter::None;
            let open = syn::parse2::<Expr>(inner.clone()).is_ok_and(|e| !is_closed(&e));
            let delimiter = if invisible && open { Delimiter::Parenthesis } else { group.delimiter() };
            let mut visible = Group::new(delimiter, inner);
            visible.set_span(group.span());
            TokenTree::Group(visible)
        }
        other => other,
    });
    each.collect()
}

/// Reports attributes that could change what the body means: `cfg` has not been applied yet.
pub fn check_attributes(function: &ItemFn, errors: &mut Errors) {
    let mut check = Attributes { errors };
    function.attrs.iter().filter(|attr| is_checkpoint(attr)).for_each(|attr| check.visit_attribute(attr));
    check.visit_signature(&function.sig);
    check.visit_block(&function.block);
}

struct Attributes<'a> {
    errors: &'a mut Errors,
}

impl<'ast> Visit<'ast> for Attributes<'_> {
    fn visit_expr_for_loop(&mut self, e: &'ast ExprForLoop) {
        e.attrs.iter().filter(|attr| !is_checkpoint(attr)).for_each(|attr| self.visit_attribute(attr));
        self.visit_pat(&e.pat);
        self.visit_expr(&e.expr);
        self.visit_block(&e.body);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if is_checkpoint(attribute) {
            return self.errors.at(attribute, "`#[checkpoint]` on something else than a `for` loop", USE);
        }
        let harmless = ["allow", "expect", "warn", "deny", "doc"];
        if !harmless.iter().any(|name| attribute.path().is_ident(name)) {
            let message =
                format!("the attribute `{}` inside a differentiable function", attribute.path().to_token_stream());
            let help = "put it on the whole function, or write `if cfg!(..)` for conditional code";
            self.errors.at(attribute, message, help);
        }
    }

    /// Items are copied whole, with their attributes.
    fn visit_item(&mut self, _: &'ast Item) {}
}
