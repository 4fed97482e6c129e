//! `#[differentiable(vjp = path, jvp = path)]`: a function whose first derivatives the user gives, and whose body may be
//! anything. There are no second ones: their functions are not made, and where a caller takes them it panics.
use crate::emit::{self, Emitted};
use crate::errors::Errors;
use crate::parse::Input;
use proc_macro2::{Ident, Span};

/// The functions that need first derivatives alone.
const FIRST: &[&str] = &["grad", "value_and_grad", "backward", "vjp", "jvp", "jacobian", "jacobian_rows", "generic"];

/// What the function expands to; nothing if it cannot have such a rule.
pub fn expand(input: &mut Input, errors: &mut Errors) -> Option<Emitted> {
    check(input, errors);
    if !errors.is_empty() {
        return None;
    }
    let all = || {
        FIRST.iter().filter(|mode| **mode != "jacobian_rows").map(|mode| Ident::new(mode, Span::call_site())).collect()
    };
    let mut modes = input.modes.take().unwrap_or_else(all);
    modes.retain(|mode| FIRST.iter().any(|first| mode == first));
    input.modes = Some(modes);
    Some(Emitted::of(input, emit::of_hand(input), None, false))
}

/// Reports functions that have no such rule.
fn check(input: &Input, errors: &mut Errors) {
    let help = "a VJP by hand is for functions of `f64`, or of `f32`, that are no methods";
    if !input.is_plain() || input.other.is_some() || input.owner.is_some() {
        errors.at(input.name(), "a function that cannot have a VJP by hand", help);
    }
    for param in input.params.iter().filter(|p| p.ty.is_mut()) {
        let help = "return what is changed, or call a function with a VJP by hand and write its result";
        errors.at(&param.ident, "a `&mut` parameter of a function with a VJP by hand", help);
    }
    for mode in input.modes.iter().flatten().filter(|mode| !FIRST.iter().any(|first| mode == first)) {
        errors.at(mode, format!("`{mode}` of a function with a VJP by hand"), "it has first derivatives alone");
    }
    if input.recursive {
        errors.at(
            input.name(),
            "`recursive` and a VJP by hand",
            "leave `recursive` out: the body is not differentiated",
        );
    }
}
