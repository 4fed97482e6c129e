//! Arguments over dual numbers: how the functions that differentiate forward reach the companion.
use super::Api;
use super::args::{Passed, Slot};
use crate::names::plain;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};

/// The arguments of one pass.
pub(super) struct Duals {
    pub passed: Passed,
    /// The dual numbers of the parameters with a derivative that are written through, after the pass.
    pub written: Vec<Ident>,
}

/// Whether a pass may use up the arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    Only,
    OneOfMany,
}

impl Api<'_> {
    /// The arguments; `image` gives the dual numbers of a parameter with reals.
    pub(super) fn duals(&mut self, pass: Pass, mut image: impl FnMut(&Self, &Param) -> TokenStream) -> Duals {
        self.images(pass, |api, p| Some(image(api, p)))
    }

    /// The same; a reference without an image is passed as it is.
    pub(super) fn images(&mut self, pass: Pass, mut image: impl FnMut(&Self, &Param) -> Option<TokenStream>) -> Duals {
        let mut passed = Passed::default();
        let mut written = Vec::new();
        for p in &self.input.params {
            if !p.ty.has_real() {
                self.pass_plain(p, pass, &mut passed);
                continue;
            }
            let Some(image) = image(self, p) else {
                self.pass_plain(p, pass, &mut passed);
                continue;
            };
            let at = self.names.fresh(&format!("{}_dual", plain(&p.ident)), Span::call_site());
            if p.ty.is_mut() {
                passed.before.extend(quote!(let mut #at = #image;));
                passed.args.push(quote!(&mut #at));
                self.pass_again(p, &at, &mut passed);
                written.extend(p.varies().then_some(at));
            } else {
                passed.before.extend(quote!(let #at = #image;));
                let arg = if p.ty.is_ref() { quote!(&#at) } else { at.to_token_stream() };
                passed.again.extend(p.ty.is_ref().then(|| arg.clone()));
                passed.args.push(arg);
            }
        }
        Duals { passed, written }
    }

    /// A parameter without reals.
    pub(super) fn pass_plain(&mut self, p: &Param, pass: Pass, passed: &mut Passed) {
        let (name, root) = (&p.ident, self.input.root.clone());
        match (p.ty.is_ref(), p.ty.is_mut(), pass) {
            (_, true, Pass::Only) => {
                passed.args.push(quote!(&mut *#name));
                let after = self.fresh("after");
                passed.after.extend(quote!(let #after = #root::rt::owned(&*#name);));
                self.pass_again(p, &after, passed);
            }
            (_, true, Pass::OneOfMany) => {
                let state = self.fresh("state");
                passed.before.extend(quote!(let mut #state = #root::rt::owned(&*#name);));
                passed.args.push(quote!(&mut #state));
                self.pass_again(p, &state, passed);
            }
            (true, false, _) => {
                passed.args.push(p.reference());
                passed.again.push(p.reference());
            }
            (false, false, Pass::Only) => passed.args.push(name.to_token_stream()),
            (false, false, Pass::OneOfMany) => passed.args.push(quote!(#root::rt::owned(&#name))),
        }
    }

    /// A copy of a state for the pullback, which changes it.
    pub(super) fn pass_again(&mut self, p: &Param, state: &Ident, passed: &mut Passed) {
        let again = self.names.fresh(&format!("{}_again", plain(&p.ident)), Span::call_site());
        passed.fresh.extend(quote!(let mut #again = #state.clone();));
        passed.again.push(quote!(&mut #again));
    }

    /// A shared reference to what a parameter is or shows.
    pub(super) fn shown(p: &Param) -> TokenStream {
        let ident = &p.ident;
        match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
            (true, true) => quote!(&*#ident),
            (true, false) => ident.to_token_stream(),
            (false, _) => quote!(&#ident),
        }
    }

    /// The dual numbers of a parameter and the tangent behind a reference; of one that has none, or is left out, with a
    /// zero.
    pub(super) fn seeded(&self, p: &Param, tangent: Option<&TokenStream>) -> TokenStream {
        let (root, text, shown) = (&self.input.root, p.ident.to_string(), Self::shown(p));
        p.ty.locate(match (tangent.filter(|_| p.varies()), p.ty.is_slice_ref()) {
            (Some(tangent), true) => quote!(#root::rt::seed_slice(#text, #shown, #tangent)),
            (Some(tangent), false) => quote!(#root::Differentiable::seed(#shown, #tangent)),
            (None, true) => quote!(#root::rt::constant_slice(#shown)),
            (None, false) => quote!(#root::Differentiable::seed(#shown, &#root::rt::zero(#shown))),
        })
    }

    /// Runs the pullback over dual numbers with the cotangent `seed` of the result; the adjoint of every parameter with
    /// a slot gets a name.
    pub(super) fn pull_duals(
        &mut self,
        duals: &Duals,
        pullback: &Ident,
        seed: &TokenStream,
    ) -> (TokenStream, Vec<Ident>) {
        let root = self.input.root.clone();
        let (mut zeros, mut slots, mut adjoints) = (TokenStream::new(), Vec::new(), Vec::new());
        let mut again = duals.passed.again.iter();
        for p in &self.input.params {
            let reference = p.ty.is_ref().then(|| again.next()).flatten();
            if !p.varies() {
                continue;
            }
            if p.ty.is_mut() {
                slots.push(Slot::Closed);
                continue;
            }
            let adjoint = self.adjoint(p);
            if let Some(reference) = reference {
                zeros.extend(quote!(let mut #adjoint = #root::rt::zero(#reference);));
                slots.push(Slot::Open(quote!(&mut #adjoint)));
            } else {
                slots.push(Slot::Bound(adjoint.clone()));
            }
            adjoints.push(adjoint);
        }
        let pull = self.pull(&duals.passed, pullback, seed, &slots);
        (quote!(#zeros #pull), adjoints)
    }

    /// What was written through goes back to the user, value and tangent.
    pub(super) fn unseeded(&mut self, p: &Param, d: &Ident, dual: &Ident) -> TokenStream {
        let root = &self.input.root.clone();
        let (value, tangent) = (self.fresh("value"), self.fresh("tangent"));
        let back = self.put_back(p, &value.to_token_stream());
        let put = if p.ty.is_slice_ref() { quote!(#d.clone_from_slice(&#tangent);) } else { quote!(*#d = #tangent;) };
        quote!(let (#value, #tangent) = #root::Parts::into_parts(#dual); #back #put)
    }

    /// The names and declarations of the tangents, which follow the parameters in order.
    pub(super) fn tangents(&mut self) -> (Vec<Ident>, Vec<TokenStream>) {
        let params: Vec<&Param> = self.input.params.iter().filter(|p| p.varies()).collect();
        let each = params.into_iter().map(|p| {
            let d = self.adjoint(p);
            let borrow = match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
                (false, _) => TokenStream::new(),
                (true, false) => quote!(&),
                (true, true) => quote!(&mut),
            };
            let place = p.ty.tangent_place(&self.over());
            (d.clone(), quote!(, #d: #borrow #place))
        });
        each.unzip()
    }

    /// The dual numbers of the parameters along tangents that the user gives.
    pub(super) fn duals_along(&mut self, tangents: &[Ident]) -> Duals {
        let mut given = tangents.iter();
        self.duals(Pass::Only, |api, p| {
            let tangent = p.varies().then(|| given.next()).flatten().map(|d| {
                match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
                    (true, true) => quote!(&*#d),
                    (true, false) => d.to_token_stream(),
                    (false, _) => quote!(&#d),
                }
            });
            api.seeded(p, tangent.as_ref())
        })
    }

    /// Values and tangents of everything that was written through go back to the user.
    pub(super) fn unseeded_all(&mut self, tangents: &[Ident], duals: &Duals) -> TokenStream {
        let params: Vec<Param> = self.input.params.iter().filter(|p| p.varies()).cloned().collect();
        let mut written = duals.written.iter();
        let mut after = TokenStream::new();
        for (p, d) in params.iter().zip(tangents).filter(|(p, _)| p.ty.is_mut()) {
            let dual = written.next().expect("each has its dual numbers");
            after.extend(self.unseeded(p, d, dual));
        }
        after
    }
}
