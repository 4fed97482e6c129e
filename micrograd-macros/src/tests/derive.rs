//! The derive outside the compiler: what it expands to, and that it never panics.
use super::robust::folder;
use crate::derive::derive;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{File, Item};

/// The expansion, formatted, with paths and the lists of allowed lints left out.
fn pretty(item: &str) -> String {
    let code = derive(item.parse().expect("the test's type is valid code")).to_string();
    let mut file = syn::parse_file(&code.replace(":: micrograd :: __private :: ", "")).expect("it is valid code");
    for item in &mut file.items {
        let attrs = match item {
            Item::Struct(s) => &mut s.attrs,
            Item::Enum(e) => &mut e.attrs,
            Item::Impl(i) => &mut i.attrs,
            _ => continue,
        };
        attrs.retain(|a| !a.path().is_ident("allow"));
    }
    prettyplease::unparse(&file)
}

macro_rules! snapshots {
    ($($name:ident: $item:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), pretty($item));
        }
    )*};
}

snapshots! {
    derive_struct: "pub struct Net { pub k: f64, springs: Vec<Spring>, #[differentiable(skip)] name: String }";
    derive_enum: "enum Shape { Circle { radius: f64 }, Empty }";
    derive_over_scalar: "struct P<S: Scalar, const N: usize>([S; N], u8);";
    derive_over_parameter: "struct Pair<T> { a: T, b: Vec<T> }";
    derive_without_reals: "enum Side<T> { Left(#[differentiable(skip)] T), Right }";
}

/// Every type of the sources under a folder.
#[derive(Default)]
struct Types(Vec<TokenStream>);

impl<'ast> Visit<'ast> for Types {
    fn visit_item(&mut self, item: &'ast Item) {
        if let Item::Struct(_) | Item::Enum(_) | Item::Union(_) = item {
            self.0.push(item.to_token_stream());
        }
        visit::visit_item(self, item);
    }
}

/// Derives for every type of this workspace, and of the folder that `TYPES` names.
#[test]
fn no_type_makes_it_panic() {
    let mut types = Types::default();
    folder(concat!(env!("CARGO_MANIFEST_DIR"), "/..").as_ref(), &mut |file| types.visit_file(file));
    if let Ok(path) = std::env::var("TYPES") {
        folder(path.as_ref(), &mut |file| types.visit_file(file));
    }
    assert!(types.0.len() > 50, "the workspace has types");
    let mut accepted = 0;
    for item in &types.0 {
        let code = std::panic::catch_unwind(|| derive(item.clone())).unwrap_or_else(|_| panic!("panicked on {item}"));
        let file = syn::parse2::<File>(code).unwrap_or_else(|error| panic!("{error} on {item}"));
        accepted += usize::from(!matches!(file.items[..], [Item::Macro(_), ..]));
    }
    println!("{} types, {accepted} accepted", types.0.len());
}
