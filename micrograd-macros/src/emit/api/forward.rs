//! The functions that run forward: `jvp_f`, `generic_f`.
use super::{Api, in_brackets};
use crate::errors::located;
use crate::parse::Mode;
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Over;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

impl Api<'_> {
    pub(super) fn jvp(&mut self) -> TokenStream {
        let input = self.input;
        let (name, root) = (input.name(), input.root.clone());
        let (tangents, declared) = self.tangents();
        let duals = self.duals_along(&tangents);
        let after = self.unseeded_all(&tangents, &duals);
        let (params, result, of) = (self.params(None), self.result(), self.seed_type());
        let doc = format!(
            "The value of [`{name}`] and its derivative along the tangents, which follow the parameters in order."
        );
        let head = self.head(&self.named("jvp"), None);
        let signature = quote!((#params #(#declared)*) -> (#result, #of));
        let (y, d) = (self.fresh("y"), self.fresh("d"));
        let scalar = &self.scalar;
        let dual = quote!(#root::Dual<#scalar>);
        let (value, call) = (
            self.lowered(&self.input.result, &y.to_token_stream()),
            self.companion("primal", &duals.passed.args, &dual),
        );
        let (before, mention) = (&duals.passed.before, self.mention_if_alone());
        if let Some(path) = input.by_hand.as_ref().and_then(|rule| rule.jvp.as_ref()) {
            let args = input.params.iter().map(|p| &p.ident);
            let call = located(quote!(#path(#(#args,)* #(#tangents),*)), path.span());
            return self.function(&doc, &head, &signature, &quote!(#mention #call));
        }
        let body = quote! {
            #mention
            #before
            let (#y, #d) = #root::Parts::into_parts(#call);
            #after
            (#value, #d)
        };
        self.function(&doc, &head, &signature, &body)
    }

    pub(super) fn generic(&mut self) -> TokenStream {
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
        let mention = self.mention_if_alone();
        self.function(&doc, &head, &signature, &quote!(#mention #call))
    }
}
