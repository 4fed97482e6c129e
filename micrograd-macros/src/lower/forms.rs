//! Patterns over places, as emitted code: paths of types and variants are those of the images, fields have their names,
//! references are looked through.
use super::Lower;
use super::named::Made;
use super::pattern::is_rest;
use crate::emit::Access;
use crate::ir::{Operand, Place, Projection, Var, Variant};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, Lit, Member, Pat, PatIdent, PatRange, PatSlice, PatTuple, Path, RangeLimits};

/// A pattern as emitted code.
#[derive(Default)]
pub(super) struct Form {
    /// The pattern.
    pub(super) pattern: TokenStream,
    /// What must hold besides: literals of reals are compared.
    conditions: Vec<TokenStream>,
    /// What the conditions mention.
    pub(super) reads: Vec<Var>,
    /// The names in it.
    pub(super) names: Vec<Name>,
    /// Whether there are values that it does not fit.
    pub(super) refutable: bool,
    /// Whether it fits every `Some`.
    pub(super) is_some: bool,
}

/// A name in a pattern.
pub(super) struct Name {
    /// The name.
    pub(super) text: String,
    /// Whether it is a reference in emitted code, and none for the user.
    pub(super) starred: bool,
    /// What it stands for.
    pub(super) kind: Kind,
}

/// What a pattern is compared with: a place, and whether its names are references for the user.
type At<'p> = (&'p Place, bool);

