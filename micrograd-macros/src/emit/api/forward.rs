//! The functions that run forward: `jvp_f`, `generic_f`.
use super::{Api, in_brackets};
use crate::parse::{Mode, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Over;
use proc_macro2::{Ident, Span};

impl Api<'_> {
    pub(super) fn jvp(&mut self) -> TokenStream {
        let input = self.input;
        let (name, root) = (input.name(), input.root.clone());
        let (mut before, mut args, mut after) = (TokenStream::new(), Vec::new(), TokenStream::new());
        let mut tangents = Vec::new();
        for p in &input.params {
            if !p.ty.has_real() {
                args.push(p.ident.to_token_stream());
                continue;
            }
            let d = self.adjoint(p);
            let borrow = match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
                (false, _) => TokenStream::new(),
                (true, false) => quote!(&),
                (true, true) => quote!(&mut),
            };
            let place = p.ty.tangent_place(&self.over());
            tangents.push(quote!(, #d: #borrow #place));
            let seeded = self.seeded(p, &d);
            if p.ty.is_mut() {
                let dual = self.fresh("dual");
                before.extend(quote!(let mut #dual = #seeded;));
                args.push(quote!(&mut #dual));
                after.extend(self.unseeded(p, &d, &dual));
            } else if p.ty.is_ref() {
                args.push(quote!(&#seeded));
            } else {
                args.push(seeded);
            }
        }
        let (params, result, of) = (self.params(None), self.result(), self.seed_type());
        let doc = format!(
            "The value of [`{name}`] and its derivative along the tangents, which follow the parameters in order."
        );
        let head = self.head(&self.named("jvp"), None);
        let signature = quote!((#params #(#tangents)*) -> (#result, #of));
        let (y, d) = (self.fresh("y"), self.fresh("d"));
        let scalar = &self.scalar;
        let dual = quote!(#root::Dual<#scalar>);
        let (value, call) =
            (self.lowered(&self.input.result, &y.to_token_stream()), self.companion("primal", &args, &dual));
        let body = quote! {
            #before
            let (#y, #d) = #root::Parts::into_parts(#call);
            #after
            (#value, #d)
        };
        self.function(&doc, &head, &signature, &body)
    }

    /// The dual numbers of a parameter and its tangent.
    fn seeded(&self, p: &Param, d: &Ident) -> TokenStream {
        let (root, ident, text) = (&self.input.root, &p.ident, p.ident.to_string());
        p.ty.locate(match (p.ty.is_slice_ref(), p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
            (true, _, false) => quote!(#root::rt::seed_slice(#text, #ident, #d)),
            (true, _, true) => quote!(#root::rt::seed_slice(#text, &*#ident, &*#d)),
            (_, true, false) => quote!(#root::Differentiable::seed(#ident, #d)),
            (_, true, true) => quote!(#root::Differentiable::seed(&*#ident, &*#d)),
            (_, false, _) => quote!(#root::Differentiable::seed(&#ident, &#d)),
        })
    }

    /// What was written through goes back to the user, value and tangent.
    fn unseeded(&mut self, p: &Param, d: &Ident, dual: &Ident) -> TokenStream {
        let root = &self.input.root.clone();
        let (value, tangent) = (self.fresh("value"), self.fresh("tangent"));
        let back = self.put_back(p, &value.to_token_stream());
        let put = if p.ty.is_slice_ref() { quote!(#d.clone_from_slice(&#tangent);) } else { quote!(*#d = #tangent;) };
        quote!(let (#value, #tangent) = #root::Parts::into_parts(#dual); #back #put)
    }

    pub(super) fn generic(&self) -> TokenStream {
        let Mode::Plain(_) = self.input.mode else {
            return TokenStream::new();
        };
        let (s, root, name) = (&self.input.scalar, &self.input.root, self.input.name());
        let over = Over::twin(self.input);
        let names = self.input.params.iter().map(|p| match p.receiver {
            Some(_) => Ident::new("this", Span::mixed_site()),
            None => p.ident.clone(),
        });
        let names: Vec<_> = names.collect();
        let params = self.input.params.iter().zip(&names).map(|(p, name)| {
            let ty = p.ty.over(&over, None);
            quote!(#name: #ty)
        });
        let args: Vec<_> = names.iter().map(ToTokens::to_token_stream).collect();
        let call = match &self.input.owner {
            Some(owner) if owner.receiver.is_none() => {
                let (ty, function) = (&owner.ty, self.input.companion_name("primal"));
                quote!(<<#ty as #root::Differentiable>::At<#s>>::#function(#(#args),*))
            }
            _ => self.companion("primal", &args, &s.to_token_stream()),
        };
        let result = self.input.result.over(&over, None);
        let generic = self.named("generic");
        let doc = format!("[`{name}`] over any scalar: `f64`, `Dual`, `Value`.");
        let own = in_brackets(&self.input.generics, None);
        let lifetimes = own.iter().filter(|g| g.to_string().starts_with('\''));
        let others = own.iter().filter(|g| !g.to_string().starts_with('\''));
        let head = quote!(#generic<#(#lifetimes,)* #s: #root::Scalar #(, #others)*>);
        let signature = quote!((#(#params),*) -> #result);
        self.function(&doc, &head, &signature, &call)
    }
}
