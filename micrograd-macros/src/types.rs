//! The types of parameters and results, as far as the macro reads them, and their images.
mod collections;
mod over;

use crate::errors::{Errors, located, show};
use crate::kinds::Kind;
use crate::parse::{Mode, Reading};
use crate::tokens::{ToTokens, TokenStream, quote, quote_spanned};
pub use collections::{COLLECTIONS, collection};
pub use over::{Image, Over};
use proc_macro2::{Span, TokenTree};
use syn::spanned::Spanned;
use syn::{Expr, GenericArgument, Path, PathArguments, Type};

/// A type that the macro can map to another scalar and to its tangent.
#[derive(Clone)]
pub enum Ty {
    /// The differentiable real of the function.
    Real,
    /// A differentiable real of the other precision.
    Other,
    /// An integer, `bool` or `char`, a plain float in a function that is generic over its scalar, or a type parameter.
    Discrete(Type, Kind),
    /// `[T; N]`.
    Array(Box<Ty>, Expr),
    /// `[T]`, behind a reference.
    Slice(Box<Ty>),
    /// A tuple.
    Tuple(Vec<Ty>),
    /// `&T`, or `&mut T` where the flag is set.
    Ref(Box<Ty>, bool),
    /// `Vec<T>`, as written.
    Vec(Type, Box<Ty>),
    /// `Option<T>`, as written.
    Option(Type, Box<Ty>),
    /// A type of the user's: the trait `Differentiable` knows it.
    Named(Type),
}

impl Ty {
    /// Reads a written type; reports what is not understood.
    pub fn read(ty: &Type, cx: Reading<'_>, errors: &mut Errors) -> Option<Ty> {
        match ty {
            Type::Paren(inner) => Ty::read(&inner.elem, cx, errors),
            Type::Group(inner) => Ty::read(&inner.elem, cx, errors),
            Type::Path(path) if path.qself.is_none() => Ty::of_path(ty, &path.path, cx, errors),
            Type::Path(_) => Some(Ty::Named(ty.clone())),
            Type::Array(a) => Some(Ty::Array(Box::new(Ty::item(&a.elem, cx, errors)?), a.len.clone())),
            Type::Tuple(t) => {
                let items: Vec<_> = t.elems.iter().map(|t| Ty::item(t, cx, errors)).collect();
                Some(Ty::Tuple(items.into_iter().collect::<Option<_>>()?))
            }
            Type::Reference(r) => {
                let inner = match &*r.elem {
                    Type::Slice(s) => Ty::Slice(Box::new(Ty::read(&s.elem, cx, errors)?)),
                    inner => Ty::read(inner, cx, errors)?,
                };
                Some(Ty::Ref(Box::new(inner), r.mutability.is_some()))
            }
            other => {
                unsupported(other, errors);
                None
            }
        }
    }

    /// A type inside another: a reference to reals has no tangent of its own.
    fn item(ty: &Type, cx: Reading<'_>, errors: &mut Errors) -> Option<Ty> {
        let item = Ty::read(ty, cx, errors)?;
        if item.is_ref() && item.has_real() {
            let help = "let it hold the values, or give the reference a parameter of its own";
            errors.at(ty, "a reference to reals inside another type", help);
            return None;
        }
        Some(item)
    }

    fn of_path(ty: &Type, path: &Path, cx: Reading<'_>, errors: &mut Errors) -> Option<Ty> {
        if is_result(path) {
            let help = "return an `Option`, or the value alone and check the input before the call";
            errors.at(ty, "a `Result` has no derivative", help);
            return None;
        }
        let plain = path.segments.iter().all(|segment| segment.arguments.is_none());
        if !plain && quote::ToTokens::to_token_stream(path).into_iter().any(has_dyn) {
            let help = "take a closure as code in this function, or a type with `#[derive(Differentiable)]`";
            errors.at(ty, "what is behind `dyn` is not visible, and has no derivative", help);
            return None;
        }
        if let Some((container, item)) = container(path) {
            if let Type::Reference(r) = item {
                let (message, shown) = (format!("`{}` has a reference in it", show(ty)), show(&r.elem));
                errors.at(item, message, format!("take it by value, `{container}<{shown}>`"));
                return None;
            }
            let item = Box::new(Ty::item(item, cx, errors)?);
            return Some(if container == "Vec" { Ty::Vec(ty.clone(), item) } else { Ty::Option(ty.clone(), item) });
        }
        if collection(path) {
            return Some(Ty::Discrete(ty.clone(), Kind::Inert));
        }
        let name = path.get_ident().map(ToString::to_string);
        match (name.as_deref(), cx.mode) {
            (Some(real), Mode::Plain(own)) if *own == real => Some(Ty::Real),
            (Some(real), Mode::Plain(_)) if cx.other == Some(real) => Some(Ty::Other),
            (Some(real), Mode::Generic(own)) if *own == real => Some(Ty::Real),
            (Some("f64" | "f32"), Mode::Generic(_)) => Some(Ty::Discrete(ty.clone(), Kind::Float)),
            (Some("bool"), _) => Some(Ty::Discrete(ty.clone(), Kind::Bool)),
            (Some("str"), _) => Some(Ty::Discrete(ty.clone(), Kind::Inert)),
            (Some(name), _) if is_integer(name) => Some(Ty::Discrete(ty.clone(), Kind::Int)),
            (Some(name), _) if cx.inert.iter().any(|param| param == name) => {
                Some(Ty::Discrete(ty.clone(), Kind::Inert))
            }
            _ => Some(Ty::Named(ty.clone())),
        }
    }

