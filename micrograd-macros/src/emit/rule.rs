//! The companion of a function with partials of its own.
use super::companion::Head;
use crate::kinds::Kind;
use crate::names::{Names, fresh_lifetime};
use crate::parse::{Input, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Over;
use proc_macro2::{Ident, Span};

// Input:  #[differentiable(partials(digamma(x)))] fn ln_gamma(x: f64) -> f64 { libm::lgamma(x) }
// Output: fn primal_at<S: Scalar>(x: S) -> S { .. S::by_rule(&Rule {}, [x]) }
//         fn fwd_at<'s, S: Scalar + 's>(x: S) -> (S, impl Fn(S) -> S + use<'s, S>) { .. }
pub fn of_rule(input: &Input, partials: &Ident) -> TokenStream {
    let mut names = input.names.clone();
    names.take(partials);
    let (root, over) = (&input.root, Over::twin(input));
    let reals: Vec<&Ident> = input.params.iter().filter(|p| p.ty.has_real()).map(|p| &p.ident).collect();
    let all: Vec<&Ident> = input.params.iter().map(|p| &p.ident).collect();
    let declared: Vec<TokenStream> = input.params.iter().map(|p| declared(p, &over)).collect();
    let s = &input.scalar;
    let lifetime = fresh_lifetime("s", &input.generics);
    let [y, dy] = ["y", "dy"].map(|name| names.fresh(name, Span::call_site()));
    let slopes: Vec<Ident> = reals.iter().map(|x| names.fresh(&format!("by_{x}"), Span::call_site())).collect();
    let tangents: Vec<TokenStream> = input.params.iter().map(|p| p.tangent(&over)).collect();
    let tangents = super::tuple(&tangents);
    let mut each = slopes.iter();
    let returned = input.params.iter().map(|p| {
        let slope = p.ty.has_real().then(|| each.next()).flatten();
        slope.filter(|_| p.varies()).map_or_else(|| quote!(#root::NoTan), |slope| quote!(#dy * #slope))
    });
    let returned = super::tuple(&returned.collect::<Vec<_>>());
    let (rule, joint) = (rule(input, partials, &mut names), super::joint::one_after_the_other(input));
    let (own, Head { visibility, generics, clauses }) = (&s, Head::of(input, None));
    let lasting = Head::of(input, Some(&lifetime));
    let (lasting_generics, lasting_clauses) = (lasting.generics, lasting.clauses);
    quote! {
        #[doc(hidden)]
        #[inline]
        #visibility fn primal_at<#generics>(#(#declared),*) -> #own #clauses {
            #rule
        }
        #[doc(hidden)]
        #[inline]
        #visibility fn fwd_at<#lasting_generics>(#(#declared),*)
            -> (#own, impl ::core::ops::Fn(#own) -> #tangents + use<#lifetime, #own>) #lasting_clauses
        {
            let #y = Self::primal_at(#(#all),*);
            let [#(#slopes),*] = #partials::primal_at(#(#all,)* #y);
            (#y, move |#dy: #own| #returned)
        }
        #joint
    }
}

fn declared(p: &Param, over: &Over<'_>) -> TokenStream {
    let (name, ty) = (&p.ident, p.ty.over(over, None));
    quote!(#name: #ty)
}

/// The call through the scalar, which knows the value and the partials by a type of the function's own.
fn rule(input: &Input, partials: &Ident, names: &mut Names) -> TokenStream {
    let (root, s, function) = (&input.root, &input.scalar, input.name());
    let (name, value) = (names.fresh("Rule", Span::call_site()), names.fresh("value", Span::call_site()));
    let real = input.plain_real(&Kind::Real);
    let reals: Vec<&Ident> = input.params.iter().filter(|p| p.ty.has_real()).map(|p| &p.ident).collect();
    let others: Vec<&Param> = input.params.iter().filter(|p| !p.ty.has_real()).collect();
    let count = syn::Index::from(reals.len());
    let over = Over::twin(input);
    let fields: Vec<TokenStream> = others.iter().map(|p| declared(p, &over)).collect();
    let given: Vec<&Ident> = others.iter().map(|p| &p.ident).collect();
    let plain = input.params.iter().map(|p| {
        let x = &p.ident;
        if p.ty.has_real() { quote!(<#real as #root::Scalar>::from_f64(#x)) } else { quote!(self.#x) }
    });
    let again = input.params.iter().map(|p| {
        let x = &p.ident;
        if p.ty.has_real() { x.to_token_stream() } else { quote!(self.#x) }
    });
    let (plain, again): (Vec<_>, Vec<_>) = (plain.collect(), again.collect());
    quote! {
        struct #name { #(#fields),* }
        impl #root::rt::Custom<#count> for #name {
            fn value(&self, [#(#reals),*]: [::core::primitive::f64; #count]) -> ::core::primitive::f64 {
                #root::Scalar::to_f64(#function(#(#plain),*))
            }
            fn partials<#s: #root::Scalar>(&self, [#(#reals),*]: [#s; #count], #value: #s) -> [#s; #count] {
                #partials::primal_at(#(#again,)* #value)
            }
        }
        <#s as #root::Scalar>::by_rule(&#name { #(#given),* }, [#(#reals),*])
    }
}
