//! The functions that run backward: `grad_f`, `value_and_grad_f`, `backward_f`, `vjp_f`.
use super::args::{Passed, Slot};
use super::{Api, generic_names, in_brackets_names};
use crate::names::fresh_lifetime;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

impl Api<'_> {
    /// Code that makes an owned gradient and fills it, and the names of its slots.
    pub(super) fn owned(
        &mut self,
        passed: &Passed,
        pullback: &Ident,
        seed: &TokenStream,
        written: &[Ident],
    ) -> (TokenStream, Vec<Ident>) {
        let (input, root) = (self.input, self.input.root.clone());
        let (mut zeros, mut slots, mut gradient) = (TokenStream::new(), Vec::new(), Vec::new());
        let mut given = written.iter();
        for p in input.params.iter().filter(|p| p.varies()) {
            if p.ty.is_mut() {
                slots.push(given.next().map_or(Slot::Closed, |d| Slot::Open(quote!(&mut *#d))));
                continue;
            }
            let adjoint = self.adjoint(p);
            if p.ty.is_ref() {
                let reference = p.reference();
                let zero = p.ty.locate(quote!(#root::rt::zero(#reference)));
                zeros.extend(quote!(let mut #adjoint = #zero;));
                slots.push(Slot::Open(quote!(&mut #adjoint)));
            } else {
                slots.push(Slot::Bound(adjoint.clone()));
            }
            gradient.push(adjoint);
        }
        let pull = self.pull(passed, pullback, seed, &slots);
        (quote!(#zeros #pull), gradient)
    }

    pub(super) fn grad(&mut self) -> TokenStream {
        let (params, ty) = (self.params(None), self.gradient_type());
        let (both, grad) = (self.named("value_and_grad"), self.named("grad"));
        let args = self.input.params.iter().map(|p| &p.ident);
        let owner = self.input.owner.as_ref().map(|_| quote!(Self::));
        let anonymous = self.input.generics.params.len() > self.input.function.sig.generics.params.len();
        let own = in_brackets_names(&self.input.generics);
        let explicit = (!anonymous && !own.is_empty()).then(|| quote!(::<#(#own),*>));
        let name = self.input.name();
        let doc = format!("The gradient of [`{name}`]: one slot per differentiable parameter, in order.");
        let doc = self.explained(doc);
        let head = self.head(&grad, None);
        self.function(&doc, &head, &quote!((#params) -> #ty), &quote!(#owner #both #explicit(#(#args),*).1))
    }

    pub(super) fn value_and_grad(&mut self) -> TokenStream {
        let (y, pullback) = (self.fresh("y"), self.fresh("pullback"));
        let (real, root) = (self.result(), self.input.root.clone());
        self.at_once = self.joint.then(|| y.clone());
        let passed = self.passed();
        let forward = self.sweep(&passed, &y, &pullback);
        let (fill, gradient) = self.owned(&passed, &pullback, &quote!(<#real as #root::Scalar>::ONE), &[]);
        let gradient = super::super::tuple(&gradient);
        let (params, result, ty) = (self.params(None), self.result(), self.gradient_type());
        let name = self.input.name();
        let doc = format!("The value of [`{name}`] and its gradient: one slot per differentiable parameter, in order.");
        let head = self.head(&self.named("value_and_grad"), None);
        self.function(&doc, &head, &quote!((#params) -> (#result, #ty)), &quote!(#forward #fill (#y, #gradient)))
    }

    pub(super) fn backward(&mut self) -> TokenStream {
        let (y, pullback, seed) = (self.fresh("y"), self.fresh("pullback"), self.fresh("seed"));
        self.at_once = self.joint.then(|| y.clone());
        let passed = self.passed();
        let forward = self.sweep(&passed, &y, &pullback);
        let (mut given, mut returned, mut types, mut slots) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut zeros = TokenStream::new();
        for p in self.input.params.iter().filter(|p| p.varies()) {
            let adjoint = self.adjoint(p);
            let over = self.over();
            if p.is_owned_self() {
                let (root, ident) = (&self.input.root, &p.ident);
                types.push(p.ty.tangent(&over));
                let zero = p.ty.locate(quote!(#root::rt::zero(&#ident)));
                zeros.extend(quote!(let mut #adjoint = #zero;));
                slots.push(Slot::Open(quote!(&mut #adjoint)));
                returned.push(adjoint);
            } else if p.ty.is_ref() {
                let place = p.ty.tangent_place(&over);
                given.push(quote!(, #adjoint: &mut #place));
                slots.push(Slot::Open(adjoint.to_token_stream()));
            } else {
                types.push(p.ty.tangent(&over));
                slots.push(Slot::Bound(adjoint.clone()));
                returned.push(adjoint);
            }
        }
        let pull = self.pull(&passed, &pullback, &seed.to_token_stream(), &slots);
        let (returned, types) = (super::super::tuple(&returned), super::super::tuple(&types));
        let (params, result, ty) = (self.params(None), self.result(), self.seed_type());
        let mut doc = format!(
            "The value of [`{}`], and `seed` times its derivative: added to the adjoints of the reference parameters, \
             returned for the by-value ones.",
            self.input.name()
        );
        if !self.written().is_empty() {
            doc += " The adjoint of a `&mut` parameter goes in as the cotangent of its state after the call and comes \
                    out as that of its state before.";
        }
        let head = self.head(&self.named("backward"), None);
        let signature = quote!((#params, #seed: #ty #(#given)*) -> (#result, #types));
        let value = self.lowered(&self.input.result, &y.to_token_stream());
        self.function(&doc, &head, &signature, &quote!(#forward #zeros #pull (#value, #returned)))
    }

    pub(super) fn vjp(&mut self) -> TokenStream {
        let (y, pullback, seed) = (self.fresh("y"), self.fresh("pullback"), self.fresh("seed"));
        let passed = self.passed();
        let forward = self.sweep(&passed, &y, &pullback);
        let params: Vec<Param> = self.written().into_iter().cloned().collect();
        let written: Vec<_> = params.iter().map(|p| self.adjoint(p)).collect();
        let (fill, gradient) = self.owned(&passed, &pullback, &seed.to_token_stream(), &written);
        let gradient = super::super::tuple(&gradient);
        let places: Vec<_> = params.iter().map(|p| p.ty.tangent_place(&self.over())).collect();
        let names = generic_names(self.input, true);
        let borrows = self.input.params.iter().any(|p| p.ty.is_ref() && !p.ty.is_mut());
        let borrows =
            borrows && !self.input.params.iter().all(|p| !p.ty.is_ref() || p.ty.is_mut() || p.is_owned_self());
        let of_owner = self.input.owner.iter().flat_map(|owner| owner.generics.type_params());
        let bounds = self.input.generics.type_params().chain(of_owner).next().is_some();
        let lifetime = (borrows || bounds).then(|| fresh_lifetime("a", &self.input.generics));
        let tokens = lifetime.as_ref().map(ToTokens::to_token_stream);
        let (params, result) = (self.params(tokens.as_ref()), self.result());
        let (ty, of) = (self.gradient_type(), self.seed_type());
        let lifetimes_first = tokens.into_iter().chain(sorted(names));
        let doc = format!(
            "The value of [`{}`] and its pullback, which maps the cotangent of the result{} to the gradient, as often as \
             wanted.",
            self.input.name(),
            if written.is_empty() { "" } else { " and those of the `&mut` parameters, which it changes in place," }
        );
        // where there is a gradient, the listing is in its docs
        let doc = if self.input.result.is_real() { doc } else { self.explained(doc) };
        let head = self.head(&self.named("vjp"), lifetime.as_ref());
        let captured = quote!(use<#(#lifetimes_first),*>);
        let signature = quote!((#params) -> (#result, impl ::core::ops::Fn(#of #(, &mut #places)*) -> #ty + #captured));
        let value = self.lowered(&self.input.result, &y.to_token_stream());
        let checks = self.check_reals();
        let closure = quote!(move |#seed: #of #(, #written: &mut #places)*| { #fill #gradient });
        self.bounded(&doc, &head, &signature, &quote!(#checks #forward (#value, #closure)), lifetime.as_ref())
    }
}

/// Lifetimes stand in front.
fn sorted(mut names: Vec<TokenStream>) -> Vec<TokenStream> {
    names.sort_by_key(|name| !name.to_string().starts_with('\''));
    names
}