    /// The kind of a variable of this type; references are seen through. `unknown` makes a kind of which nothing is
    /// known.
    pub fn kind(&self, unknown: &mut dyn FnMut() -> Kind) -> Kind {
        match self {
            Ty::Real => Kind::Real,
            Ty::Other => Kind::Other,
            Ty::Discrete(_, kind) => kind.clone(),
            Ty::Array(item, _) | Ty::Slice(item) | Ty::Vec(_, item) => Kind::seq(item.kind(unknown)),
            Ty::Option(_, item) => Kind::Opt(Box::new(item.kind(unknown))),
            Ty::Tuple(items) if items.is_empty() => Kind::Unit,
            Ty::Tuple(items) => Kind::Tup(items.iter().map(|t| t.kind(unknown)).collect()),
            Ty::Ref(inner, _) => inner.kind(unknown),
            Ty::Named(_) => unknown(),
        }
    }

    /// The same where types of the user's carry no derivative: they need no tangent, and stay as they are.
    pub fn without_derivative(self) -> Self {
        let inside = |item: Box<Ty>| Box::new(item.without_derivative());
        match self {
            Ty::Named(ty) => Ty::Discrete(ty, Kind::Inert),
            Ty::Array(item, len) => Ty::Array(inside(item), len),
            Ty::Slice(item) => Ty::Slice(inside(item)),
            Ty::Ref(item, mutable) => Ty::Ref(inside(item), mutable),
            Ty::Tuple(items) => Ty::Tuple(items.into_iter().map(Ty::without_derivative).collect()),
            Ty::Vec(ty, item) | Ty::Option(ty, item) if item.has_mirror() => Ty::Discrete(ty, Kind::Inert),
            other => other,
        }
    }

    /// Whether there may be a real in it.
    pub fn has_real(&self) -> bool {
        !self.kind(&mut || Kind::Opaque).is_inactive()
    }

    /// Whether it is one real.
    pub fn is_real(&self) -> bool {
        matches!(self, Ty::Real | Ty::Other)
    }

    /// Whether it is `()`.
    pub fn is_unit(&self) -> bool {
        matches!(self, Ty::Tuple(items) if items.is_empty())
    }

    /// Whether it is a reference.
    pub fn is_ref(&self) -> bool {
        matches!(self, Ty::Ref(..))
    }

    /// Whether it is a `&mut` reference.
    pub fn is_mut(&self) -> bool {
        matches!(self, Ty::Ref(_, true))
    }

    /// Whether it is a reference to a slice.
    pub fn is_slice_ref(&self) -> bool {
        matches!(self, Ty::Ref(inner, _) if matches!(**inner, Ty::Slice(_)))
    }

    /// Whether its image over the scalar `f64` may be another type than itself.
    pub fn has_mirror(&self) -> bool {
        self.named().is_some()
    }

    /// The types that it is made of.
    pub fn leaves(&self) -> Vec<&Ty> {
        match self {
            Ty::Real | Ty::Other | Ty::Discrete(..) | Ty::Named(_) => vec![self],
            Ty::Array(item, _) | Ty::Slice(item) | Ty::Vec(_, item) | Ty::Option(_, item) | Ty::Ref(item, _) => {
                item.leaves()
            }
            Ty::Tuple(items) => items.iter().flat_map(Ty::leaves).collect(),
        }
    }

    /// The type as the user wrote it, if the compiler has to map it to a scalar.
    fn written(&self) -> Option<&Type> {
        match self {
            Ty::Ref(inner, _) => inner.written(),
            Ty::Vec(written, _) | Ty::Option(written, _) | Ty::Named(written) => Some(written),
            _ => None,
        }
    }

