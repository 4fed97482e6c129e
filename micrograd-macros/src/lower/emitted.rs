//! What was lowered as code, for code that is copied as written.
use super::Lower;
use crate::emit::{self, Access};
use crate::ir::{Operand, Place, Variant};
use crate::tokens::{self, ToTokens};
use proc_macro2::TokenStream;

impl Lower<'_> {
    /// An operand as emitted code.
    pub(super) fn tokens(&self, operand: &Operand) -> TokenStream {
        self.emitted(operand).into()
    }

    fn emitted(&self, operand: &Operand) -> tokens::TokenStream {
        emit::operand(self.input, |v| self.vars[v.0].name.clone(), operand)
    }

    /// A place as emitted code.
    pub(super) fn place_tokens(&self, place: &Place) -> TokenStream {
        self.emitted_place(place).into()
    }

    fn emitted_place(&self, place: &Place) -> tokens::TokenStream {
        let base = self.vars[place.base.0].name.to_token_stream();
        let variant = |v: &Variant| emit::variant_path(self.input, &self.types, v, Access::Shared);
        emit::place(place, base, |op| self.emitted(op), variant, Access::Shared)
    }

    /// The same in front of a method.
    pub(super) fn receiver_tokens(&self, place: &Place) -> TokenStream {
        emit::receiver(place, self.emitted_place(place)).into()
    }
}
