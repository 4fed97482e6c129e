//! The functions for users: `grad_f`, `value_and_grad_f`, `backward_f`, `vjp_f`, `jvp_f`, `generic_f`.
use super::companion::{allow, cfg, where_clause};
use crate::names::{Names, plain};
use crate::parse::{Input, Mode, Param};
use crate::types::Over;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Lifetime;

/// What the functions are made of.
struct Api<'a> {
    input: &'a Input,
    /// The scalar at the user-facing functions: `f64`, `f32`, or the user's own parameter.
    scalar: TokenStream,
    names: Names,
}

/// All of them.
pub fn functions(input: &Input) -> TokenStream {
    let scalar = match &input.mode {
        Mode::Plain(real) => Ident::new(real, Span::call_site()).to_token_stream(),
        Mode::Generic(s) => s.to_token_stream(),
    };
    let api = || {
        let mut names = Names::default();
        names.reserve(input.function.sig.to_token_stream());
        Api { input, scalar: scalar.clone(), names }
    };
    let gradients = if input.result.is_real() { api().gradients() } else { TokenStream::new() };
    let (backward, vjp, jvp, generic) = (api().backward(), api().vjp(), api().jvp(), api().generic());
    quote!(#gradients #backward #vjp #jvp #generic)
}

impl Api<'_> {
    fn over(&self) -> Over<'_> {
        Over { scalar: &self.scalar, root: &self.input.root }
    }

    fn named(&self, prefix: &str) -> Ident {
        let name = self.input.name();
        format_ident!("{prefix}_{}", plain(name), span = name.span())
    }

    fn params(&self, lifetime: Option<&TokenStream>) -> TokenStream {
        let over = self.over();
        let each = self.input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, lifetime));
            quote!(#name: #ty)
        });
        quote!(#(#each),*)
    }

    fn args(&self) -> TokenStream {
        let each = self.input.params.iter().map(|p| &p.ident);
        quote!(#(#each),*)
    }

    /// The parameters with a gradient slot.
    fn slots(&self) -> Vec<&Param> {
        self.input.params.iter().filter(|p| p.ty.has_real()).collect()
    }

    /// The type of the gradient: one slot is not wrapped in a tuple.
    fn gradient_type(&self) -> TokenStream {
        let over = self.over();
        super::tuple(&self.slots().iter().map(|p| p.ty.tangent(&over)).collect::<Vec<_>>())
    }

    fn result(&self) -> TokenStream {
        self.input.result.over(&self.over(), None)
    }

    fn seed_type(&self) -> TokenStream {
        self.input.result.tangent(&self.over())
    }

    fn adjoint(&mut self, p: &Param) -> Ident {
        self.names.fresh(&format!("d_{}", plain(&p.ident)), Span::call_site())
    }

    /// One public function with its docs; `head` is `name(params) -> result`.
    fn function(&self, doc: &str, generics: &TokenStream, head: &TokenStream, body: &TokenStream) -> TokenStream {
        let (vis, cfg, allow) = (&self.input.function.vis, cfg(self.input), allow());
        let docs = self.input.function.attrs.iter().filter(|a| a.path().is_ident("doc"));
        let clauses = where_clause(self.input);
        quote! {
            #(#cfg)*
            #[doc = #doc]
            #[doc = ""]
            #(#docs)*
            #allow
            #vis fn #generics #head #clauses { #body }
        }
    }

    /// `<S: Scalar>` where the user's function has it; `name` goes in front. What captures the pullback has a lifetime
    /// that the scalar outlives.
    fn head(&self, name: &Ident, lifetime: Option<&Lifetime>) -> TokenStream {
        let own = self.input.function.sig.generics.type_params().map(|p| {
            let (ident, bounds) = (&p.ident, &p.bounds);
            let bounds = (!bounds.is_empty()).then(|| quote!(#bounds +));
            let lifetime = lifetime.iter();
            quote!(#ident: #bounds #(#lifetime)*)
        });
        let lifetime = lifetime.map(ToTokens::to_token_stream);
        let all: Vec<_> = lifetime.into_iter().chain(own).collect();
        if all.is_empty() { name.to_token_stream() } else { quote!(#name<#(#all),*>) }
    }

    /// Code that runs the forward sweep; `f` itself is mentioned, so that it is not unused.
    fn forward(&self, value: &Ident, pullback: &Ident) -> TokenStream {
        let (name, scalar, args) = (self.input.name(), &self.scalar, self.args());
        let mention = match self.input.mode {
            Mode::Generic(ref s) => quote!(let _ = #name::<#s>;),
            Mode::Plain(_) => quote!(let _ = #name;),
        };
        quote!(#mention let (#value, #pullback) = #name::fwd_at::<#scalar>(#args);)
    }

    /// Code that calls the pullback: adjoints of references go to `slots`, those of by-value parameters are bound.
    fn pull(&self, pullback: &Ident, seed: &TokenStream, adjoints: &[Ident], slots: &[TokenStream]) -> TokenStream {
        let (mut references, mut filled, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
        let mut given = adjoints.iter().zip(slots);
        for p in &self.input.params {
            let slot = p.ty.has_real().then(|| given.next()).flatten();
            match (p.ty.is_ref(), slot) {
                (true, slot) => {
                    references.push(&p.ident);
                    filled.push(if let Some((_, slot)) = slot {
                        quote!(::core::option::Option::Some(#slot))
                    } else {
                        quote!(::core::option::Option::None)
                    });
                }
                (false, Some((adjoint, _))) => patterns.push(adjoint.to_token_stream()),
                (false, None) => patterns.push(quote!(_)),
            }
        }
        let pattern = super::tuple(&patterns);
        quote!(let #pattern = #pullback(#(#references,)* #seed, #(#filled),*);)
    }

    /// Code that makes an owned gradient and fills it.
    fn owned(&mut self, pullback: &Ident, seed: &TokenStream) -> (TokenStream, TokenStream) {
        let root = &self.input.root.clone();
        let slots: Vec<&Param> = self.input.params.iter().filter(|p| p.ty.has_real()).collect();
        let adjoints: Vec<_> = slots.iter().map(|p| self.adjoint(p)).collect();
        let zeros = slots.iter().zip(&adjoints).filter(|(p, _)| p.ty.is_ref()).map(|(p, adjoint)| {
            let name = &p.ident;
            quote!(let mut #adjoint = #root::rt::zero(#name);)
        });
        let zeros: TokenStream = zeros.collect();
        let open: Vec<_> = adjoints.iter().map(|a| quote!(&mut #a)).collect();
        let pull = self.pull(pullback, seed, &adjoints, &open);
        (quote!(#zeros #pull), super::tuple(&adjoints))
    }

    fn fresh(&mut self, name: &str) -> Ident {
        self.names.fresh(name, Span::call_site())
    }

    fn gradients(&mut self) -> TokenStream {
        let (y, pullback) = (self.fresh("y"), self.fresh("pullback"));
        let (scalar, root) = (self.scalar.clone(), self.input.root.clone());
        let forward = self.forward(&y, &pullback);
        let (fill, gradient) = self.owned(&pullback, &quote!(<#scalar as #root::Scalar>::ONE));
        let (params, args, result, ty) = (self.params(None), self.args(), self.result(), self.gradient_type());
        let (both, grad) = (self.named("value_and_grad"), self.named("grad"));
        let name = self.input.name();
        let doc = format!("The value of [`{name}`] and its gradient: one slot per differentiable parameter, in order.");
        let head = self.head(&both, None);
        let both_fn =
            self.function(&doc, &head, &quote!((#params) -> (#result, #ty)), &quote!(#forward #fill (#y, #gradient)));
        let doc = format!("The gradient of [`{name}`]: one slot per differentiable parameter, in order.");
        let head = self.head(&grad, None);
        let grad_fn = self.function(&doc, &head, &quote!((#params) -> #ty), &quote!(#both(#args).1));
        quote!(#grad_fn #both_fn)
    }

    fn backward(&mut self) -> TokenStream {
        let (y, pullback, seed) = (self.fresh("y"), self.fresh("pullback"), self.fresh("seed"));
        let forward = self.forward(&y, &pullback);
        let slots: Vec<&Param> = self.input.params.iter().filter(|p| p.ty.has_real()).collect();
        let adjoints: Vec<_> = slots.iter().map(|p| self.adjoint(p)).collect();
        let open: Vec<_> = adjoints.iter().map(ToTokens::to_token_stream).collect();
        let pull = self.pull(&pullback, &seed.to_token_stream(), &adjoints, &open);
        let over = self.over();
        let (mut given, mut returned, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for (p, adjoint) in slots.iter().zip(&adjoints) {
            if p.ty.is_ref() {
                let place = p.ty.tangent_place(&over);
                given.push(quote!(, #adjoint: &mut #place));
            } else {
                returned.push(adjoint);
                types.push(p.ty.tangent(&over));
            }
        }
        let (returned, types) = (super::tuple(&returned), super::tuple(&types));
        let (params, result, ty) = (self.params(None), self.result(), self.seed_type());
        let doc = format!(
            "The value of [`{}`], and `seed` times its derivative: added to the adjoints of the reference parameters, \
             returned for the by-value ones.",
            self.input.name()
        );
        let head = self.head(&self.named("backward"), None);
        let signature = quote!((#params, #seed: #ty #(#given)*) -> (#result, #types));
        self.function(&doc, &head, &signature, &quote!(#forward #pull (#y, #returned)))
    }

    fn vjp(&mut self) -> TokenStream {
        let (y, pullback, seed) = (self.fresh("y"), self.fresh("pullback"), self.fresh("seed"));
        let forward = self.forward(&y, &pullback);
        let (fill, gradient) = self.owned(&pullback, &seed.to_token_stream());
        let generic = matches!(self.input.mode, Mode::Generic(_));
        let borrows = generic || self.input.params.iter().any(|p| p.ty.is_ref());
        let lifetime = borrows.then(|| Lifetime::new("'a", Span::mixed_site()));
        let tokens = lifetime.as_ref().map(ToTokens::to_token_stream);
        let (params, result) = (self.params(tokens.as_ref()), self.result());
        let (ty, of) = (self.gradient_type(), self.seed_type());
        let own = generic.then(|| self.scalar.clone());
        let captured: Vec<_> = tokens.into_iter().chain(own).collect();
        let doc = format!(
            "The value of [`{}`] and its pullback, which maps the cotangent of the result to the gradient, as often as wanted.",
            self.input.name()
        );
        let head = self.head(&self.named("vjp"), lifetime.as_ref());
        let signature = quote!((#params) -> (#result, impl Fn(#of) -> #ty + use<#(#captured),*>));
        self.function(&doc, &head, &signature, &quote!(#forward (#y, move |#seed: #of| { #fill #gradient })))
    }

    fn jvp(&mut self) -> TokenStream {
        let input = self.input;
        let (name, root, scalar) = (input.name(), &input.root, self.scalar.clone());
        let mut args = Vec::new();
        let mut tangents = Vec::new();
        for p in &input.params {
            let ident = &p.ident;
            if !p.ty.has_real() {
                args.push(ident.to_token_stream());
                continue;
            }
            let d = self.adjoint(p);
            let place = p.ty.tangent_place(&self.over());
            let text = ident.to_string();
            match (p.ty.is_slice_ref(), p.ty.is_ref()) {
                (true, _) => args.push(quote!(&#root::rt::seed_slice(#text, #ident, #d))),
                (_, true) => args.push(quote!(&#root::Differentiable::seed(#ident, #d))),
                (_, false) => args.push(quote!(#root::Differentiable::seed(&#ident, &#d))),
            }
            let borrow = p.ty.is_ref().then(|| quote!(&));
            tangents.push(quote!(, #d: #borrow #place));
        }
        let (params, result, of) = (self.params(None), self.result(), self.seed_type());
        let doc = format!(
            "The value of [`{name}`] and its derivative along the tangents, which follow the parameters in order."
        );
        let head = self.head(&self.named("jvp"), None);
        let signature = quote!((#params #(#tangents)*) -> (#result, #of));
        let body = quote!(#root::Parts::into_parts(#name::primal_at::<#root::Dual<#scalar>>(#(#args),*)));
        self.function(&doc, &head, &signature, &body)
    }

    fn generic(&self) -> TokenStream {
        let Mode::Plain(_) = self.input.mode else {
            return TokenStream::new();
        };
        let (s, root, name, args) = (&self.input.scalar, &self.input.root, self.input.name(), self.args());
        let over = Over { scalar: &self.input.scalar_tokens, root };
        let params = self.input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, None));
            quote!(#name: #ty)
        });
        let result = self.input.result.over(&over, None);
        let generic = self.named("generic");
        let doc = format!("[`{name}`] over any scalar: `f64`, `Dual`, `Value`.");
        let head = quote!(#generic<#s: #root::Scalar>);
        let signature = quote!((#(#params),*) -> #result);
        self.function(&doc, &head, &signature, &quote!(#name::primal_at::<#s>(#args)))
    }
}
