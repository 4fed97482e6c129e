//! Names that could get in the way of what is generated.
use crate::laws;
use micrograd::prelude::*;

/// `S`, `R` and `Q` are what the macro would call its scalars.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct S(f64);

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct R {
    s: S,
    other: [S; 2],
}

/// The user's own names for everything the generated code mentions.
mod shadowed {
    use micrograd::Differentiable;
    #[allow(unused_imports, reason = "they shadow")]
    use {super::S as Clone, super::S as Debug, super::S as Dual, super::S as NoTan, super::S as PartialEq};
    pub struct Scalar;
    pub struct Vec;
    pub struct Option;

    #[derive(Differentiable)]
    pub struct Shadowed {
        pub x: f64,
        pub v: std::vec::Vec<f64>,
        pub o: std::option::Option<f64>,
    }
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct r#Type {
    r#fn: f64,
    r#match: usize,
    v: f64,
    d: f64,
    other: f64,
    f: f64,
    v_d: f64,
    d_v: f64,
}

macro_rules! make {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Clone, Debug, PartialEq, Differentiable)]
        struct $name { $($field: $ty),* }
    };
}
make!(Made { x: f64, y: Vec<(f64, u8)>, z: [S; 1] });

macro_rules! over {
    ($name:ident<$p:ident> $ty:ty) => {
        #[derive(Clone, Debug, PartialEq, Differentiable)]
        struct $name<$p: Scalar> {
            x: $ty,
        }
    };
}
over!(OverScalar<T> [T; 2]);

type Matrix = [[f64; 2]; 2];

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Alias {
    m: Matrix,
    p: std::primitive::f64,
    /// Only where it is compiled.
    #[cfg(test)]
    there: f64,
    #[cfg(not(test))]
    absent: NoSuchType,
}

#[test]
fn types_under_names_of_the_macro() {
    let value = R { s: S(1.0), other: [S(2.0), S(3.0)] };
    let mut d = value.zero_tangent();
    d.other[1].0 = 1.0;
    laws::check(&value, &d);
}

#[test]
fn names_that_are_shadowed() {
    let (_, _, _) = (shadowed::Scalar, shadowed::Vec, shadowed::Option);
    let value = shadowed::Shadowed { x: 1.0, v: vec![2.0], o: Some(3.0) };
    let at: shadowed::ShadowedAt<Dual> = value.lift();
    assert_eq!((at.x.value, at.v[0].value, at.o.unwrap().value), (1.0, 2.0, 3.0));
}

#[test]
fn raw_names() {
    let value = Type { r#fn: 1.0, r#match: 2, v: 3.0, d: 4.0, other: 5.0, f: 6.0, v_d: 7.0, d_v: 8.0 };
    let mut d: TypeTangent<f64> = value.zero_tangent();
    d.r#fn = 1.0;
    laws::check(&value, &d);
    assert!(format!("{d:?}").starts_with("TypeTangent { fn: 1.0, match: NoTan, v: 0.0"));
}

#[test]
fn types_made_by_macros() {
    let value = Made { x: 1.0, y: vec![(2.0, 3)], z: [S(4.0)] };
    let mut d = value.zero_tangent();
    d.y[0].0 = 1.0;
    laws::check(&value, &d);
    laws::check(&OverScalar { x: [1.0, 2.0] }, &OverScalarTangent { x: [0.0, 3.0] });
}

#[test]
fn types_by_other_names_and_conditional_fields() {
    let value = Alias { m: [[1.0, 2.0], [3.0, 4.0]], p: 5.0, there: 6.0 };
    let d = AliasTangent { m: [[0.0, 1.0], [0.0, 0.0]], p: 2.0, there: 3.0 };
    laws::check(&value, &d);
}
