//! Calls in the forward sweep.
use super::super::Emitter;
use super::super::tapes::Site;
use super::Forward;
use crate::ir::{Arg, Callee, Stmt, Var};
use crate::names::plain;
use crate::parse::Mode;
use crate::tokens::quote_spanned;
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Image;
use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::{GenericArgument, Path, PathArguments, PathSegment};

impl Forward<'_> {
    // Input:  y = g(x, &w)
    // Output: let (y, pullback) = g::fwd_at(x, &w);
    pub(super) fn call(&mut self, stmt: &Stmt, live: bool) -> TokenStream {
        let Stmt::Call { out, pullback, callee, args } = stmt else {
            unreachable!("only calls come here");
        };
        let cx = self.cx;
        let (name, check) = (cx.name(*out), cx.check_of_call(*out));
        if live && cx.plan.is_recorded(*out, args) && cx.plan.is_differentiated(cx.program, args) {
            let (pullback, call) = (cx.name(*pullback), cx.call(callee, "fwd", args, &[]));
            return quote!(let (#name, #pullback) = #call; #check);
        }
        let kept = if live { self.keep_arguments(stmt, args) } else { TokenStream::new() };
        let operator = matches!(callee, Callee::Operator(_));
        let value = if operator || cx.plan.is_differentiated(cx.program, args) {
            cx.call(callee, "primal", args, &[])
        } else {
            cx.plain_call(*out, callee, args)
        };
        quote!(#kept let #name = #value; #check)
    }

    /// What a call without a pullback changes is left on tapes.
    fn keep_arguments(&mut self, stmt: &Stmt, args: &[Arg]) -> TokenStream {
        let (cx, root) = (self.cx, &self.cx.input.root);
        let mut tokens = TokenStream::new();
        for (k, place) in args.iter().enumerate().filter_map(|(k, arg)| Some((k, arg.changed()?))) {
            if cx.plan.restores(place.base) {
                let (tape, reference) = (self.tape(Site::argument(stmt, k)), cx.reference(place));
                tokens.extend(quote!(#tape.push(#root::rt::owned(#reference));));
            }
        }
        tokens
    }
}

impl Emitter<'_> {
    /// What must hold of the result of a call.
    pub fn check_of_call(&self, out: Var) -> Option<TokenStream> {
        self.check(out).or_else(|| self.precision_check(out))
    }

    /// A call of a differentiable function's companion, or of a method's; there may be more arguments than the user's.
    pub fn call(&self, callee: &Callee, prefix: &str, args: &[Arg], more: &[TokenStream]) -> TokenStream {
        let mut args: Vec<_> = args.iter().map(|arg| self.argument(arg)).chain(more.iter().cloned()).collect();
        match callee {
            Callee::Function(path) => self.call_companion(path, prefix, &args),
            Callee::Method(name) | Callee::Operator(name) => {
                let receiver = args.remove(0);
                let method = format_ident!("{prefix}_{}", plain(name), span = name.span());
                quote!((#receiver).#method(#(#args),*))
            }
        }
    }

    fn argument(&self, arg: &Arg) -> TokenStream {
        match arg {
            Arg::Value(op) => self.given_value(op),
            Arg::Ref(place) => self.reference(place),
            Arg::Mut(place) => self.mutable(place),
        }
    }

    /// A call of a function in which no argument varies.
    fn plain_call(&self, out: Var, callee: &Callee, args: &[Arg]) -> TokenStream {
        let mut args: Vec<_> = args.iter().map(|arg| self.plain_argument(arg)).collect();
        let call = match callee {
            Callee::Function(path) => {
                let span = Span::call_site().located_at(path.span());
                quote_spanned!(span=> #path(#(#args),*))
            }
            Callee::Method(name) | Callee::Operator(name) => {
                let receiver = args.remove(0);
                quote!((#receiver).#name(#(#args),*))
            }
        };
        if !self.lifts(out) {
            return call;
        }
        let lift = self.lift(out);
        quote!(#lift(#call))
    }

    /// `module::g` is the companion `module::g::fwd_at`; `Type::new` is the associated function `fwd_new` of the type's
    /// image. Which of them a path means is told by the case of its first letter.
    fn call_companion(&self, path: &Path, prefix: &str, args: &[TokenStream]) -> TokenStream {
        let segments: Vec<&PathSegment> = path.segments.iter().collect();
        let (last, owner) = segments.split_last().expect("a path has a segment");
        let generics = self.turbofish(last);
        if let Some(ty) = owner.last().filter(|s| s.ident.to_string().starts_with(char::is_uppercase)) {
            let name = format_ident!("{prefix}_{}", plain(&last.ident), span = last.ident.span());
            let mut owner_path = path.clone();
            owner_path.segments.pop();
            owner_path.segments.pop_punct();
            let function = self.associated(&owner_path, ty, &name, &generics);
            return quote!(#function(#(#args),*));
        }
        let mut path = path.clone();
        if let Some(last) = path.segments.last_mut() {
            last.arguments = PathArguments::None;
        }
        let (root, span) = (&self.input.root, last.ident.span());
        // a name that the compiler's message is made of, if there is a function but no companion: see `rt::missing`
        let companion = Ident::new(substitute(&plain(&last.ident)), span);
        let name = format_ident!("{prefix}_at", span = span);
        quote!({
            use #path as #companion;
            use #root::rt::missing::*;
            #companion::#name #generics(#(#args),*)
        })
    }

    fn associated(&self, path: &Path, ty: &PathSegment, name: &Ident, generics: &TokenStream) -> TokenStream {
        let s = &self.input.scalar;
        match self.input.mode {
            Mode::Plain(_) if ty.ident != *s => {
                let image = Image::of(self.input).write(path, &self.input.root, Span::call_site());
                quote!(<#image>::#name #generics)
            }
            _ => quote!(#path::#name #generics),
        }
    }

    /// The user's type arguments; where they do not name the scalar, it goes in front. Without any the compiler infers
    /// them from the arguments, of which one at least has a real in it.
    fn turbofish(&self, segment: &PathSegment) -> TokenStream {
        let PathArguments::AngleBracketed(written) = &segment.arguments else {
            return TokenStream::new();
        };
        let s = &self.input.scalar;
        let mut named = false;
        let args = written.args.iter().filter(|arg| !matches!(arg, GenericArgument::Lifetime(_))).map(|arg| {
            let text = quote::ToTokens::to_token_stream(arg).to_string();
            let is_scalar = text == "f64" || text == "f32" || *s == text;
            named |= is_scalar;
            match self.input.other_scalar().filter(|_| self.input.other == Some(&text)) {
                Some(other) => other,
                None if is_scalar => s.to_token_stream(),
                None => arg.to_token_stream(),
            }
        });
        let args: Vec<TokenStream> = args.collect();
        // which of two scalars it is, the arguments tell
        let scalar = if self.input.other.is_some() { quote!(_) } else { s.to_token_stream() };
        let first = (!named).then(|| quote!(#scalar,));
        quote!(::<#first #(#args),*>)
    }
}

/// What a callee without a companion is taken for: types of `rt::missing`, by the name of the callee.
fn substitute(callee: &str) -> &'static str {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| callee.starts_with(prefix));
    if starts(&["grad_", "value_and_grad_", "jvp_"]) {
        "is_differentiable_only_where_the_function_has_the_attribute_and_no_mutable_reference"
    } else if starts(&["backward_", "vjp_", "hvp_", "hessian_", "jacobian_"]) {
        "is_not_differentiable_itself_but_grad_and_value_and_grad_and_jvp_are"
    } else {
        "needs_the_attribute_differentiable"
    }
}
