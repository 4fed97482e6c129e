//! The attributes of generated functions.
use crate::parse::Input;
use crate::tokens::{TokenStream, quote};

/// The attributes of one name on the user's function; those inside its body are on it too.
pub fn attributes<'a>(input: &'a Input, name: &'a str) -> impl Iterator<Item = syn::Attribute> + 'a {
    let named = input.function.attrs.iter().filter(move |a| a.path().is_ident(name));
    named.map(|a| syn::Attribute { style: syn::AttrStyle::Outer, ..a.clone() })
}

/// The `cfg` attributes of the user's function.
pub fn cfg(input: &Input) -> Vec<syn::Attribute> {
    attributes(input, "cfg").collect()
}

/// Generated code raises no warning in a user's crate.
pub fn allow() -> TokenStream {
    quote! {
        #[allow(
            unused, non_snake_case, overflowing_literals, trivial_bounds, clippy::all, clippy::pedantic, clippy::nursery,
            clippy::restriction
        )]
    }
}
