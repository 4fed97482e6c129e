//! Which plain float the reals of a type are.
use super::super::input::{Input, Twin};
use super::super::params::Role;
use super::super::target::Target;
use proc_macro2::TokenStream;
use quote::quote;

// Output: impl Precision for Net { type Real = f64; }
//         impl<S: Scalar> Precision for P<S> where (S,): Precision { type Real = <(S,) as Precision>::Real; }
pub fn precision(input: &Input) -> TokenStream {
    let root = &input.root;
    let (conditions, real) = match &input.twin {
        Twin::Itself => (Vec::new(), quote!(#root::rt::NoReal)),
        Twin::Mirror(real) => (Vec::new(), quote!(::core::primitive::#real)),
        Twin::Own => {
            let types = input.params.with(Role::Scalar).chain(input.params.with(Role::Carried));
            let all = quote!((#(#types,)*));
            (vec![quote!(#all: #root::rt::Precision)], quote!(<#all as #root::rt::Precision>::Real))
        }
    };
    Target::own(input).implement(&quote!(#root::rt::Precision), &conditions, &quote!(type Real = #real;))
}