    /// Code that needs the tangent of the type: without one, the compiler reports it where the type stands.
    pub fn locate(&self, code: TokenStream) -> TokenStream {
        match self.written() {
            Some(written) => located(code, written.span()),
            None => code,
        }
    }

    /// The first type of the user's in it.
    pub fn named(&self) -> Option<&Type> {
        self.leaves().into_iter().find_map(|leaf| match leaf {
            Ty::Named(ty) => Some(ty),
            _ => None,
        })
    }

    /// The type over a scalar; `lifetime` goes into an outer reference.
    pub fn over(&self, cx: &Over<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
        match self {
            Ty::Real => cx.scalar.clone(),
            Ty::Other => cx.other.clone().unwrap_or_default(),
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
            Ty::Ref(inner, mutable) => {
                let (image, mutable) = (inner.over(cx, None), mutable.then(|| quote!(mut)));
                let and = inner.written().map_or_else(Span::call_site, |ty| Span::call_site().located_at(ty.span()));
                let and = quote_spanned!(and=> &);
                quote!(#and #lifetime #mutable #image)
            }
            Ty::Vec(_, item) | Ty::Option(_, item) if cx.other.is_some() => self.container(&item.over(cx, None), cx),
            Ty::Vec(written, _) | Ty::Option(written, _) | Ty::Named(written) => cx.image(written),
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
            Ty::Ref(inner, _) => inner.tangent(cx),
            _ => self.tangent_place(cx),
        }
    }

    /// What a reference to the tangent points to; a slice's is a slice.
    pub fn tangent_place(&self, cx: &Over<'_>) -> TokenStream {
        let root = cx.root;
        match self {
            Ty::Real => cx.scalar.clone(),
            Ty::Other => cx.other.clone().unwrap_or_default(),
            Ty::Discrete(..) => quote!(#root::NoTan),
            Ty::Array(item, len) => {
                let item = item.tangent(cx);
                quote!([#item; #len])
            }
            Ty::Slice(item) => {
                let item = item.tangent(cx);
                quote!([#item])
            }
            Ty::Tuple(items) => tuple(items.iter().map(|t| t.tangent(cx))),
            Ty::Ref(inner, _) => inner.tangent_place(cx),
            Ty::Vec(_, item) | Ty::Option(_, item) if cx.other.is_some() => self.container(&item.tangent(cx), cx),
            Ty::Vec(written, _) | Ty::Option(written, _) | Ty::Named(written) => {
                let at = Span::call_site().located_at(written.span());
                let image = located(cx.image(written), at);
                let root = located(root.clone(), at);
                quote_spanned!(at=> <#image as #root::Differentiable>::Tangent)
            }
        }
    }

    /// A `Vec` or an `Option` of other items.
    fn container(&self, item: &TokenStream, cx: &Over<'_>) -> TokenStream {
        let root = cx.root;
        if matches!(self, Ty::Vec(..)) { quote!(#root::Vec<#item>) } else { quote!(::core::option::Option<#item>) }
    }
}

/// `Vec<T>` and `Option<T>` of the standard library, as far as the path tells.
fn container(path: &Path) -> Option<(&'static str, &Type)> {
    let last = path.segments.last()?;
    let name = ["Vec", "Option"].into_iter().find(|name| last.ident == name)?;
    let standard = path.segments.len() == 1
        || path.segments.first().is_some_and(|s| s.ident == "std" || s.ident == "core" || s.ident == "alloc");
    match &last.arguments {
        PathArguments::AngleBracketed(args) if standard && args.args.len() == 1 => match &args.args[0] {
            GenericArgument::Type(item) => Some((name, item)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a path is that of `Result`, as far as it tells.
fn is_result(path: &Path) -> bool {
    let standard = ["std", "core", "io", "fmt", "result"].iter().any(|name| path.segments[0].ident == name);
    let last = path.segments.last().is_some_and(|s| s.ident == "Result");
    last && (path.segments.len() == 1 || standard)
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

/// Whether the word `dyn` stands in a token.
fn has_dyn(token: TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word == "dyn",
        TokenTree::Group(group) => group.stream().into_iter().any(has_dyn),
        _ => false,
    }
}

fn unsupported(ty: &Type, errors: &mut Errors) {
    errors.at(
        ty,
        format!("`#[differentiable]` does not know the type `{}`", show(ty)),
        "use `f64`, `f32`, a scalar `S: Scalar`, integers and `bool`, arrays, tuples, slices and `Vec` of them, and types with \
         `#[derive(Differentiable)]`",
    );
}
