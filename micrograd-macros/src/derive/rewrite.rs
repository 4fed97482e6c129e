//! Types as the user wrote them, with other names in them.
use proc_macro2::Ident;
use syn::visit_mut::{self, VisitMut};
use syn::{DeriveInput, Path, PathSegment, Type, parse_quote};

/// A type with `scalar` replaced by `f64`: the original of which the written type is the image over `scalar`.
pub fn original(ty: &Type, scalar: &Ident) -> Type {
    struct Replace<'a>(&'a Ident);
    impl VisitMut for Replace<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            match ty {
                Type::Path(p) if p.qself.is_none() && p.path.is_ident(self.0) => {
                    *ty = parse_quote!(::core::primitive::f64);
                }
                _ => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    let mut ty = ty.clone();
    Replace(scalar).visit_type_mut(&mut ty);
    ty
}

/// Writes the type's name for `Self`, which is another type beside it.
pub fn name_self(item: &mut DeriveInput) {
    struct Named(PathSegment);
    impl VisitMut for Named {
        fn visit_path_mut(&mut self, path: &mut Path) {
            if let Some(first) = path.segments.first_mut().filter(|s| s.ident == "Self") {
                *first = self.0.clone();
            }
            visit_mut::visit_path_mut(self, path);
        }
    }
    let (name, (_, args, _)) = (&item.ident, item.generics.split_for_impl());
    let args = args.as_turbofish();
    let mut named = Named(parse_quote!(#name #args));
    named.visit_derive_input_mut(item);
}
