//! Operators on references. The companions of operators are called on the image of the type itself, so an `impl` for `&T`
//! is read as one for `T` that takes its operands by reference.
use proc_macro2::Span;
use quote::quote_spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, GenericParam, ImplItem, ItemFn, ItemImpl, Pat, Path, Type, parse_quote};

/// The type itself, where an `impl` is for a reference to it.
pub fn referent(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Paren(inner) => referent(&inner.elem),
        Type::Group(inner) => referent(&inner.elem),
        Type::Reference(r) if r.mutability.is_none() => Some(&r.elem),
        _ => None,
    }
}

/// Whether an operand of an operator's `impl` is a reference.
pub fn has_references(block: &ItemImpl) -> bool {
    let right = |item: &ImplItem| match item {
        ImplItem::Fn(method) => {
            method.sig.inputs.iter().any(|arg| matches!(arg, FnArg::Typed(p) if referent(&p.ty).is_some()))
        }
        _ => false,
    };
    referent(&block.self_ty).is_some() || block.items.iter().any(right)
}

/// The same `impl` for the type itself; lifetimes of operands are not about the values.
// Input:  impl<'a> Add<&'a V> for &'a V { fn add(self, o: &V) -> Self::Output { .. } }
// Output: impl Add<&'a V> for V { fn add(&self, o: V) -> V { let o = &o; .. } }
pub fn by_value(block: &ItemImpl) -> ItemImpl {
    let mut block = block.clone();
    let of_reference = referent(&block.self_ty).cloned();
    let output = block.items.iter().find_map(|item| match item {
        ImplItem::Type(ty) if ty.ident == "Output" => Some(ty.ty.clone()),
        _ => None,
    });
    if let Some(ty) = &of_reference {
        *block.self_ty = ty.clone();
    }
    let is_lifetime = |param: &GenericParam| matches!(param, GenericParam::Lifetime(_));
    block.generics.params = block.generics.params.into_iter().filter(|param| !is_lifetime(param)).collect();
    for item in &mut block.items {
        let ImplItem::Fn(method) = item else { continue };
        if let Some(output) = &output {
            Output(output).visit_signature_mut(&mut method.sig);
        }
        let mut function: ItemFn = {
            let (sig, body) = (&method.sig, &method.block);
            parse_quote!(#sig #body)
        };
        by_reference(&mut function, of_reference.is_some());
        (method.sig, method.block) = (function.sig, *function.block);
    }
    block
}

/// The right operand comes by value, and has its reference in the body.
fn by_reference(function: &mut ItemFn, receiver: bool) {
    let mut borrowed = Vec::new();
    for arg in &mut function.sig.inputs {
        match arg {
            FnArg::Receiver(own) if receiver => {
                let span = own.self_token.span;
                *own = syn::parse2(quote_spanned!(span=> &self)).unwrap_or_else(|_| own.clone());
            }
            FnArg::Typed(param) => {
                let (Some(ty), Pat::Ident(name)) = (referent(&param.ty).cloned(), &*param.pat) else { continue };
                borrowed.push(name.ident.clone());
                *param.ty = ty;
            }
            FnArg::Receiver(_) => {}
        }
    }
    for name in borrowed {
        let span = Span::call_site().located_at(name.span());
        let stmt = syn::parse2(quote_spanned!(span=> let #name = &#name;));
        function.block.stmts.splice(0..0, stmt);
    }
}

/// Writes the result for `Self::Output`, which the type itself may not have.
struct Output<'a>(&'a Type);

impl VisitMut for Output<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        let is_output = |path: &Path| {
            let names: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
            names == ["Self", "Output"]
        };
        if matches!(ty, Type::Path(p) if p.qself.is_none() && is_output(&p.path)) {
            *ty = self.0.clone();
        }
        visit_mut::visit_type_mut(self, ty);
    }
}
