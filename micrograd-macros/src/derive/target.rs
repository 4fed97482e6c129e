//! The heads of what is emitted: which parameters a type has, and what must hold of them.
use super::input::{Field, Input, Twin};
use super::params::{Role, angle, clauses};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// The user's type, its mirror or its tangent, as a definition or an `impl` begins.
#[derive(Clone)]
pub struct Target {
    /// Its name.
    pub name: Ident,
    /// `S: Scalar, const N: usize = 3`
    declared: Vec<TokenStream>,
    /// The same without defaults.
    params: Vec<TokenStream>,
    args: Vec<TokenStream>,
    conditions: Vec<TokenStream>,
    /// `Id: Clone` for every skipped field whose type depends on a parameter; of any other the compiler knows it.
    pub clones: Vec<TokenStream>,
}

impl Target {
    /// The user's own type.
    pub fn own(input: &Input) -> Target {
        let mut target = Target::of(input, input.name.clone(), false, |_| true);
        target.conditions.extend(target.clones.clone());
        target
    }

    /// The mirror over the scalar.
    pub fn mirror(input: &Input) -> Target {
        Target::of(input, input.mirror(), true, |_| true)
    }

    /// The tangent over the scalar; it does not have the parameters of skipped fields.
    pub fn tangent(input: &Input) -> Target {
        let mirrored = matches!(input.twin, Twin::Mirror(_));
        Target::of(input, input.tangent(), mirrored, |role| role != Role::Opaque)
    }

    fn of(input: &Input, name: Ident, over_scalar: bool, keep: impl Fn(Role) -> bool) -> Target {
        let (s, root, own) = (&input.scalar, &input.root, &input.params);
        let scalar: Vec<_> = over_scalar.then(|| quote!(#s: #root::Scalar)).into_iter().collect();
        let arg: Vec<_> = over_scalar.then(|| s.to_token_stream()).into_iter().collect();
        let depends = |f: &&Field| f.skip && own.with(Role::Opaque).any(|p| f.mentions.has(p));
        let clones = input.fields().filter(depends).map(|f| {
            let ty = &f.ty;
            quote!(#ty: ::core::clone::Clone)
        });
        let carried = own.with(Role::Carried).map(|t| quote!(#t: #root::Differentiable));
        Target {
            name,
            declared: [scalar.clone(), own.declared(&keep, true)].concat(),
            params: [scalar, own.declared(&keep, false)].concat(),
            args: [arg, own.args(&keep, |p| p.ident.to_token_stream())].concat(),
            conditions: own.clauses(&keep).into_iter().chain(carried).collect(),
            clones: clones.collect(),
        }
    }

    /// `<S: Scalar>` and the conditions, as a definition has them.
    pub fn head(&self) -> (TokenStream, TokenStream) {
        (angle(&self.declared), clauses(&self.conditions))
    }

    /// `NetAt<S>`
    pub fn ty(&self) -> TokenStream {
        let (name, args) = (&self.name, angle(&self.args));
        quote!(#name #args)
    }

    // Output: impl<S: Scalar> Clone for NetAt<S> where .. { .. }
    pub fn implement(&self, what: &TokenStream, conditions: &[TokenStream], body: &TokenStream) -> TokenStream {
        self.implement_for(what, &self.ty(), conditions, body)
    }

    /// The same of a trait with a parameter of its own.
    pub fn implement_with(
        &self,
        param: &Ident,
        what: &TokenStream,
        conditions: &[TokenStream],
        body: &TokenStream,
    ) -> TokenStream {
        let params = [self.params.clone(), vec![param.to_token_stream()]].concat();
        Target { params, ..self.clone() }.implement(what, conditions, body)
    }

    /// The same for the type with other arguments.
    pub fn implement_for(
        &self,
        what: &TokenStream,
        ty: &TokenStream,
        conditions: &[TokenStream],
        body: &TokenStream,
    ) -> TokenStream {
        let (allow, params) = (allow(), angle(&self.params));
        let clauses = clauses(&[&self.conditions, conditions].concat());
        quote!(#allow #[automatically_derived] impl #params #what for #ty #clauses { #body })
    }
}

/// Derived code raises no warning in a user's crate.
pub fn allow() -> TokenStream {
    let allow = crate::emit::allow();
    quote!(#[allow(deprecated, non_camel_case_types, unreachable_pub)] #allow)
}
