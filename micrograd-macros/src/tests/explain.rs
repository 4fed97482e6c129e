//! Listings: one snapshot for each way a program can go, and what the option emits.
use super::{expand, listed};
use proc_macro2::TokenStream;
use syn::{Expr, ImplItem, Item, Lit, Meta};

macro_rules! listings {
    ($($name:ident: $function:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), listed($function));
        }
    )*};
}

listings! {
    reduction: "fn f(x: f64, w: &[f64]) -> f64 { let mut s = 0.0; for wi in w { s += (wi * x).tanh(); } s * s }";
    neuron: "fn neuron(x: &[f64; 2], w: &[f64; 2], b: f64) -> f64 { (x[0] * w[0] + x[1] * w[1] + b).tanh() }";
    straight_line: "fn f(x: f64, y: f64) -> f64 { let t = x * y; t * t / x - y.powi(3) }";
    carried_state: "fn logistic(r: f64, x: f64, n: usize) -> f64 { let mut x = x; for _ in 0..n { x = r * x * (1.0 - x); } x }";
    two_carried: "fn fib(a: f64, b: f64, n: usize) -> f64 { let (mut a, mut b) = (a, b); for _ in 0..n { let c = a + b; a = b; b = c * a; } b }";
    branches: "fn f(x: f64, n: usize) -> f64 { let mut y = x; match n { 0 => y *= x, 1..=3 => y = y.exp(), k => { if y > 1.0 { y = y / k as f64; } } } y }";
    early_return: "fn f(x: &[f64]) -> f64 { let mut p = 1.0; for v in x { if *v == 0.0 { return 0.0; } p *= v; } p }";
    while_loop: "fn f(x: f64) -> f64 { let mut v = x; while v > 1.0 { v = v.sqrt() * 0.9; } v }";
    loop_value: "fn f(x: f64) -> f64 { let mut t = x; let r = loop { t = t * x; if t > 2.0 { break t.ln(); } }; r + t }";
    jumps: "fn f(x: &[f64]) -> f64 { let mut s = 0.0; 'a: for i in 0..x.len() { for j in 0..i { if x[j] < 0.0 { continue 'a; } if x[j] > 9.0 { break; } s += x[i] * x[j]; } } s }";
    block: "fn f(x: f64, y: f64) -> f64 { let r = 'a: { if x > y { break 'a x * y; } x + y }; r * x }";
    memory: "fn f(x: &[f64; 3], k: usize) -> f64 { let mut c = [0.0; 3]; for i in 0..3 { c[i] = x[i] * x[k]; c[k] *= c[i]; } c[0] + c[2] }";
    in_place: "fn f(x: &mut [f64], k: f64) { x.swap(0, 1); for i in 1..x.len() { x[i] *= x[i - 1] * k; } assert!(x[0] > 0.0, \"positive\"); }";
    lists: "fn f(a: f64, n: usize) -> f64 { let mut v = Vec::new(); for i in 0..n { v.push(a * i as f64); } let mut s = 0.0; while let Some(x) = v.pop() { s += x * x; } s }";
    calls: "fn f(x: f64, a: &[f64; 2]) -> f64 { let y = g(x, a); let (p, q) = m::h(y, &[x, y]); p * q }";
    calls_that_change: "fn f(a: &[[f64; 3]; 3], x: &mut [f64; 3]) -> f64 { let mut y = [0.0; 3]; for i in 0..3 { for j in 0..3 { y[i] += a[i][j] * x[j]; } } std::mem::swap(x, &mut y); scale(x, 2.0); norm(x) }";
    iterators: "fn f(x: &[f64], w: &[f64], b: f64) -> f64 { x.iter().zip(w).map(|(x, w)| (x * w).exp()).sum::<f64>() / (1.0 + b) }";
    closures: "fn f(x: &[f64], k: f64) -> f64 { let g = |v: f64| v * v * k; x.iter().rev().step_by(2).fold(0.0, |s, v| s + g(*v)) }";
    options: "fn f(x: Option<f64>, w: &[f64]) -> Option<f64> { let a = x? * *w.first()?; match x { Some(v) if v > 1.0 => Some(v * a), _ => None } }";
    variants: "fn f(s: &Shape, k: f64) -> f64 { match s { Shape::Circle(r) => r * r * k, Shape::Box { w, .. } => w + k, Shape::Empty => k } }";
    structs: "fn f(p: &Point, k: f64) -> f64 { let q = Point { x: p.x * k, ..p.clone() }; q.x * q.y }";
    array_result: "fn f(x: f64) -> ([f64; 2], usize) { ([x * x, x.sin()], 3) }";
    unused_values: "fn f(s: f64, k: f64, c: bool) -> f64 { let r = s.sqrt(); if c { return k; } r * k }";
    inactive: "fn f(x: f64, n: usize, on: bool) -> f64 { let c = 2.0; let k = x.floor(); let u = x * x; let m = n + 1; if on { c * x + k * m as f64 } else { x } }";
    kinks: "fn f(x: f64, y: f64) -> f64 { x.max(y) + x.abs() + y.powi(3) }";
    generic: "fn f<S: Scalar>(x: S, n: i32) -> S { let c = S::from_f64(0.5); c * x.powi(n) }";
    names_that_meet: "fn f(y: f64, dy: f64, result: f64) -> f64 { let v0 = y * dy; (v0 * result).sin() }";
}

