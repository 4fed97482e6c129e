//! Which types a function names, and how: read off its syntax before it is lowered.
use super::forms::is_variant;
use crate::hash::{HashMap, HashSet};
use crate::names::plain;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{ExprCall, ExprStruct, ItemFn, PatStruct, PatTupleStruct, Path, PathArguments, Signature, TypePath};

/// The types that a function names.
#[derive(Default)]
pub(super) struct Mentions {
    /// Enums with a variant that is used with fields.
    fields: HashSet<String>,
    /// Types in the signature.
    signature: HashSet<String>,
    /// The arguments that a generic type is named with; nothing if they are not always the same.
    arguments: HashMap<String, Option<Path>>,
    in_signature: bool,
}

impl Mentions {
    /// Those of a function.
    pub(super) fn of(function: &ItemFn) -> Self {
        let mut found = Mentions::default();
        found.visit_item_fn(function);
        found
    }

    /// Whether values of the enum of a variant may have reals in them: it is a type of the signature, or one of its
    /// variants is used with fields. A name of one letter may as well be that of a constant.
    pub(super) fn has_fields(&self, variant: &Path) -> bool {
        let mut names = variant.segments.iter().rev().map(|s| plain(&s.ident));
        let (Some(name), Some(owner)) = (names.next(), names.next()) else { return false };
        self.fields.contains(&owner) || name.len() > 1 && self.signature.contains(&owner)
    }

    /// The type that a path in a literal or a pattern names: with the arguments that the function gives it elsewhere,
    /// if it has none of its own.
    pub(super) fn with_arguments(&self, path: &Path) -> Path {
        let known = path.get_ident().and_then(|name| self.arguments.get(&plain(name)));
        known.cloned().flatten().unwrap_or_else(|| path.clone())
    }

    fn variant(&mut self, path: &Path) {
        if is_variant(path)
            && let Some(owner) = path.segments.iter().rev().nth(1)
        {
            self.fields.insert(plain(&owner.ident));
        }
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_signature(&mut self, sig: &'ast Signature) {
        self.in_signature = true;
        visit::visit_signature(self, sig);
        self.in_signature = false;
    }

    fn visit_type_path(&mut self, ty: &'ast TypePath) {
        if let (None, Some(last)) = (&ty.qself, ty.path.segments.last()) {
            let name = plain(&last.ident);
            if self.in_signature {
                self.signature.insert(name.clone());
            }
            let inferred = || ty.path.to_token_stream().into_iter().any(|t| t.to_string() == "_");
            if matches!(last.arguments, PathArguments::AngleBracketed(_)) && !inferred() {
                let same = |known: &Path| known.to_token_stream().to_string() == ty.path.to_token_stream().to_string();
                let known = self.arguments.entry(name).or_insert_with(|| Some(ty.path.clone()));
                if !known.as_ref().is_some_and(same) {
                    *known = None;
                }
            }
        }
        visit::visit_type_path(self, ty);
    }

    fn visit_expr_call(&mut self, e: &'ast ExprCall) {
        if let syn::Expr::Path(path) = &*e.func {
            self.variant(&path.path);
        }
        visit::visit_expr_call(self, e);
    }

    fn visit_expr_struct(&mut self, e: &'ast ExprStruct) {
        self.variant(&e.path);
        visit::visit_expr_struct(self, e);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        // `vec![a, b]` and what else looks like expressions
        let items = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        for item in mac.parse_body_with(items).into_iter().flatten() {
            Mentions::visit_expr(self, &item);
        }
    }

    fn visit_pat_tuple_struct(&mut self, p: &'ast PatTupleStruct) {
        self.variant(&p.path);
        visit::visit_pat_tuple_struct(self, p);
    }

    fn visit_pat_struct(&mut self, p: &'ast PatStruct) {
        self.variant(&p.path);
        visit::visit_pat_struct(self, p);
    }
}
