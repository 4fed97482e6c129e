//! What the code of `#[derive(Differentiable)]` calls.

/// A type, written so that it seems to depend on `S`: rustc refuses a condition such as `String: Copy` where it can
/// see that it is false, and a derived `impl .. where <String as Itself<S>>::Type: Copy` only wants not to apply then.
pub trait Itself<S> {
    /// The type itself.
    type Type: ?Sized;
}
impl<T: ?Sized, S> Itself<S> for T {
    type Type = T;
}

/// Where a tangent of an enum meets a value or a tangent of another variant.
///
/// # Panics
/// Always.
#[cold]
#[track_caller]
pub fn different_variants(of: &str, primal: &str, tangent: &str) -> ! {
    panic!("the tangent of `{of}::{primal}` must be of that variant, it is of `{of}::{tangent}`")
}
