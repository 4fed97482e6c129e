//! The type's generic parameters, by what a change of scalar does to them.
use super::input::Field;
use super::mentions::Mentions;
use crate::errors::{Errors, show};
use crate::parse::is_scalar;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, TypeParam, TypeParamBound, WherePredicate};

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The scalar itself: a type parameter with the bound `Scalar`.
    Scalar,
    /// A type that carries reals: any other type parameter of a field with a tangent.
    Carried,
    /// A type parameter of skipped fields only: it stays as it is.
    Opaque,
    /// A const parameter.
    Const,
}

/// A parameter with its role.
pub struct Param {
    /// Its name.
    pub ident: Ident,
    /// What it is.
    pub role: Role,
    declaration: GenericParam,
}

/// The parameters in order, and the conditions on them.
pub struct Params {
    list: Vec<Param>,
    clauses: Vec<WherePredicate>,
}

impl Params {
    /// Gives every parameter its role; reports what cannot be kept over another scalar.
    pub fn read(generics: &Generics, fields: &[&Field], errors: &mut Errors) -> Params {
        let list = generics.params.iter().filter_map(|param| match param {
            GenericParam::Lifetime(lifetime) => {
                errors.at(
                    &lifetime.lifetime,
                    "a type that borrows cannot be differentiable",
                    "own the data: `Vec<f64>` instead of `&'a [f64]`",
                );
                None
            }
            GenericParam::Type(t) => Some((t.ident.clone(), role(generics, t, fields), param)),
            GenericParam::Const(c) => Some((c.ident.clone(), Role::Const, param)),
        });
        let list = list.map(|(ident, role, param)| Param { ident, role, declaration: param.clone() }).collect();
        let clauses = generics.where_clause.iter().flat_map(|w| &w.predicates).cloned().collect();
        let params = Params { list, clauses };
        params.check(errors);
        params
    }

    /// The parameter that is the scalar.
    pub fn scalar(&self) -> Option<&Ident> {
        self.with(Role::Scalar).next()
    }

    /// The names of all parameters of a role.
    pub fn with(&self, role: Role) -> impl Iterator<Item = &Ident> {
        self.list.iter().filter(move |p| p.role == role).map(|p| &p.ident)
    }

    /// `T: Bound`, `const N: usize`: as an `impl` declares them, and with their defaults as a type does.
    pub fn declared(&self, keep: impl Fn(Role) -> bool, defaults: bool) -> Vec<TokenStream> {
        let kept = self.list.iter().filter(|p| keep(p.role));
        let each = kept.map(|p| match p.declaration.clone() {
            GenericParam::Type(mut t) => {
                t.default = t.default.filter(|_| defaults);
                t.into_token_stream()
            }
            GenericParam::Const(mut c) => {
                c.default = c.default.filter(|_| defaults);
                c.into_token_stream()
            }
            GenericParam::Lifetime(l) => l.into_token_stream(),
        });
        each.collect()
    }

    /// The arguments that stand for the parameters, `image` for each.
    pub fn args(&self, keep: impl Fn(Role) -> bool, image: impl Fn(&Param) -> TokenStream) -> Vec<TokenStream> {
        self.list.iter().filter(|p| keep(p.role)).map(image).collect()
    }

    /// The user's conditions that speak of kept parameters only.
    pub fn clauses(&self, keep: impl Fn(Role) -> bool) -> Vec<TokenStream> {
        let about_kept = |clause: &&WherePredicate| match clause {
            WherePredicate::Type(t) => {
                let mentions = Mentions::of(&t.bounded_ty);
                self.list.iter().all(|p| keep(p.role) || !mentions.has(&p.ident))
            }
            _ => true,
        };
        self.clauses.iter().filter(about_kept).map(ToTokens::to_token_stream).collect()
    }

    fn check(&self, errors: &mut Errors) {
        for second in self.with(Role::Scalar).skip(1) {
            errors.at(
                second,
                format!("`{second}` is a second scalar"),
                "a type is differentiable over one scalar: use the same parameter for both",
            );
        }
        for param in &self.list {
            let kept = match param.role {
                Role::Scalar => SUPERTRAITS,
                Role::Carried => &["Differentiable"],
                Role::Opaque | Role::Const => continue,
            };
            let inline = match &param.declaration {
                GenericParam::Type(t) => Some(&t.bounds),
                _ => None,
            };
            let clauses = self.clauses.iter().filter_map(|clause| match clause {
                WherePredicate::Type(t) if Mentions::of(&t.bounded_ty).has(&param.ident) => Some(&t.bounds),
                _ => None,
            });
            for bound in inline.into_iter().chain(clauses).flatten() {
                check_bound(&param.ident, bound, kept, errors);
            }
        }
    }
}

/// The bounds on a scalar that every scalar satisfies.
const SUPERTRAITS: &[&str] = &[
    "Scalar",
    "Differentiable",
    "Tangent",
    "Copy",
    "Clone",
    "Debug",
    "Display",
    "PartialEq",
    "PartialOrd",
    "Default",
    "Sized",
];

fn role(generics: &Generics, param: &TypeParam, fields: &[&Field]) -> Role {
    let carries = |field: &Field| !field.skip && field.mentions.has(&param.ident);
    match (fields.iter().any(|f| carries(f)), is_scalar(generics, &param.ident)) {
        (false, _) => Role::Opaque,
        (true, true) => Role::Scalar,
        (true, false) => Role::Carried,
    }
}

/// `T: Clone` says nothing of `T` over another scalar, and a `Pair<T>` over it must be a `Pair` again.
fn check_bound(param: &Ident, bound: &TypeParamBound, kept: &[&str], errors: &mut Errors) {
    if let TypeParamBound::Trait(t) = bound
        && t.maybe.is_none()
        && t.path.segments.last().is_some_and(|s| kept.iter().any(|name| s.ident == name))
    {
        return;
    }
    errors.at(
        bound,
        format!("`{param}` over another scalar may not satisfy `{}`", show(bound)),
        "leave the bound to the functions that need it",
    );
}

/// `<A, B>`, or nothing.
pub fn angle(items: &[TokenStream]) -> TokenStream {
    if items.is_empty() { TokenStream::new() } else { quote!(<#(#items),*>) }
}

/// `where A: B, ..`, or nothing.
pub fn clauses(items: &[TokenStream]) -> TokenStream {
    if items.is_empty() { TokenStream::new() } else { quote!(where #(#items),*) }
}
