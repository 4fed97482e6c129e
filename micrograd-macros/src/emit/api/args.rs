//! How the arguments of a user-facing function reach the companion, and come back to its pullback.
use super::{Api, generic_names};
use crate::names::plain;
use crate::parse::{Mode, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

/// The arguments of one user-facing function.
#[derive(Default)]
pub(super) struct Passed {
    /// Statements in front of the forward sweep.
    pub before: TokenStream,
    /// The arguments of the forward sweep.
    pub args: Vec<TokenStream>,
    /// Statements behind it: what was written through goes back to the user, and a copy of it to the pullback.
    pub after: TokenStream,
    /// The copies, in a form that a pullback may change.
    pub fresh: TokenStream,
    /// The references for the pullback.
    pub again: Vec<TokenStream>,
}

impl Api<'_> {
    /// Whether a value of the parameter's type goes through its image.
    fn mirrors(&self, p: &Param) -> bool {
        self.input.mirrors(&p.ty)
    }

    pub(super) fn passed(&mut self) -> Passed {
        let input = self.input;
        let mut passed = Passed::default();
        for p in &input.params {
            match (p.ty.is_mut(), p.ty.is_ref(), self.mirrors(p)) {
                (true, ..) => self.pass_mutable(p, &mut passed),
                (_, true, true) => {
                    let (name, lifted) = (&p.ident, self.lifted(&p.ty, &p.reference()));
                    let at = self.names.fresh(&format!("{}_at", plain(name)), name.span());
                    passed.before.extend(quote!(let #at = #lifted;));
                    passed.args.push(quote!(&#at));
                    passed.again.push(quote!(&#at));
                }
                (_, true, false) => {
                    passed.args.push(p.reference());
                    passed.again.push(p.reference());
                }
                (_, false, true) => {
                    let name = &p.ident;
                    passed.args.push(self.lifted(&p.ty, &quote!(&#name)));
                }
                (_, false, false) => passed.args.push(p.ident.to_token_stream()),
            }
        }
        passed
    }

    fn pass_mutable(&mut self, p: &Param, passed: &mut Passed) {
        let (name, root) = (&p.ident, self.input.root.clone());
        let after = self.names.fresh(&format!("{}_after", plain(name)), name.span());
        if self.mirrors(p) {
            let lifted = self.lifted(&p.ty, &quote!(&*#name));
            passed.before.extend(quote!(let mut #after = #lifted;));
            passed.args.push(quote!(&mut #after));
            passed.after.extend(self.put_back(p, &quote!(#after.clone())));
        } else {
            passed.args.push(quote!(&mut *#name));
            passed.after.extend(quote!(let #after = #root::rt::owned(&*#name);));
        }
        passed.fresh.extend(quote!(let mut #after = #after.clone();));
        passed.again.push(quote!(&mut #after));
    }

    /// `*name = value`, where `value` is an image at the user's scalar.
    pub(super) fn put_back(&self, p: &Param, value: &TokenStream) -> TokenStream {
        let (name, root, scalar) = (&p.ident, &self.input.root, self.image_scalar(&p.ty));
        match (p.ty.is_slice_ref(), self.mirrors(p)) {
            (true, true) => quote!(#root::rt::unlift_slice::<_, #scalar>(#name, #value);),
            (true, false) => quote!(#name.clone_from_slice(&#value);),
            (false, true) => {
                let value = self.lowered(&p.ty, value);
                quote!(*#name = #value;)
            }
            (false, false) => quote!(*#name = #value;),
        }
    }

    /// Code that runs the forward sweep and mentions `f` itself.
    pub(super) fn sweep(&self, passed: &Passed, value: &Ident, pullback: &Ident) -> TokenStream {
        let mention = self.mention();
        if self.at_once.is_some() {
            let before = &passed.before;
            return quote!(#mention #before);
        }
        let sweep = self.sweep_over(passed, value, pullback, &self.scalar);
        quote!(#mention #sweep)
    }

    /// The same over another scalar.
    pub(super) fn sweep_over(
        &self,
        passed: &Passed,
        value: &Ident,
        pullback: &Ident,
        scalar: &TokenStream,
    ) -> TokenStream {
        let Passed { before, args, after, .. } = passed;
        let call = self.companion("fwd", args, scalar);
        quote!(#before let (#value, #pullback) = #call; #after)
    }

    /// Mentions the user's function, so that it is not unused.
    pub(super) fn mention(&self) -> Option<TokenStream> {
        let name = self.input.name();
        let anonymous = self.input.generics.params.len() > self.input.function.sig.generics.params.len();
        let mut names = generic_names(self.input, false);
        let of_owner = self.input.owner.iter().flat_map(|owner| &owner.generics.params);
        names.drain(..of_owner.filter(|p| !matches!(p, syn::GenericParam::Lifetime(_))).count());
        let owner = self.input.owner.is_some().then(|| quote!(Self::));
        let in_trait = self.input.owner.as_ref().is_some_and(|owner| owner.in_trait);
        match names.is_empty() {
            _ if in_trait => None,
            true => Some(quote!(let _ = #owner #name;)),
            false => (!anonymous).then(|| quote!(let _ = #owner #name::<#(#names),*>;)),
        }
    }

    /// The same in a function that does without the forward sweep, where no other mentions it.
    pub(super) fn mention_if_alone(&self) -> Option<TokenStream> {
        let alone = |modes: &Vec<_>| modes.iter().all(|mode| mode == "jvp" || mode == "generic");
        self.input.modes.as_ref().filter(|modes| alone(modes)).and_then(|_| self.mention())
    }

    /// The user's own generics, which the arguments may not tell, and the scalar with them.
    fn explicit(&self, scalar: &TokenStream) -> TokenStream {
        let (input, own) = (self.input, generic_names(self.input, false));
        let named = input.params.iter().any(|p| self.mirrors(p));
        if input.owner.is_some() || (own.is_empty() && input.other.is_none() && !named) {
            return TokenStream::new();
        }
        match &input.mode {
            Mode::Plain(_) => quote!(::<#scalar #(, #own)*>),
            Mode::Generic(s) => {
                let s = s.to_string();
                let own = own.iter().map(|name| if name.to_string() == s { scalar } else { name });
                quote!(::<#(#own),*>)
            }
        }
    }

    /// A call of a function of the companion.
    pub(super) fn companion(&self, prefix: &str, args: &[TokenStream], scalar: &TokenStream) -> TokenStream {
        let (input, name) = (self.input, self.input.companion_name(prefix));
        let generics = self.explicit(scalar);
        match &input.owner {
            None => {
                let function = input.name();
                quote!(#function::#name #generics(#(#args),*))
            }
            Some(owner) if owner.receiver.is_some() => {
                let (receiver, rest) = args.split_first().expect("a method has a receiver");
                quote!((#receiver).#name(#(#rest),*))
            }
            // an associated function is one of the image
            Some(owner) => {
                let (ty, root) = (&owner.ty, &self.input.root);
                match &input.mode {
                    Mode::Plain(_) => quote!(<<#ty as #root::Differentiable>::At<#scalar>>::#name(#(#args),*)),
                    Mode::Generic(_) if scalar.to_string() != self.scalar.to_string() => {
                        quote!(<<#ty as #root::Differentiable>::Dual>::#name(#(#args),*))
                    }
                    Mode::Generic(_) => quote!(Self::#name(#(#args),*)),
                }
            }
        }
    }

    /// Code that calls the pullback: adjoints of references go to `slots`, those of by-value parameters are bound to
    /// `adjoints`; both in the order of the parameters with a derivative.
    pub(super) fn pull(&self, passed: &Passed, pullback: &Ident, seed: &TokenStream, slots: &[Slot]) -> TokenStream {
        let (mut filled, mut patterns) = (Vec::new(), Vec::new());
        let mut given = slots.iter();
        for p in &self.input.params {
            let slot = p.varies().then(|| given.next()).flatten();
            match (p.ty.is_ref(), slot) {
                (true, Some(Slot::Open(slot))) => filled.push(quote!(::core::option::Option::Some(#slot))),
                (true, _) => filled.push(quote!(::core::option::Option::None)),
                (false, Some(Slot::Bound(name))) => patterns.push(name.to_token_stream()),
                (false, _) => patterns.push(quote!(_)),
            }
        }
        let (pattern, fresh, again) = (super::super::tuple(&patterns), &passed.fresh, &passed.again);
        if let Some(value) = &self.at_once {
            let given = filled.iter().map(|slot| quote!(#slot));
            let args: Vec<_> = passed.args.iter().cloned().chain([seed.clone()]).chain(given).collect();
            let call = self.companion("joint", &args, &self.scalar);
            return quote!(let (#value, #pattern) = #call;);
        }
        quote!(#fresh let #pattern = #pullback(#(#again,)* #seed, #(#filled),*);)
    }
}

/// Where the derivative by a parameter goes.
pub(super) enum Slot {
    /// Into an adjoint behind a reference.
    Open(TokenStream),
    /// It is returned, and gets a name.
    Bound(Ident),
    /// Nobody wants it.
    Closed,
}
