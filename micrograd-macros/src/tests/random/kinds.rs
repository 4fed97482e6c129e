//! The writer of wild code knows every kind of syntax there is.
use super::Wild;
use super::rng::Rng;
use std::collections::HashSet;
use std::fmt::Debug;
use syn::visit::{self, Visit};
use syn::{Expr, ItemFn, Lit, Pat, Stmt, Type};

/// The kinds seen, as `syn` names them.
#[derive(Default)]
struct Kinds(HashSet<String>);

impl Kinds {
    fn see(&mut self, node: &impl Debug) {
        let text = format!("{node:?}");
        let end = text.find([' ', '(', '{']).unwrap_or(text.len());
        self.0.insert(text[..end].to_owned());
    }
}

macro_rules! kinds {
    ($($kind:ident $visit:ident)*) => {
        impl<'ast> Visit<'ast> for Kinds {
            $(fn $visit(&mut self, node: &'ast $kind) {
                self.see(node);
                visit::$visit(self, node);
            })*
        }
    };
}

kinds! { Expr visit_expr Pat visit_pat Type visit_type Stmt visit_stmt Lit visit_lit }

const EXPRESSIONS: &str = "Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop If \
    Index Infer Let Lit Loop Macro Match MethodCall Paren Path Range RawAddr Reference Repeat Return Struct Try TryBlock \
    Tuple Unary Unsafe Verbatim While Yield";
const PATTERNS: &str = "Const Ident Lit Macro Or Paren Path Range Reference Rest Slice Struct Tuple TupleStruct Wild";
const TYPES: &str = "Array FnPtr ImplTrait Infer Macro Never Paren Path Ptr Reference Slice TraitObject Tuple";

#[test]
fn every_kind_is_written() {
    let mut seen = Kinds::default();
    for seed in 0..400 {
        let text = Wild { rng: &mut Rng::new(seed) }.function();
        let function: ItemFn = syn::parse_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
        seen.visit_item_fn(&function);
    }
    let all = [("Expr", EXPRESSIONS), ("Pat", PATTERNS), ("Type", TYPES), ("Stmt", "Local Item Expr Macro")];
    for (name, kinds) in all {
        let missing: Vec<_> = kinds.split_whitespace().filter(|k| !seen.0.contains(&format!("{name}::{k}"))).collect();
        assert!(missing.is_empty(), "{name}: {missing:?} of {:?}", seen.0);
    }
}
