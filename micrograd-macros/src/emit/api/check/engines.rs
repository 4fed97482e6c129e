//! The engines that every function has: the plain call, and the companion over other scalars.
use super::Check;
use crate::emit::api::duals::Pass;
use crate::emit::api::second::nested;
use crate::emit::api::{Api, in_brackets_names};
use crate::parse::{Mode, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

impl Check<'_> {
    /// The fields of the engines, over the closure `plain`.
    pub(super) fn engines(&mut self, plain: &Ident) -> TokenStream {
        let (exact, dual, graph) = (self.exact(), self.dual(), self.graph());
        let exact = exact.unwrap_or_else(|| plain.to_token_stream());
        quote!(plain: &#plain, exact: &#exact, dual: &#dual, graph: &#graph,)
    }

    pub(super) fn plain(&mut self) -> TokenStream {
        let at = self.api.fresh("at");
        let (open, call, y, outcome) =
            (self.open_at(&at.to_token_stream()), self.call(None, &[]), &self.y, self.outcome());
        quote!(|#at: &[::core::primitive::f64]| { #open let #y = #call; #outcome })
    }

    /// Without roundings to `f32`, where the plain call has some.
    fn exact(&mut self) -> Option<TokenStream> {
        let root = self.input().root.clone();
        let scalar = match (&self.input().mode, self.input().other) {
            // beside this one an `f32` is an `f64`: nothing is rounded
            (_, Some(_)) => quote!(#root::rt::check::Unrounded),
            (Mode::Plain("f32"), None) => quote!(::core::primitive::f64),
            _ => return None,
        };
        let at = self.api.fresh("at");
        let filled = |images: &TokenStream| quote!(#root::rt::check::filled::<::core::primitive::f64, _>(#images, #at));
        let (before, outputs) = self.over_scalar(&scalar, &filled, None);
        Some(quote! {
            |#at: &[::core::primitive::f64]| {
                #before
                #root::rt::check::reals::<::core::primitive::f64, _>(&#outputs)
            }
        })
    }

    /// The statements that run the companion, or another function, over a scalar, and its outputs; `fill` puts reals into
    /// the images.
    fn over_scalar(
        &mut self,
        scalar: &TokenStream,
        fill: &dyn Fn(&TokenStream) -> TokenStream,
        function: Option<&TokenStream>,
    ) -> (TokenStream, TokenStream) {
        let images: Vec<_> = self.names.iter().map(|(p, ..)| self.image_at(&p.ty, &Api::shown(p), scalar)).collect();
        let pattern = nested(&self.names.iter().map(|(_, a, _)| a).collect::<Vec<_>>());
        let constant = |own: &Self, p: &Param| own.image_at(&p.ty, &Api::shown(p), scalar);
        let constants: Vec<TokenStream> = self.input().params.iter().map(|p| constant(self, p)).collect();
        let (filled, names, params) = (fill(&nested(&images)), self.names.clone(), &self.input().params);
        let duals = self.api.duals(Pass::OneOfMany, |_, p| {
            let own = names.iter().find(|(q, ..)| q.ident == p.ident).map(|(_, a, _)| a.to_token_stream());
            let k = params.iter().position(|q| q.ident == p.ident);
            own.or_else(|| k.map(|k| constants[k].clone())).unwrap_or_default()
        });
        let args = &duals.passed.args;
        let call = match function {
            Some(function) => quote!(#function(#(#args),*)),
            None => self.api.companion("primal", args, &self.companion_scalar(scalar)),
        };
        let (y, before) = (&self.y, &duals.passed.before);
        let outputs = nested(&std::iter::once(y).chain(&duals.written).collect::<Vec<_>>());
        (quote!(let #pattern = #filled; #before let #y = #call;), outputs)
    }

    fn dual(&mut self) -> TokenStream {
        let (root, real) = (self.input().root.clone(), self.api.coordinate());
        let along = self.api.fresh("along");
        let directions: Vec<Ident> = self.names.iter().map(|(.., d)| d.clone()).collect();
        let mut given = directions.iter();
        let duals = self.api.duals(Pass::OneOfMany, |api, p| {
            let d = p.varies().then(|| given.next()).flatten();
            api.seeded(p, d.map(|d| quote!(&#d)).as_ref())
        });
        let scalar = &self.api.scalar;
        let call = self.api.companion("primal", &duals.passed.args, &quote!(#root::Dual<#scalar>));
        let (value, tangent) = (self.api.fresh("value"), self.api.fresh("tangent"));
        let (y, zeros, before, pattern) = (&self.y, &self.zeros, &duals.passed.before, nested(&directions));
        let outputs = nested(&std::iter::once(y).chain(&duals.written).collect::<Vec<_>>());
        quote! {
            |#along: &[::core::primitive::f64]| {
                let #pattern = #root::rt::check::filled::<#real, _>(#zeros(), #along);
                #before
                let #y = #call;
                let (#value, #tangent) = #root::Parts::into_parts(#outputs);
                (#root::rt::check::reals::<#real, _>(&#value), #root::rt::check::reals::<#real, _>(&#tangent))
            }
        }
    }

    fn graph(&mut self) -> TokenStream {
        let (root, seed) = (self.input().root.clone(), self.api.fresh("seed"));
        let run = self.recorded(&quote!(#root::rt::check::Recorded<'_, ::core::primitive::f64>));
        let x = &self.x;
        quote!(|#seed: &[::core::primitive::f64]| #root::rt::check::swept::<::core::primitive::f64>(&#x, #seed, #run))
    }

    /// The closure that runs the function over a graph's values. A number of a function of `f32` is one that is rounded:
    /// a graph of `f32` would lose the `f64`s that such a function may call for.
    fn recorded(&mut self, value: &TokenStream) -> TokenStream {
        let (root, leaves) = (self.input().root.clone(), self.api.fresh("leaves"));
        let single = self.input().mode == Mode::Plain("f32") && self.input().other.is_none();
        let scalar = if single { quote!(<#value as #root::Scalar>::Single) } else { value.clone() };
        let given = |images: &TokenStream| quote!(#root::rt::check::given::<#value, _>(#images, #leaves));
        let (before, outputs) = self.over_scalar(&scalar, &given, None);
        quote!(|#leaves| { #before #root::rt::passes::flat::<#value, _>(&#outputs) })
    }

    /// The derivative of the gradient by a graph over dual numbers.
    pub(super) fn wide(&mut self) -> TokenStream {
        let (root, along) = (self.input().root.clone(), self.api.fresh("along"));
        let run = self.recorded(&quote!(#root::rt::check::Recorded<'_, #root::Dual<::core::primitive::f64>>));
        let x = &self.x;
        quote!(|#along: &[::core::primitive::f64]| #root::rt::check::swept_along::<::core::primitive::f64>(&#x, #along, #run))
    }

    /// `generic_f` at `f64`; of a function of `f32` it has other bits than the plain call.
    pub(super) fn generic(&mut self) -> Option<TokenStream> {
        let (root, input) = (self.input().root.clone(), self.input());
        if !matches!(input.mode, Mode::Plain(_)) || input.mode == Mode::Plain("f32") && input.other.is_none() {
            return None;
        }
        let (at, f64) = (self.api.fresh("at"), quote!(::core::primitive::f64));
        let filled = |images: &TokenStream| quote!(#root::rt::check::filled::<#f64, _>(#images, #at));
        let (name, own) = (self.api.named("generic"), in_brackets_names(&input.generics));
        let (owner, scalar) = (input.owner.as_ref().map(|_| quote!(Self::)), self.companion_scalar(&f64));
        let function = quote!(#owner #name::<#scalar #(, #own)*>);
        let (before, outputs) = self.over_scalar(&f64, &filled, Some(&function));
        Some(quote! {
            |#at: &[#f64]| {
                #before
                #root::rt::check::reals::<#f64, _>(&#outputs)
            }
        })
    }
}