const FUNCTION: &str = "/// Docs.\npub fn f(x: f64) -> f64 { x.sin() }";

fn expanded(options: &str, item: &str) -> Vec<Item> {
    let tokens: TokenStream = item.parse().unwrap();
    syn::parse2::<syn::File>(expand(options.parse().unwrap(), &tokens)).unwrap().items
}

/// The constants of `impl` blocks, by name and text.
fn constants(items: &[Item]) -> Vec<(String, String)> {
    let blocks = items.iter().filter_map(|item| if let Item::Impl(block) = item { Some(block) } else { None });
    let constants = blocks.flat_map(|block| &block.items).filter_map(|item| match item {
        ImplItem::Const(c) => match &c.expr {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some((c.ident.to_string(), text.value())),
            _ => None,
        },
        _ => None,
    });
    constants.collect()
}

/// The docs of a function.
fn docs(attrs: &[syn::Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn docs_of(items: &[Item], name: &str) -> String {
    let function = items.iter().find_map(|item| match item {
        Item::Fn(f) if f.sig.ident == name => Some(docs(&f.attrs)),
        Item::Impl(block) => block.items.iter().find_map(|item| match item {
            ImplItem::Fn(f) if f.sig.ident == name => Some(docs(&f.attrs)),
            _ => None,
        }),
        _ => None,
    });
    function.expect("the function is there")
}

#[test]
fn the_constant_and_the_docs_of_the_gradient_have_the_listing() {
    let items = expanded("explain", FUNCTION);
    let [(name, listing)] = &constants(&items)[..] else { panic!("one constant") };
    assert_eq!(name, "EXPLAIN");
    assert_eq!(*listing, listed("pub fn f(x: f64) -> f64 { x.sin() }"));
    let docs = docs_of(&items, "grad_f");
    assert!(docs.contains(&format!("```text\n{listing}```")), "{docs}");
    assert!(!docs_of(&items, "vjp_f").contains("```text"));
}

#[test]
fn without_the_option_nothing_is_emitted() {
    let items = expanded("", FUNCTION);
    assert!(constants(&items).is_empty() && !docs_of(&items, "grad_f").contains("```"));
}

#[test]
fn a_method_has_a_constant_of_its_type() {
    let block = "impl Net { #[differentiable(explain)] pub fn energy(&self, x: f64) -> f64 { self.k * x } }";
    let items = expanded("", block);
    let [(name, listing)] = &constants(&items)[..] else { panic!("one constant") };
    assert_eq!(name, "EXPLAIN_ENERGY");
    assert!(docs_of(&items, "grad_energy").contains(&listing[..]));
}

#[test]
fn without_a_gradient_the_pullback_has_the_listing() {
    let items = expanded("explain", "fn f(x: f64) -> [f64; 2] { [x, x * x] }");
    assert!(docs_of(&items, "vjp_f").contains(&constants(&items)[0].1));
}

#[test]
fn a_mistake_in_the_body_leaves_the_constant() {
    let items = expanded("explain", "fn f(x: f64) -> f64 { unknown!(x) }");
    assert_eq!(constants(&items), [("EXPLAIN".to_owned(), String::new())]);
}