impl Form {
    /// The pattern with its conditions and a guard.
    pub(super) fn arm(&self, guard: Option<TokenStream>) -> TokenStream {
        let conditions: Vec<_> = self.conditions.iter().cloned().chain(guard).collect();
        let pattern = &self.pattern;
        if conditions.is_empty() { pattern.clone() } else { quote!(#pattern if #(#conditions)&&*) }
    }
}

impl Lower<'_> {
    /// A pattern over a place; `by_ref` tells whether its names are references for the user.
    pub(super) fn inner(&mut self, pat: &Pat, place: &Place, by_ref: bool, form: &mut Form) -> TokenStream {
        let at = (place, by_ref);
        match pat {
            Pat::Wild(_) | Pat::Rest(_) => pat.to_token_stream(),
            Pat::Paren(inner) => self.inner(&inner.pat, place, by_ref, form),
            Pat::Type(inner) => self.inner(&inner.pat, place, by_ref, form),
            Pat::Reference(inner) => self.inner(&inner.pat, place, false, form),
            Pat::Ident(name) => self.name_form(name, at, form),
            Pat::Lit(lit) => self.literal_form(&lit.lit, place, pat, form),
            Pat::Range(range) => self.range_form(range, place, form),
            Pat::Or(or) => {
                let cases: Vec<_> = or.cases.iter().map(|p| self.inner(p, place, by_ref, form)).collect();
                form.refutable = true;
                quote!((#(#cases)|*))
            }
            Pat::Tuple(tuple) => self.tuple_form(tuple, at, form),
            Pat::Slice(slice) => self.slice_form(slice, at, form),
            Pat::Path(path) => self.path_form(&path.path, place, form),
            Pat::TupleStruct(p) => {
                let fields: Vec<_> = p.elems.iter().enumerate().map(|(k, p)| (Member::from(k), p)).collect();
                self.fields_form(&p.path, &fields, at, form)
            }
            Pat::Struct(p) => {
                let fields: Vec<_> = p.fields.iter().map(|f| (f.member.clone(), &*f.pat)).collect();
                self.fields_form(&p.path, &fields, at, form)
            }
            other => self.no_pattern(other),
        }
    }

    /// A name that is written like a constant's stays as it is, and means what it means.
    fn name_form(&mut self, name: &PatIdent, (place, by_ref): At<'_>, form: &mut Form) -> TokenStream {
        let ident = &name.ident;
        if self.is_none(ident) {
            self.is_of_option(place, ident);
            form.refutable = true;
            return quote!(::core::option::Option::None);
        }
        let kind = self.place_kind(place);
        // no constant has the name of a local
        let as_written =
            plain(ident).starts_with(char::is_uppercase) && self.scopes.find(ident).is_none() && name.subpat.is_none();
        let starred = !(by_ref || name.by_ref.is_some() || as_written);
        form.names.push(Name { text: plain(ident), starred, kind });
        if let Some((_, inner)) = &name.subpat {
            let inner = self.inner(inner, place, by_ref, form);
            return quote!(ref #ident @ #inner);
        }
        if !as_written {
            return quote!(ref #ident);
        }
        form.refutable = true;
        if self.is_plain_mode() && self.is_constant(ident) && self.is_real_place(place) {
            return self.constant_form(&syn::parse_quote!(#ident), place, form);
        }
        ident.to_token_stream()
    }

    /// A real is no type that the compiler could match: it is compared.
    fn literal_form(&mut self, lit: &Lit, place: &Place, at: &Pat, form: &mut Form) -> TokenStream {
        form.refutable = true;
        let kind = match lit {
            Lit::Int(i) if i.suffix().starts_with('f') => self.literal_kind(i.suffix()),
            Lit::Float(f) => self.literal_kind(f.suffix()),
            Lit::Int(_) | Lit::Char(_) | Lit::Byte(_) => Kind::Int,
            Lit::Bool(_) => Kind::Bool,
            _ => Kind::Inert,
        };
        self.is_of(place, &kind, at);
        if !self.kinds.is_real(&kind) {
            return lit.to_token_stream();
        }
        let value = self.real_tokens(&lit.to_token_stream(), &kind);
        self.compare(form, |name| quote!(*#name == #value))
    }

    fn range_form(&mut self, range: &PatRange, place: &Place, form: &mut Form) -> TokenStream {
        form.refutable = true;
        let bounds = [range.start.as_deref(), range.end.as_deref()];
        let literal = |e: &&Expr| matches!(e, Expr::Lit(lit) if matches!(&lit.lit, Lit::Float(_)));
        let real = self.is_real_place(place) || bounds.iter().flatten().any(literal);
        if !self.is_plain_mode() || !real {
            return range.to_token_stream();
        }
        let kind = self.any_real();
        self.is_of(place, &kind, range);
        let [from, to] = bounds.map(|bound| bound.map(|e| self.compared_with(e, &kind, form)));
        let closed = matches!(range.limits, RangeLimits::Closed(_));
        self.compare(form, |name| {
            let above = from.map(|from| quote!(*#name >= #from));
            let below = to.map(|to| if closed { quote!(*#name <= #to) } else { quote!(*#name < #to) });
            let both = above.into_iter().chain(below);
            quote!((true #(&& #both)*))
        })
    }

    /// A real constant is no pattern in emitted code either.
    fn constant_form(&mut self, constant: &Expr, place: &Place, form: &mut Form) -> TokenStream {
        let kind = self.place_kind(place);
        let value = self.compared_with(constant, &kind, form);
        self.compare(form, |name| quote!(*#name == #value))
    }

    /// What a real is compared with.
    fn compared_with(&mut self, bound: &Expr, kind: &Kind, form: &mut Form) -> TokenStream {
        let value = self.expr(bound);
        self.expect(&value, kind, bound);
        form.reads.extend(value.var());
        self.tokens(&value)
    }

    fn is_real_place(&mut self, place: &Place) -> bool {
        let kind = self.place_kind(place);
        self.kinds.is_real(&kind)
    }

    fn compare(&mut self, form: &mut Form, condition: impl FnOnce(&proc_macro2::Ident) -> TokenStream) -> TokenStream {
        let name = self.names.fresh("real", proc_macro2::Span::call_site());
        form.conditions.push(condition(&name));
        quote!(ref #name)
    }

    fn tuple_form(&mut self, tuple: &PatTuple, (place, by_ref): At<'_>, form: &mut Form) -> TokenStream {
        let (count, rest) = (tuple.elems.len(), tuple.elems.iter().position(|p| matches!(p, Pat::Rest(_))));
        if rest.is_none() && count > 0 {
            let items = tuple.elems.iter().map(|_| self.kinds.unknown()).collect();
            self.is_of(place, &Kind::Tup(items), tuple);
        }
        let known = match self.place_kind(place) {
            Kind::Tup(items) => items.len(),
            _ => count,
        };
        let items = tuple.elems.iter().enumerate().map(|(k, p)| {
            let k = if rest.is_some_and(|rest| k > rest) { (known + k).saturating_sub(count) } else { k };
            self.inner(p, &place.then(Projection::Field(Member::from(k))), by_ref, form)
        });
        let items: Vec<_> = items.collect();
        quote!((#(#items,)*))
    }

    fn slice_form(&mut self, slice: &PatSlice, (place, by_ref): At<'_>, form: &mut Form) -> TokenStream {
        let item = self.kinds.unknown();
        self.is_of(place, &Kind::seq(item), slice);
        // an array may always have this length; the compiler does not mind an arm too many
        form.refutable = true;
        let part = place.then(Projection::Index(Operand::plain(quote!(0), Kind::Int)));
        let items =
            slice.elems.iter().map(|p| if is_rest(p) { quote!(..) } else { self.inner(p, &part, by_ref, form) });
        let items: Vec<_> = items.collect();
        quote!([#(#items),*])
    }

    /// A constant, or a variant without fields.
    fn path_form(&mut self, path: &Path, place: &Place, form: &mut Form) -> TokenStream {
        form.refutable = true;
        if self.is_plain_mode() && !is_variant(path) && self.is_real_place(place) {
            return self.constant_form(&syn::parse_quote!(#path), place, form);
        }
        // a parameter that derivatives are not taken by is of the user's own type
        if self.place_kind(place) == Kind::Inert {
            return path.to_token_stream();
        }
        match self.made(path, false) {
            Made::Plain => {
                if is_variant(path) {
                    self.is_of(place, &Kind::Inert, path);
                }
                path.to_token_stream()
            }
            made => match self.image(&made, place, path) {
                Some((image, _)) => quote!(#image { .. }),
                None => self.no_pattern(path),
            },
        }
    }

    /// A struct or a variant, with the patterns of its fields.
    fn fields_form(
        &mut self,
        path: &Path,
        fields: &[(Member, &Pat)],
        (place, by_ref): At<'_>,
        form: &mut Form,
    ) -> TokenStream {
        if path.get_ident().is_some_and(|name| name == "Ok" || name == "Err") {
            self.no_result(path);
            return quote!(_);
        }
        let made = self.made(path, true);
        let Some((image, variant)) = self.image(&made, place, path) else { return self.no_pattern(path) };
        form.refutable |= variant.is_some();
        let fields = fields.iter().filter(|(_, p)| !matches!(p, Pat::Rest(_))).map(|(member, p)| {
            let step = match &variant {
                Some(variant) => Projection::Payload(variant.clone(), member.clone()),
                None => Projection::Field(member.clone()),
            };
            let inner = self.inner(p, &place.then(step), by_ref, form);
            quote!(#member: #inner,)
        });
        let fields: TokenStream = fields.collect();
        quote!(#image { #fields .. })
    }

    /// The path in a pattern over the images of types, and the variant if it is one's.
    fn image(&mut self, made: &Made, place: &Place, path: &Path) -> Option<(TokenStream, Option<Variant>)> {
        let option = quote!(::core::option::Option);
        if self.place_kind(place) == Kind::Inert {
            let help = "match it in a function without the attribute, or take derivatives by it: `wrt(..)`";
            self.reject(path, "what is in a value without derivative is not seen here", help);
            return Some((quote!(#path), None));
        }
        if let Made::Some | Made::None = made {
            self.is_of_option(place, path);
        } else {
            self.is_of(place, &Kind::Opaque, path);
        }
        match made {
            Made::Some => Some((quote!(#option::Some), Some(Variant::Some))),
            Made::None => Some((quote!(#option::None), Some(Variant::Some))),
            Made::Variant(ty, name) => {
                let variant = Variant::Named(*ty, name.clone());
                let path = crate::emit::variant_path(self.input, &self.types, &variant, Access::Shared);
                Some((path.into(), Some(variant)))
            }
            Made::Struct(ty) => Some((crate::emit::type_path(self.input, &self.types[*ty], false).into(), None)),
            Made::Plain => None,
        }
    }

    /// What stands in a place is of some kind.
    fn is_of(&mut self, place: &Place, kind: &Kind, at: &impl ToTokens) {
        let own = self.place_kind(place);
        self.unify(&own, kind, at);
    }

    fn is_of_option(&mut self, place: &Place, at: &impl ToTokens) {
        let item = self.kinds.unknown();
        self.is_of(place, &Kind::Opt(Box::new(item)), at);
    }

    pub(super) fn no_pattern(&mut self, pat: &impl ToTokens) -> TokenStream {
        let help = "write it with names, literals, ranges, tuples, structs, variants, slices and `|`";
        self.reject(pat, "this pattern is not understood", help);
        quote!(_)
    }
}

/// Whether a path looks like `Type::Variant`, not like `Type::CONSTANT`.
pub(super) fn is_variant(path: &Path) -> bool {
    let upper = |text: &str| text.starts_with(char::is_uppercase);
    let names: Vec<String> = path.segments.iter().map(|s| plain(&s.ident)).collect();
    match &names[..] {
        [.., ty, name] => upper(ty) && upper(name) && (name.chars().count() == 1 || name.contains(char::is_lowercase)),
        _ => false,
    }
}
