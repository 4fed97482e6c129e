//! The constructs of a program, found in its syntax: what the statistics count.
use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, FnArg, Item, Pat, ReturnType, Stmt, Type, UnOp};

/// The names of the constructs in the items of a program, each once.
pub fn constructs(items: &[Item]) -> BTreeSet<String> {
    let mut found = Constructs::default();
    for item in items {
        found.visit_item(item);
    }
    found.names
}

#[derive(Default)]
struct Constructs {
    names: BTreeSet<String>,
    loops: usize,
}

impl Constructs {
    fn add(&mut self, name: &str) {
        if !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
    }

    fn in_loop(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        self.add(name);
        if self.loops > 0 {
            self.add("nested loop");
        }
        self.loops += 1;
        visit(self);
        self.loops -= 1;
    }

    fn assigned(&mut self, left: &Expr, of: &str) {
        let place = match left {
            Expr::Index(index) if matches!(*index.expr, Expr::Index(_)) => "nested element",
            Expr::Index(_) => "element",
            Expr::Field(_) => "field",
            Expr::Unary(_) => "through a reference",
            _ => "variable",
        };
        self.add(&format!("{of} {place}"));
    }

    fn jump(&mut self, what: &str, label: bool, value: bool) {
        let label = if label { " to a label" } else { "" };
        let value = if value { " with a value" } else { "" };
        self.add(&format!("{what}{label}{value}"));
    }
}

impl<'ast> Visit<'ast> for Constructs {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        if f.attrs.is_empty() {
            self.add("function without attribute");
        }
        for rule in ["partials", "vjp", "jvp"] {
            let says = |attr: &syn::Attribute| quote::ToTokens::to_token_stream(attr).to_string().contains(rule);
            if f.attrs.iter().any(says) {
                self.add(&format!("rule by {rule}"));
            }
        }
        if f.sig.ident.to_string().starts_with("even") {
            self.add("mutual recursion");
        }
        if f.attrs.iter().any(|a| matches!(&a.meta, syn::Meta::List(_))) {
            self.add("recursion");
        }
        if f.sig.generics.const_params().next().is_some() {
            self.add("const parameter");
        }
        if f.sig.generics.lifetimes().next().is_some() {
            self.add("lifetime");
        }
        visit::visit_item_fn(self, f);
    }

    fn visit_item_impl(&mut self, own: &'ast syn::ItemImpl) {
        let of = own.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        self.add(match of {
            Some(own) if own.ident.to_string().starts_with("Has") => "method of a trait",
            Some(_) => "operator",
            None => "method",
        });
        visit::visit_item_impl(self, own);
    }

    fn visit_item_enum(&mut self, own: &'ast syn::ItemEnum) {
        self.add("enum");
        visit::visit_item_enum(self, own);
    }

    fn visit_item_mod(&mut self, own: &'ast syn::ItemMod) {
        self.add("function of a module");
        visit::visit_item_mod(self, own);
    }

    fn visit_item_struct(&mut self, own: &'ast syn::ItemStruct) {
        self.add("struct");
        visit::visit_item_struct(self, own);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(_) => self.add("receiver"),
                FnArg::Typed(typed) => {
                    let name = match &*typed.ty {
                        Type::Reference(r) if r.mutability.is_some() => format!("parameter &mut {}", shape(&r.elem)),
                        Type::Reference(r) => format!("parameter &{}", shape(&r.elem)),
                        other => format!("parameter {}", shape(other)),
                    };
                    self.add(&name);
                }
            }
        }
        match &signature.output {
            ReturnType::Default => self.add("result ()"),
            ReturnType::Type(_, ty) => self.add(&format!("result {}", shape(ty))),
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let pat = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            other => other,
        };
        match (&local.init, pat) {
            (None, _) => self.add("let without value"),
            (Some(init), _) if init.diverge.is_some() => self.add("let else"),
            (_, Pat::Tuple(_)) => self.add("let with a tuple"),
            (Some(init), _) => match &*init.expr {
                Expr::Reference(r) if r.mutability.is_some() => self.add("let of a mutable view"),
                Expr::Reference(_) => self.add("let of a view"),
                Expr::Loop(_) => self.add("value of a loop"),
                Expr::Block(_) => self.add("value of a block"),
                _ => self.add("let"),
            },
        }
        visit::visit_local(self, local);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        if let Stmt::Macro(own) = stmt {
            let name = own.mac.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
            self.add(&format!("{name}!"));
        }
        visit::visit_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::ForLoop(e) => {
                let head = if matches!(&*e.expr, Expr::Range(_)) { "for over a range" } else { "for over items" };
                if e.attrs.iter().any(|attr| attr.path().is_ident("checkpoint")) {
                    self.add("checkpoint");
                }
                return self.in_loop(head, |own| visit::visit_expr(own, expr));
            }
            Expr::While(e) if matches!(*e.cond, Expr::Let(_)) => {
                return self.in_loop("while let", |own| visit::visit_expr(own, expr));
            }
            Expr::While(_) => return self.in_loop("while", |own| visit::visit_expr(own, expr)),
            Expr::Loop(_) => return self.in_loop("loop", |own| visit::visit_expr(own, expr)),
            Expr::If(e) if matches!(*e.cond, Expr::Let(_)) => self.add("if let"),
            Expr::If(e) => self.add(if e.else_branch.is_some() { "if else" } else { "if" }),
            Expr::Match(e) => self.matched(e),
            Expr::Try(_) => self.add("question mark"),
            Expr::Break(e) => self.jump("break", e.label.is_some(), e.expr.is_some()),
            Expr::Continue(e) => self.jump("continue", e.label.is_some(), false),
            Expr::Return(_) if self.loops > 0 => self.add("return in a loop"),
            Expr::Return(_) => self.add("early return"),
            Expr::Assign(e) => self.assigned(&e.left, "assign"),
            Expr::Binary(e) => self.binary(e),
            Expr::Closure(_) => self.add("closure"),
            Expr::Struct(_) => self.add("struct literal"),
            Expr::Repeat(_) => self.add("repeated array"),
            Expr::Cast(_) => self.add("cast"),
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.add("dereference"),
            Expr::Index(e) if matches!(*e.index, Expr::Range(_)) => self.add("part of a slice"),
            Expr::Index(e) => self.add(if matches!(*e.index, Expr::Lit(_)) { "fixed index" } else { "computed index" }),
            Expr::Call(e) => {
                self.add("call");
                if let Expr::Path(f) = &*e.func {
                    let name = f.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
                    let modes = ["value_and_grad_", "grad_", "jvp_"];
                    if let Some(mode) = modes.iter().find(|mode| name.starts_with(**mode)) {
                        self.add(&format!("call of {mode}g"));
                    }
                }
            }
            Expr::MethodCall(e) => {
                let name = e.method.to_string();
                let own = name.strip_prefix('m').is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
                self.add(&if own { "call of a method".to_owned() } else { format!(".{name}()") });
            }
            Expr::Macro(e) => {
                let name = e.mac.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
                self.add(&format!("{name}!"));
            }
            _ => {}
        }
        visit::visit_expr(self, expr);
    }
}

