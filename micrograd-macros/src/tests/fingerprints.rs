//! What the macros make of a folder of programs, as one number for each: a change of the macros leaves every program as it
//! was that has the same number before and after.
use super::expand;
use crate::derive;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Attribute, DeriveInput, Meta};

/// Writes lines `NAME FINGERPRINT` for the files in the folder `FINGERPRINTS`, in order, to its file `fingerprints`. A
/// program whose functions a macro makes has none, but `unknown`.
#[test]
fn fingerprints() {
    let Some(folder) = std::env::var_os("FINGERPRINTS") else { return };
    let folder = Path::new(&folder);
    let entries = folder.read_dir().expect("the folder can be read");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    names.sort();
    let lines = names.iter().map(|path| {
        let text = std::fs::read_to_string(path).expect("the file can be read");
        format!("{} {}\n", path.file_stem().unwrap_or_default().display(), fingerprint(&text))
    });
    std::fs::write(folder.join("fingerprints"), lines.collect::<String>()).expect("the folder can be written");
}

#[test]
fn a_fingerprint_is_that_of_the_expansion() {
    let program = |body: &str| format!("mod inner {{ #[differentiable] fn f(x: f64) -> f64 {{ {body} }} }}");
    let of = |body: &str| fingerprint(&program(body));
    assert_eq!(of("x * x"), of("x * x"));
    assert_ne!(of("x * x"), of("x * x * x"));
    assert_eq!(fingerprint("macro_rules! make { () => {}; } make!();"), "unknown");
}

/// Nothing in an expansion has the order of addresses.
#[test]
fn an_expansion_is_the_same_every_time() {
    let program = "#[differentiable]
        fn f(x: &mut [f64], n: usize) -> f64 {
            let mut s = x[0];
            #[checkpoint]
            for i in 0..n {
                if s > 0.5 { x[i] = s.sin() * x[i]; } else if i % 2 == 0 { s = s.exp() * x[i]; }
                while s > 1.0 { s *= s.cos(); }
                let t = s * x[i];
                x[0] += t * t;
                s = t / s;
            }
            s
        }";
    let first = fingerprint(program);
    for size in 0..64 {
        // what is allocated later lies elsewhere
        std::mem::forget(vec![0_u8; 24 * size]);
        assert_eq!(fingerprint(program), first);
    }
}

fn fingerprint(text: &str) -> String {
    let file = syn::parse_file(text).expect("the file is valid code");
    let mut found = Found::default();
    text.hash(&mut found.hasher);
    found.visit_file(&file);
    if found.unknown { "unknown".to_owned() } else { format!("{:016x}", found.hasher.finish()) }
}

#[derive(Default)]
struct Found {
    hasher: DefaultHasher,
    unknown: bool,
}

impl Found {
    /// What the attribute makes of an item, if it has it.
    fn attributed(&mut self, attrs: &[Attribute], item: &dyn Fn(Vec<Attribute>) -> TokenStream) {
        let Some(at) = attrs.iter().position(|a| a.path().is_ident("differentiable")) else { return };
        let mut rest = attrs.to_vec();
        let args = match rest.remove(at).meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        expand(args, &item(rest)).to_string().hash(&mut self.hasher);
    }

    fn derived(&mut self, input: TokenStream) {
        let derives = syn::parse2::<DeriveInput>(input.clone()).is_ok_and(|input| {
            input
                .attrs
                .iter()
                .any(|a| a.path().is_ident("derive") && a.to_token_stream().to_string().contains("Differentiable"))
        });
        if derives {
            derive::derive(input).to_string().hash(&mut self.hasher);
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        self.attributed(&f.attrs, &|attrs| syn::ItemFn { attrs, ..f.clone() }.into_token_stream());
    }

    fn visit_item_impl(&mut self, i: &'ast syn::ItemImpl) {
        self.attributed(&i.attrs, &|attrs| syn::ItemImpl { attrs, ..i.clone() }.into_token_stream());
    }

    fn visit_item_trait(&mut self, t: &'ast syn::ItemTrait) {
        self.attributed(&t.attrs, &|attrs| syn::ItemTrait { attrs, ..t.clone() }.into_token_stream());
    }

    fn visit_item_struct(&mut self, s: &'ast syn::ItemStruct) {
        self.derived(s.to_token_stream());
    }

    fn visit_item_enum(&mut self, e: &'ast syn::ItemEnum) {
        self.derived(e.to_token_stream());
    }

    fn visit_item_macro(&mut self, m: &'ast syn::ItemMacro) {
        self.unknown = true;
        visit::visit_item_macro(self, m);
    }
}
