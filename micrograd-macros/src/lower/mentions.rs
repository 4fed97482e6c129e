//! Which types a function names, and how: read off its syntax before it is lowered.
use super::forms::is_variant;
use super::listed::listed;
use super::place::strip;
use crate::hash::{HashMap, HashSet};
use crate::names::plain;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprCall, ExprField, ExprStruct, ItemFn, Member, PatStruct, PatTupleStruct, Path, PathArguments, Signature,
    TypePath,
};

/// The types that a function names.
#[derive(Default)]
pub(super) struct Mentions {
    /// Enums with a variant that is used with fields.
    fields: HashSet<String>,
    /// Types in the signature.
    signature: HashSet<String>,
    /// The arguments that a generic type is named with; nothing if they are not always the same.
    arguments: HashMap<String, Option<Path>>,
    /// Names of locals and, with a point in front, of fields, and with brackets behind of elements, that look like
    /// structs: a field of theirs is named.
    structs: HashSet<String>,
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

    /// The same of the type in the path of an associated function, if it has no arguments of its own.
    pub(super) fn owner_with_arguments(&self, path: &Path) -> Option<Path> {
        let [owner, function] = &path.segments.iter().collect::<Vec<_>>()[..] else { return None };
        if !owner.arguments.is_none() {
            return None;
        }
        let mut known = self.arguments.get(&plain(&owner.ident)).cloned().flatten()?;
        known.segments.push((*function).clone());
        Some(known)
    }

    /// Whether the value of an expression looks like a struct: somewhere in the function a field of what has its name
    /// is named.
    pub(super) fn is_struct(&self, expr: &Expr) -> bool {
        !self.structs.is_empty() && last_name(expr).is_some_and(|name| self.structs.contains(&name))
    }

    /// The same of a field.
    pub(super) fn is_struct_field(&self, member: &Member) -> bool {
        !self.structs.is_empty() && member_name(member).is_some_and(|name| self.structs.contains(&name))
    }

    /// The same of a local.
    pub(super) fn is_struct_local(&self, name: &Ident) -> bool {
        !self.structs.is_empty() && self.structs.contains(&plain(name))
    }

    /// The same of an element.
    pub(super) fn is_struct_item(&self, list: &Expr) -> bool {
        !self.structs.is_empty() && last_name(list).is_some_and(|name| self.structs.contains(&(name + "[]")))
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

    fn visit_expr_field(&mut self, e: &'ast ExprField) {
        if matches!(e.member, Member::Named(_)) {
            self.structs.extend(last_name(&e.base));
        }
        visit::visit_expr_field(self, e);
    }

    fn visit_expr_call(&mut self, e: &'ast ExprCall) {
        if let Expr::Path(path) = &*e.func {
            self.variant(&path.path);
        }
        visit::visit_expr_call(self, e);
    }

    fn visit_expr_struct(&mut self, e: &'ast ExprStruct) {
        self.variant(&e.path);
        for field in &e.fields {
            if let Expr::Struct(_) = strip(&field.expr) {
                self.structs.extend(member_name(&field.member));
            }
        }
        visit::visit_expr_struct(self, e);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        for item in listed(mac) {
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

/// The name of a local or of a field; with brackets behind it for an element.
fn last_name(expr: &Expr) -> Option<String> {
    match strip(expr) {
        Expr::Path(path) => path.path.get_ident().map(plain),
        Expr::Field(e) => member_name(&e.member),
        Expr::Index(e) => last_name(&e.expr).map(|name| name + "[]"),
        Expr::Unary(e) => last_name(&e.expr),
        Expr::Reference(e) => last_name(&e.expr),
        _ => None,
    }
}

fn member_name(member: &Member) -> Option<String> {
    match member {
        Member::Named(name) => Some(format!(".{}", plain(name))),
        Member::Unnamed(_) => None,
    }
}
