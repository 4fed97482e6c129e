//! The forward sweep of such a companion, and its pullback: that of `f` over dual numbers.
use super::{Api, Nested, Writer};
use crate::emit::backward::no_tangent;
use crate::emit::companion::{Head, captured};
use crate::kinds::Kind;
use crate::names::fresh_lifetime;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Ty;
use proc_macro2::{Ident, Span};

impl Writer<'_> {
    pub(super) fn fwd(&mut self) -> TokenStream {
        let (Head { visibility, generics, clauses }, name) = self.head(&self.fwd.clone(), true);
        let (root, over) = (self.input.root.clone(), self.over());
        let (declared, result) = (self.declared(), self.result(&self.input.result.over(&over, None)));
        let seed_type = self.result(&self.input.result.tangent(&over));
        let (this, primal) = (self.this(), self.primal.clone());
        let copies = self.input.params.iter().map(|p| {
            let shown = Api::shown(p);
            if p.ty.is_ref() { shown } else { quote!(#root::rt::owned(#shown)) }
        });
        let along = self
            .along()
            .into_iter()
            .map(|(p, d)| if p.ty.is_ref() { d.to_token_stream() } else { quote!(#root::rt::owned(&#d)) });
        let own = crate::emit::companion::own_arguments(self.input);
        let call = copies.chain(along);
        let call: Vec<_> = call.collect();
        let lifetime = fresh_lifetime("s", &self.input.generics);
        let captured = captured(self.input, &lifetime);
        let (seed, value) = (self.api.fresh("seed"), self.api.fresh("value"));
        let references = self.references();
        let slots = self.slots();
        let slot_types: Vec<_> = slots.iter().map(|(_, ty)| ty).collect();
        let slot_names: Vec<_> = slots.iter().map(|(name, ty)| quote!(#name: #ty)).collect();
        let types: Vec<_> = references.iter().map(|(_, ty)| ty).collect();
        let names: Vec<_> = references.iter().map(|(name, ty)| quote!(#name: #ty)).collect();
        let by_value = self.by_value_types();
        let body = self.pullback(&seed, &slots.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        quote! {
            #[doc(hidden)]
            #[inline]
            #visibility fn #name<#generics>(#(#declared),*)
                -> (#result, impl ::core::ops::Fn(#(#types,)* #seed_type, #(#slot_types),*) -> #by_value + #captured) #clauses
            {
                #this
                let #value = Self::#primal #own(#(#call),*);
                (#value, move |#(#names,)* #seed: #seed_type, #(#slot_names),*| { #body })
            }
        }
    }

    /// The references that a pullback is given again, with their types.
    fn references(&self) -> Vec<(TokenStream, TokenStream)> {
        let over = self.over();
        let own = self
            .input
            .params
            .iter()
            .filter(|p| p.ty.is_ref())
            .map(|p| (p.ident.to_token_stream(), p.ty.over(&over, None)));
        let along = self.along().into_iter().filter(|(p, _)| p.ty.is_ref()).map(|(p, d)| {
            let place = p.ty.tangent_place(&over);
            (d.to_token_stream(), quote!(&#place))
        });
        own.chain(along).collect()
    }

    /// The slots of references.
    fn slots(&mut self) -> Vec<(Ident, TokenStream)> {
        let over = self.over();
        let own: Vec<&Param> = self.input.params.iter().filter(|p| p.ty.is_ref()).collect();
        let along = self.along().into_iter().map(|(p, _)| p).filter(|p| p.ty.is_ref());
        let all: Vec<&Param> = own.into_iter().chain(along).collect();
        let each = all.into_iter().map(|p| {
            let place = p.tangent_place(&over);
            (self.api.fresh("slot"), quote!(::core::option::Option<&mut #place>))
        });
        each.collect()
    }

    /// The tangents of the by-value parameters.
    fn by_value_types(&self) -> TokenStream {
        let over = self.over();
        let own = self.input.params.iter().filter(|p| !p.ty.is_ref()).map(|p| p.tangent(&over));
        let along = self.along().into_iter().filter(|(p, _)| !p.ty.is_ref()).map(|(p, _)| p.ty.tangent(&over));
        crate::emit::tuple(&own.chain(along).collect::<Vec<_>>())
    }

    /// The body of the pullback.
    fn pullback(&mut self, seed: &Ident, slots: &[Ident]) -> TokenStream {
        let (root, scalar) = (self.input.root.clone(), self.input.scalar_tokens.clone());
        let dual = quote!(#root::Dual<#scalar>);
        let (open, tangents, cotangent) = self.opened(seed);
        let duals = self.dual(&tangents);
        let (y, pullback) = (self.api.fresh("y"), self.api.fresh("pullback"));
        let forward = self.api.sweep_over(&duals.passed, &y, &pullback, &dual);
        let (pull, adjoints) = self.api.pull_duals(&duals, &pullback, &cotangent);
        let close = self.closed(&adjoints, slots);
        quote!(#open #forward #pull #close)
    }

    /// The seed taken apart: tangents of the arguments, and the cotangent of the result over dual numbers.
    fn opened(&mut self, seed: &Ident) -> (TokenStream, Vec<Ident>, TokenStream) {
        let root = self.input.root.clone();
        let ty = self.input.result.tangent(&self.over());
        if self.of == Nested::Jvp {
            let (value, tangent) = (self.api.fresh("d_value"), self.api.fresh("d_tangent"));
            let cotangent = quote!(<#ty as #root::Jet>::with_tangent(#tangent, #value));
            return (quote!(let (#value, #tangent) = #seed;), self.tangents.clone(), cotangent);
        }
        let params = self.varying();
        let names: Vec<Ident> = params.iter().map(|p| self.api.adjoint(p)).collect();
        let pattern = crate::emit::tuple(&names);
        let by_reference = params.iter().zip(&names).filter(|(p, _)| p.ty.is_ref()).map(|(_, d)| quote!(let #d = &#d;));
        let by_reference: TokenStream = by_reference.collect();
        let unit = |along: &TokenStream| quote!(<#ty as #root::Jet>::with_tangent(<#ty as #root::Scalar>::ONE, #along));
        if self.of == Nested::Grad {
            let zero = quote!(<#ty as #root::Scalar>::ZERO);
            return (quote!(let #pattern = #seed; #by_reference), names, unit(&zero));
        }
        let value = self.api.fresh("d_value");
        let open = quote!(let (#value, #pattern) = #seed; #by_reference);
        (open, names, unit(&value.to_token_stream()))
    }

    /// The adjoints over dual numbers go to where they belong.
    fn closed(&mut self, adjoints: &[Ident], slots: &[Ident]) -> TokenStream {
        let (root, over) = (self.input.root.clone(), self.over());
        let mut parts = TokenStream::new();
        let mut split = Vec::new();
        for (p, d) in self.varying().into_iter().zip(adjoints) {
            let (value, tangent) = (self.api.fresh("of_tangent"), self.api.fresh("of_value"));
            let ty = p.ty.tangent(&over);
            parts.extend(quote!(let (#value, #tangent) = <#ty as #root::Jet>::split(#d);));
            split.push((value, tangent));
        }
        let (mut fill, mut returned) = (TokenStream::new(), Vec::new());
        let (mut slots, mut halves) = (slots.iter(), split.iter());
        for p in &self.input.params {
            let half = p.varies().then(|| halves.next()).flatten().map(|(_, tangent)| tangent);
            self.place(p, half, &mut slots, &mut fill, &mut returned);
        }
        if self.of == Nested::Jvp {
            for (p, (value, _)) in self.varying().into_iter().zip(&split) {
                self.place(p, Some(value), &mut slots, &mut fill, &mut returned);
            }
        }
        let returned = crate::emit::tuple(&returned);
        quote!(#parts #fill #returned)
    }

    /// One adjoint: added to its slot, or returned.
    fn place<'s>(
        &self,
        p: &Param,
        adjoint: Option<&Ident>,
        slots: &mut impl Iterator<Item = &'s Ident>,
        fill: &mut TokenStream,
        returned: &mut Vec<TokenStream>,
    ) {
        let root = &self.input.root;
        if p.ty.is_ref() {
            let slot = slots.next().expect("every reference has a slot");
            if let Some(adjoint) = adjoint {
                let d = Ident::new("d", Span::mixed_site());
                fill.extend(quote!(if let ::core::option::Option::Some(#d) = #slot { #root::rt::acc(#d, &#adjoint); }));
            }
            return;
        }
        let name = &p.ident;
        returned.push(match (adjoint, &p.ty) {
            (Some(adjoint), _) => adjoint.to_token_stream(),
            (None, Ty::Vec(..) | Ty::Option(..)) if !p.constant => quote!(#root::rt::zero(&#name)),
            (None, ty) if !p.constant => no_tangent(&ty.kind(&mut || Kind::Inert), root),
            (None, _) => quote!(#root::NoTan),
        });
    }
}