impl Constructs {
    fn matched(&mut self, own: &syn::ExprMatch) {
        let some = |pat: &Pat| matches!(pat, Pat::TupleStruct(p) if p.path.is_ident("Some"));
        let variant = |pat: &Pat| match pat {
            Pat::Struct(_) => true,
            Pat::TupleStruct(p) => p.path.segments.len() > 1,
            Pat::Path(p) => p.path.segments.len() > 1,
            _ => false,
        };
        let any = |test: &dyn Fn(&Pat) -> bool| own.arms.iter().any(|arm| test(&arm.pat));
        self.add(match (any(&some), any(&variant)) {
            (true, _) => "match on an option",
            (_, true) => "match on an enum",
            _ => "match",
        });
    }

    fn binary(&mut self, e: &syn::ExprBinary) {
        match e.op {
            BinOp::AddAssign(_) | BinOp::SubAssign(_) => self.assigned(&e.left, "add to"),
            BinOp::MulAssign(_) | BinOp::DivAssign(_) => self.assigned(&e.left, "scale"),
            BinOp::And(_) | BinOp::Or(_) => self.add("lazy operator"),
            _ => {}
        }
    }
}

/// A type in short, with no sizes and names.
fn shape(ty: &Type) -> String {
    match ty {
        Type::Array(array) => format!("[{}; N]", shape(&array.elem)),
        Type::Slice(slice) => format!("[{}]", shape(&slice.elem)),
        Type::Tuple(_) => "tuple".to_owned(),
        Type::Path(path) => match path.path.segments.last() {
            Some(last) if ["f64", "usize", "bool", "Vec", "Option"].iter().any(|name| last.ident == name) => {
                last.ident.to_string()
            }
            _ => "struct".to_owned(),
        },
        _ => "other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn constructs_are_named() {
        let file: syn::File = syn::parse_quote! {
            #[differentiable]
            fn f(x: f64, y: &mut [f64]) -> f64 {
                for i in 0..3 {
                    y[i] += x.sin();
                    if x < 0.5 { break; }
                }
                x
            }
        };
        let names: Vec<String> = super::constructs(&file.items).into_iter().collect();
        let expected = [
            ".sin()",
            "add to element",
            "break",
            "computed index",
            "for over a range",
            "if",
            "parameter &mut [f64]",
            "parameter f64",
            "result f64",
        ];
        assert_eq!(names, expected);
    }
}
