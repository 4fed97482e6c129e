//! The types of parameters and results, as far as the macro reads them, and their images.
use crate::errors::{Errors, show};
use crate::kinds::Kind;
use crate::parse::Mode;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, Type};

/// A type that the macro can map to another scalar and to its tangent.
#[derive(Clone)]
pub enum Ty {
    /// The differentiable real of the function.
    Real,
    /// An integer, `bool` or `char`, or a plain float in a function that is generic over its scalar.
    Discrete(Type, Kind),
    /// `[T; N]`.
    Array(Box<Ty>, Expr),
    /// `[T]`, behind a reference.
    Slice(Box<Ty>),
    /// A tuple.
    Tuple(Vec<Ty>),
    /// `&T`.
    Ref(Box<Ty>),
}

impl Ty {
    /// Reads a written type; reports what is not understood.
    pub fn read(ty: &Type, mode: &Mode, errors: &mut Errors) -> Option<Ty> {
        match ty {
            Type::Paren(inner) => Ty::read(&inner.elem, mode, errors),
            Type::Group(inner) => Ty::read(&inner.elem, mode, errors),
            Type::Path(path) if path.qself.is_none() => Ty::named(ty, &path.path, mode, errors),
            Type::Array(a) => Some(Ty::Array(Box::new(Ty::read(&a.elem, mode, errors)?), a.len.clone())),
            Type::Tuple(t) => {
                let items: Vec<_> = t.elems.iter().map(|t| Ty::read(t, mode, errors)).collect();
                Some(Ty::Tuple(items.into_iter().collect::<Option<_>>()?))
            }
            Type::Reference(r) if r.mutability.is_some() => {
                errors.at(ty, "`&mut` parameters cannot be differentiated yet", "return the new value instead");
                None
            }
            Type::Reference(r) => match &*r.elem {
                Type::Slice(s) => Some(Ty::Ref(Box::new(Ty::Slice(Box::new(Ty::read(&s.elem, mode, errors)?))))),
                inner => Some(Ty::Ref(Box::new(Ty::read(inner, mode, errors)?))),
            },
            other => {
                unsupported(other, errors);
                None
            }
        }
    }

    fn named(ty: &Type, path: &syn::Path, mode: &Mode, errors: &mut Errors) -> Option<Ty> {
        let name = path.segments.last().filter(|_| path.segments.len() == 1);
        let name = name.filter(|s| s.arguments.is_none()).map(|s| s.ident.to_string());
        match (name.as_deref(), mode) {
            (Some(real), Mode::Plain(own)) if *own == real => Some(Ty::Real),
            (Some(real), Mode::Generic(own)) if *own == real => Some(Ty::Real),
            (Some("f64" | "f32"), Mode::Generic(_)) => Some(Ty::Discrete(ty.clone(), Kind::Float)),
            (Some(other @ ("f64" | "f32")), Mode::Plain(own)) => {
                errors.at(
                    ty,
                    format!("`{own}` and `{other}` are mixed in one differentiable function"),
                    format!("write the whole function in `{own}`, and convert where it is called"),
                );
                None
            }
            (Some("bool"), _) => Some(Ty::Discrete(ty.clone(), Kind::Bool)),
            (Some(name), _) if is_integer(name) => Some(Ty::Discrete(ty.clone(), Kind::Int)),
            _ => {
                unsupported(ty, errors);
                None
            }
        }
    }

    /// The kind of a variable of this type; references are seen through.
    pub fn kind(&self) -> Kind {
        match self {
            Ty::Real => Kind::Real,
            Ty::Discrete(_, kind) => kind.clone(),
            Ty::Array(item, _) | Ty::Slice(item) => Kind::seq(item.kind()),
            Ty::Tuple(items) if items.is_empty() => Kind::Unit,
            Ty::Tuple(items) => Kind::Tup(items.iter().map(Ty::kind).collect()),
            Ty::Ref(inner) => inner.kind(),
        }
    }

    /// Whether there is a real in it.
    pub fn has_real(&self) -> bool {
        !self.kind().is_inactive()
    }

    /// Whether it is one real.
    pub fn is_real(&self) -> bool {
        matches!(self, Ty::Real)
    }

    /// Whether it is a reference.
    pub fn is_ref(&self) -> bool {
        matches!(self, Ty::Ref(_))
    }

    /// Whether it is `&[T]`.
    pub fn is_slice_ref(&self) -> bool {
        matches!(self, Ty::Ref(inner) if matches!(**inner, Ty::Slice(_)))
    }

    /// The type over a scalar; `lifetime` goes into an outer reference.
    pub fn over(&self, cx: &Over<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
        match self {
            Ty::Real => cx.scalar.clone(),
            Ty::Discrete(ty, _) => ty.to_token_stream(),
            Ty::Array(item, len) => {
                let item = item.over(cx, None);
                quote!([#item; #len])
            }
            Ty::Slice(item) => {
                let item = item.over(cx, None);
                quote!([#item])
            }
            Ty::Tuple(items) => tuple(items.iter().map(|t| t.over(cx, None))),
            Ty::Ref(inner) => {
                let inner = inner.over(cx, None);
                quote!(& #lifetime #inner)
            }
        }
    }

    /// The owned tangent over a scalar; a slice's is a `Vec`.
    pub fn tangent(&self, cx: &Over<'_>) -> TokenStream {
        match self {
            Ty::Slice(item) => {
                let item = item.tangent(cx);
                let root = cx.root;
                quote!(#root::Vec<#item>)
            }
            Ty::Ref(inner) => inner.tangent(cx),
            _ => self.tangent_place(cx),
        }
    }

    /// What a reference to the tangent points to; a slice's is a slice.
    pub fn tangent_place(&self, cx: &Over<'_>) -> TokenStream {
        match self {
            Ty::Real => cx.scalar.clone(),
            Ty::Discrete(..) => {
                let root = cx.root;
                quote!(#root::NoTan)
            }
            Ty::Array(item, len) => {
                let item = item.tangent(cx);
                quote!([#item; #len])
            }
            Ty::Slice(item) => {
                let item = item.tangent(cx);
                quote!([#item])
            }
            Ty::Tuple(items) => tuple(items.iter().map(|t| t.tangent(cx))),
            Ty::Ref(inner) => inner.tangent_place(cx),
        }
    }
}

/// What an emitted type is written over.
pub struct Over<'a> {
    /// The scalar type.
    pub scalar: &'a TokenStream,
    /// The path of the support library.
    pub root: &'a TokenStream,
}

fn tuple(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let items = items.map(|t| quote!(#t,));
    quote!((#(#items)*))
}

/// Whether a name is that of a type without reals.
pub fn is_integer(name: &str) -> bool {
    let ints = ["usize", "u8", "u16", "u32", "u64", "u128", "isize", "i8", "i16", "i32", "i64", "i128", "char"];
    ints.contains(&name)
}

fn unsupported(ty: &Type, errors: &mut Errors) {
    errors.at(
        ty,
        format!("`#[differentiable]` does not know the type `{}`", show(ty)),
        "use `f64`, `f32`, a scalar `S: Scalar`, integers and `bool`, and arrays, tuples and `&` slices of them",
    );
}
