//! Types by name: literals of structs and variants, and what a path in a literal or a pattern means.
//!
//! A proc macro cannot look a path up. `Type::Variant` and `Type { .. }` are told by their letters, and named through
//! the image of `Type` in emitted code: a wrong guess is an error of the compiler there, at the user's token.
use super::Lower;
use super::forms::is_variant;
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Literal, NamedType, Operand, Rvalue};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprPath, ExprStruct, Member, Path};

/// What a path in a literal or in a pattern makes.
#[derive(Clone, Debug)]
pub(super) enum Made {
    /// `Some`.
    Some,
    /// `None`.
    None,
    /// A struct, by the number of its type.
    Struct(usize),
    /// A variant of an enum, by the number of its type.
    Variant(usize, Ident),
    /// A constant, or a variant of an enum that is used as it is: it carries no derivative.
    Plain,
}

impl Lower<'_> {
    /// What `path`, with fields or without, makes.
    pub(super) fn made(&mut self, path: &Path, fields: bool) -> Made {
        let Some(last) = path.segments.last() else { return Made::Plain };
        if let Some(made) = self.of_option(path) {
            return made;
        }
        if path.get_ident().is_some_and(|name| self.scopes.find(name).is_some()) {
            return Made::Plain;
        }
        if is_variant(path) {
            let mut owner = path.clone();
            owner.segments.pop();
            owner.segments.pop_punct();
            if !fields && !self.mentions.has_fields(path) {
                return Made::Plain;
            }
            return Made::Variant(self.named_type(&owner, true), last.ident.clone());
        }
        if fields && plain(&last.ident).starts_with(char::is_uppercase) {
            return Made::Struct(self.named_type(path, false));
        }
        Made::Plain
    }

    /// `Some` and `None`, bare or behind `Option`; emitted code checks that they are what they seem.
    fn of_option(&mut self, path: &Path) -> Option<Made> {
        let names: Vec<_> = path.segments.iter().map(|s| plain(&s.ident)).collect();
        let is_some = names.last()? == "Some";
        let bare = names.len() == 1 && self.scopes.find(&path.segments[0].ident).is_none();
        let behind = names.len() > 1 && names[names.len() - 2] == "Option";
        if !(is_some || names.last()? == "None") || !(bare || behind) {
            return None;
        }
        let text = path.to_token_stream().to_string();
        if !self.options.iter().any(|(known, _)| known.to_token_stream().to_string() == text) {
            self.options.push((path.clone(), is_some));
        }
        Some(if is_some { Made::Some } else { Made::None })
    }

    /// Whether a path alone makes a value that may have reals in it: `None`, or a variant of such an enum.
    pub(super) fn is_unit_literal(&self, path: &Path) -> bool {
        let names: Vec<_> = path.segments.iter().map(|s| plain(&s.ident)).collect();
        match &names[..] {
            [name] => name == "None" && self.scopes.find(&path.segments[0].ident).is_none(),
            [.., owner, name] if owner == "Option" && name == "None" => true,
            _ => is_variant(path) && self.mentions.has_fields(path),
        }
    }

    /// Whether a name in a pattern is `Option`'s `None`.
    pub(super) fn is_none(&self, name: &Ident) -> bool {
        name == "None" && self.scopes.find(name).is_none()
    }

    /// Whether a name in a pattern is a constant's: written like one, and no local's.
    pub(super) fn is_constant(&self, name: &Ident) -> bool {
        self.scopes.find(name).is_none() && !plain(name).chars().any(char::is_lowercase)
    }

    /// The number of a type among those that the body names.
    fn named_type(&mut self, path: &Path, variants: bool) -> usize {
        let ty = self.mentions.with_arguments(path);
        let text = ty.to_token_stream().to_string();
        if let Some(k) = self.types.iter().position(|known| known.ty.to_token_stream().to_string() == text) {
            self.types[k].variants |= variants;
            return k;
        }
        let (image, tangent) = (self.names.fresh("Image", path.span()), self.names.fresh("Tangent", path.span()));
        self.types.push(NamedType { path: path.clone(), ty, image, tangent, variants });
        self.types.len() - 1
    }

    /// `Some(a)`, `Type(a, b)`, `Type::Variant(a, b)`; nothing for a call of a function.
    pub(super) fn constructor_call(&mut self, path: &Path, e: &ExprCall) -> Option<Operand> {
        if plain(&path.segments.last()?.ident).starts_with(char::is_lowercase) {
            return None;
        }
        if path.segments.last().is_some_and(|s| s.ident == "Ok" || s.ident == "Err") {
            return Some(self.no_result(path));
        }
        let made = self.made(path, true);
        match made {
            Made::Some => {
                let [arg] = &e.args.iter().collect::<Vec<_>>()[..] else { return None };
                let value = self.expr(arg);
                Some(self.some(value, e))
            }
            Made::Struct(_) | Made::Variant(..) => {
                let fields = e.args.iter().enumerate().map(|(k, e)| (Member::from(k), self.field_value(e)));
                let fields = fields.collect();
                Some(self.make(made, fields, None, e))
            }
            Made::None | Made::Plain => None,
        }
    }

    pub(super) fn no_result(&mut self, at: &Path) -> Operand {
        let help = "use an `Option`, or return the value and check the input before the call";
        self.reject(at, "a `Result` has no derivative", help)
    }

    /// `Type { a, b: 2.0, ..rest }`
    pub(super) fn struct_literal(&mut self, e: &ExprStruct) -> Operand {
        let made = self.made(&e.path, true);
        let fields = e.fields.iter().map(|f| (f.member.clone(), self.field_value(&f.expr))).collect();
        let rest = e.rest.as_ref().map(|rest| self.expr(rest));
        if e.qself.is_some() || matches!(made, Made::Plain) {
            return self.reject(&e.path, "the type of this literal is not understood", "name the type itself");
        }
        self.make(made, fields, rest, e)
    }

    /// `Type::Variant`, `None`; nothing for any other path.
    pub(super) fn unit_literal(&mut self, path: &Path) -> Option<Operand> {
        match self.made(path, false) {
            Made::None => {
                let kind = Kind::Opt(Box::new(self.kinds.unknown()));
                Some(self.define(kind, Rvalue::None, path.span()))
            }
            made @ Made::Variant(..) => Some(self.make(made, Vec::new(), None, path)),
            Made::Some | Made::Struct(_) | Made::Plain => None,
        }
    }

    /// A variant without fields that is put into a place. Its type may have reals in other variants, which only the
    /// compiler sees: there it is mapped to the image.
    pub(super) fn variant_for_place(&mut self, e: &Expr) -> Option<Operand> {
        let Expr::Path(ExprPath { path, .. }) = strip(e) else { return None };
        let path = match self.local_binding(path) {
            Some(Binding::Value(Operand::Var(v))) => self.variants.get(v)?.clone(),
            Some(_) => return None,
            None => self.unseen_variant(path)?,
        };
        let kind = self.kinds.own_type();
        let span = path.span();
        Some(self.define(kind, Rvalue::Unit(path), span))
    }

    /// A path to such a variant.
    pub(super) fn unseen_variant(&mut self, path: &Path) -> Option<Path> {
        let long = path.segments.last().is_some_and(|s| plain(&s.ident).len() > 1);
        let seen = !self.is_plain_mode() || !long || !is_variant(path);
        (!seen && matches!(self.made(path, false), Made::Plain)).then(|| path.clone())
    }

    /// `Some(value)`
    pub(super) fn some(&mut self, value: Operand, at: &impl ToTokens) -> Operand {
        let kind = Kind::Opt(Box::new(self.kind_of(&value)));
        self.define(kind, Rvalue::Some(value), at.to_token_stream().span())
    }

    fn make(
        &mut self,
        made: Made,
        fields: Vec<(Member, Operand)>,
        rest: Option<Operand>,
        at: &impl ToTokens,
    ) -> Operand {
        let (ty, variant) = match made {
            Made::Struct(ty) => (ty, None),
            Made::Variant(ty, name) => (ty, Some(name)),
            Made::Some | Made::None | Made::Plain => return Operand::Poison,
        };
        let visible = |(member, op): &(Member, Operand)| {
            let free = self.mixes() && matches!(op, Operand::Real(_));
            (!free).then(|| (member.clone(), self.kind_of(op)))
        };
        let kinds: Vec<_> = fields.iter().filter_map(visible).collect();
        let literal = Literal { ty, variant: variant.clone(), fields, rest };
        let value = self.define(Kind::Opaque, Rvalue::Struct(literal), at.to_token_stream().span());
        if let (Operand::Var(var), None) = (&value, variant) {
            for (member, kind) in kinds {
                self.fields.insert((*var, format!(".{}", member.to_token_stream())), kind);
            }
        }
        value
    }
}

/// Whether an expression is `Some(..)`, a literal of a type, or a variant, as far as its syntax tells.
pub(super) fn is_constructor(func: &Expr) -> bool {
    match func {
        Expr::Path(path) => path.path.segments.last().is_some_and(|s| plain(&s.ident).starts_with(char::is_uppercase)),
        _ => false,
    }
}
