//! The reals in a type, its mirror and its tangent, in the order of the fields.
use super::super::input::{Input, Twin};
use super::super::params::Role;
use super::super::target::Target;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

// Output: impl<S: Scalar + Coordinates<Q>, Q> Coordinates<Q> for NetTangent<S> { .. }
pub fn coordinates(input: &Input) -> TokenStream {
    let (root, q) = (&input.root, &input.others[1]);
    let of = |real: TokenStream| quote!(#real: #root::Coordinates<#q>);
    let carried: Vec<_> = input.params.with(Role::Carried).map(|t| of(quote!(#t))).collect();
    let carried_tangents = input.params.with(Role::Carried).map(|t| of(quote!(<#t as #root::Differentiable>::Tangent)));
    let scalar = &input.scalar;
    let over_scalar = input.params.scalar().map(|s| of(quote!(#s))).into_iter();
    let own: Vec<_> = match &input.twin {
        Twin::Mirror(real) => vec![of(quote!(::core::primitive::#real))],
        Twin::Own => over_scalar.chain(carried).collect(),
        Twin::Itself => Vec::new(),
    };
    let of_own = implement(input, &Target::own(input), &input.name, &own);
    let mirror = matches!(input.twin, Twin::Mirror(_)).then(|| {
        let target = Target::mirror(input);
        let clones = Target::own(input).clones;
        implement(input, &target, &input.mirror(), &[vec![of(quote!(#scalar))], clones].concat())
    });
    let tangent = (!matches!(input.twin, Twin::Itself)).then(|| {
        let scalar = matches!(input.twin, Twin::Mirror(_)).then_some(scalar).or(input.params.scalar());
        let conditions: Vec<_> = scalar.map(|s| of(quote!(#s))).into_iter().chain(carried_tangents).collect();
        implement(input, &Target::tangent(input), &input.tangent(), &conditions)
    });
    quote!(#of_own #mirror #tangent)
}

fn implement(input: &Input, target: &Target, name: &Ident, conditions: &[TokenStream]) -> TokenStream {
    let (root, q, of) = (&input.root, &input.others[1], &input.visitor);
    let visit = Ident::new("visit", Span::mixed_site());
    let each = |function: TokenStream| {
        if matches!(input.twin, Twin::Itself) {
            return TokenStream::new();
        }
        input.each(&quote!(self), |variant| {
            let pattern = variant.pattern(name, "v");
            let fields = variant.fields.iter().filter(|f| !f.skip).map(|f| {
                let v = f.local("v");
                quote_spanned!(f.span()=> #root::Coordinates::<#q>::#function(#v, #visit);)
            });
            quote!(#pattern => { #(#fields)* })
        })
    };
    let (read, change) = (each(quote!(each)), each(quote!(each_mut)));
    let body = quote! {
        #[inline]
        fn each<#of: ::core::ops::FnMut(#q)>(&self, #visit: &mut #of) { #read }
        #[inline]
        fn each_mut<#of: ::core::ops::FnMut(&mut #q)>(&mut self, #visit: &mut #of) { #change }
    };
    target.implement_with(q, &quote!(#root::Coordinates<#q>), conditions, &body)
}
