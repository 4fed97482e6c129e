//! `array.map(f)`, `array::from_fn(f)`: an array of a number, whose elements are then stored.
use super::super::Lower;
use super::super::closures::Closure;
use super::super::loops::Around;
use super::super::mutations::Mutations;
use super::super::place::strip;
use super::super::scope::Binding;
use super::super::streams::located;
use super::super::subject::Subject;
use crate::ir::{Arg, Callee, Operand, Place, Projection, Rvalue, Shape, Stmt, Verbatim, View};
use crate::kinds::Kind;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, GenericArgument, PathArguments};

impl Lower<'_> {
    /// `x.map(f)` of an array.
    pub(in super::super) fn mapped_array(&mut self, place: &Place, e: &ExprMethodCall) -> Option<Operand> {
        let f = self.callable(&e.args[0])?;
        let (span, len) = (e.method.span(), self.length(place, e));
        let (root, source) = (self.input.root.clone(), self.place_tokens(place));
        let like = |zero: &TokenStream| quote!(#root::rt::array_like(&#source, #zero));
        let reads = place.vars().collect();
        self.filled(&f, len, span, reads, &like, &mut |l, k| {
            let item = l.load(place.then(Projection::Index(k)), &located(span));
            Binding::Value(item)
        })
    }

    /// The place that `map` is called on, where it may be an array or an `Option`.
    pub(in super::super) fn open_place(&mut self, subject: &Subject, e: &ExprMethodCall) -> Option<Place> {
        let part = matches!(strip(&e.receiver), Expr::Field(_) | Expr::Index(_) | Expr::Path(_));
        let place = subject.place().filter(|_| part && e.method == "map")?;
        matches!(self.place_kind(place), Kind::Unknown(_)).then(|| place.clone())
    }

    /// `x.map(f)` of an array or of an `Option`: the compiler sees which it is.
    // Input:  x.map(f)
    // Output: for i in 0..x.as_slice().len() { list.push(f(x.as_slice()[i])); } mapped(&x, list)
    pub(in super::super) fn mapped_open(&mut self, place: &Place, e: &ExprMethodCall) -> Option<Operand> {
        let f = self.callable(&e.args[0])?;
        let (span, root) = (e.method.span(), self.input.root.clone());
        let (shared, mutable) = (quote_spanned!(span=> as_slice()), quote_spanned!(span=> as_mut_slice()));
        let items = place.then(Projection::View(View { shared, mutable, shape: Shape::Items, slice: true }));
        let len = self.length(&items, e);
        let (list, _) = self.list(Some(len.clone()), span);
        let changed = self.changed_by(&Mutations::default(), std::slice::from_ref(&f));
        self.up_to_with(len, span, Around { changed, ..Around::default() }, |l, k| {
            let item = l.load(items.then(Projection::Index(k)), &located(span));
            let value = l.invoke(&f, vec![Binding::Value(item)]);
            l.append(list, value, span);
        });
        let list = self.load(Place::whole(list), &located(span));
        let whole = syn::parse_quote_spanned!(span=> #root::rt::mapped);
        Some(self.call_of(Callee::Function(whole), vec![Arg::Ref(place.clone()), Arg::Value(list)], &located(span)))
    }

    /// `array::from_fn::<_, N, _>(f)`; nothing for any other call.
    pub(in super::super) fn array_from_fn(&mut self, e: &ExprCall) -> Option<Operand> {
        let Expr::Path(path) = strip(&e.func) else { return None };
        let segments: Vec<_> = path.path.segments.iter().collect();
        let [.., owner, name] = &segments[..] else { return None };
        if owner.ident != "array" || name.ident != "from_fn" || e.args.len() != 1 {
            return None;
        }
        let len = match &name.arguments {
            PathArguments::AngleBracketed(args) => match args.args.iter().nth(1) {
                Some(GenericArgument::Const(len)) => Some(len.to_token_stream()),
                Some(GenericArgument::Type(len)) => Some(len.to_token_stream()),
                _ => None,
            },
            _ => None,
        };
        let Some(n) = len else {
            let help = "write it here: `array::from_fn::<_, 3, _>(..)`";
            return Some(self.reject(&name.ident, "the length of the array is not visible", help));
        };
        let poison = Some(Operand::Poison);
        let Some(f) = self.callable(&e.args[0]) else { return poison };
        let len = self.counted(n.clone(), Vec::new(), e.span());
        let repeated = |zero: &TokenStream| quote!([#zero; #n]);
        let filled = self.filled(&f, len, e.span(), Vec::new(), &repeated, &mut |_, k| Binding::Value(k));
        filled.or(poison)
    }

    /// An array with an element for each index: what `f` makes of the item there.
    fn filled(
        &mut self,
        f: &Rc<Closure>,
        len: Operand,
        span: Span,
        reads: Vec<crate::ir::Var>,
        array: &dyn Fn(&TokenStream) -> TokenStream,
        item: &mut dyn FnMut(&mut Self, Operand) -> Binding,
    ) -> Option<Operand> {
        let kind = self.kinds.unknown();
        let (var, at) = self.later("array", Kind::seq(kind.clone()), span);
        self.vars[var.0].memory = true;
        let changed = self.changed_by(&Mutations::default(), std::slice::from_ref(f));
        self.up_to_with(len, span, Around { changed, ..Around::default() }, |l, k| {
            let item = item(l, k.clone());
            let value = l.invoke(f, vec![item]);
            let value = l.materialise(value, &located(span));
            l.expect(&value, &kind, &located(span));
            l.push(Stmt::Store(Place::whole(var).then(Projection::Index(k)), value));
        });
        let Some(zero) = self.zero(&kind) else {
            let help = "write a loop that stores the elements";
            self.reject(&located(span), "an array of something other than numbers, made by a closure", help);
            return None;
        };
        self.settle(var, at, Rvalue::Verbatim(Verbatim { tokens: array(&zero), reads, repeatable: false }));
        Some(self.load(Place::whole(var), &located(span)))
    }

    /// A number that is there until the first one is stored.
    fn zero(&self, kind: &Kind) -> Option<TokenStream> {
        let s = &self.input.scalar;
        Some(match self.kinds.resolve(kind) {
            // lifted to the scalar as a whole
            real if real.is_real() => {
                let plain = self.input.plain_real(&real);
                plain.map_or_else(|| quote!(#s::from_f64(0.0)), |real| quote!((0.0 as ::core::primitive::#real)))
            }
            Kind::Float => quote!(0.0),
            Kind::Int => quote!(0),
            Kind::Bool => quote!(false),
            _ => return None,
        })
    }
}
