//! Macros: assertions, panics and printing happen in the forward sweep, once; every other macro is an error.
use super::Lower;
use super::branch::Body;
use super::scope::Binding;
use crate::errors::show;
use crate::ir::{Operand, Rvalue, Selector, Stmt, Verbatim};
use crate::kinds::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Lit, LitStr, Macro, Token};

impl Lower<'_> {
    pub(super) fn macro_call(&mut self, mac: &Macro) -> Operand {
        let name = mac.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        if name == "cfg" {
            let code = Verbatim { tokens: mac.to_token_stream(), reads: Vec::new(), repeatable: true };
            return self.define(Kind::Bool, Rvalue::Verbatim(code), mac.span());
        }
        if name == "matches" {
            return self.matches_macro(mac);
        }
        if name == "vec" {
            return self.vec_macro(mac);
        }
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let known = ["assert", "assert_eq", "assert_ne", "panic", "unreachable", "todo", "unimplemented"];
        let prints = ["print", "println", "eprint", "eprintln"];
        let debug = name.strip_prefix("debug_").filter(|n| n.starts_with("assert"));
        if !known.contains(&debug.unwrap_or(&name)) && !prints.contains(&name.as_str()) {
            return self.unknown_macro(mac, &name);
        }
        let args: Vec<Expr> = match mac.parse_body_with(parser) {
            Ok(args) => args.into_iter().collect(),
            Err(error) => {
                self.errors.push(error);
                return Operand::Poison;
            }
        };
        if debug.is_some() {
            return self.debug_assertion(mac, debug.unwrap_or_default(), &args);
        }
        match name.as_str() {
            "assert" | "assert_eq" | "assert_ne" => self.assertion(mac, &name, &args),
            name if prints.contains(&name) => {
                let code = self.formatted(&mac.path.to_token_stream(), &TokenStream::new(), &args);
                self.push(Stmt::Effect(code));
                Operand::Unit
            }
            _ => {
                let code = self.formatted(&mac.path.to_token_stream(), &TokenStream::new(), &args);
                self.push(Stmt::Effect(code));
                self.leave(crate::ir::Exit::Never);
                Operand::Poison
            }
        }
    }

    /// A macro that nothing active is given to is copied; the names that it mentions stand in front of it.
    fn unknown_macro(&mut self, mac: &Macro, name: &str) -> Operand {
        let mut named = idents(mac.tokens.clone());
        named.extend(in_text(mac.tokens.clone()));
        if let Some(ident) = named.iter().find(|ident| self.is_active_local(ident)) {
            let help =
                "write its code out, or call a function; `assert!`, `panic!`, `println!` and their kin are understood";
            let message = format!("the macro `{name}!` is not understood, and `{ident}` carries a derivative");
            return self.reject(&mac.path, message, help);
        }
        let (mut lets, mut reads, mut seen) = (TokenStream::new(), Vec::new(), crate::hash::HashSet::default());
        for ident in named.into_iter().filter(|ident| seen.insert(ident.to_string())) {
            let Some(local) = self.scopes.find(&ident) else { continue };
            let Binding::Value(value) = self.scopes.binding(local).clone() else {
                let help = "compute it in a variable first, and give the macro that";
                return self.reject(&ident, format!("`{ident}` in the macro `{name}!`"), help);
            };
            reads.extend(value.var());
            let value = self.tokens(&value);
            lets.extend(quote!(let #ident = #value;));
        }
        let code = Verbatim { tokens: quote!({ #lets #mac }), reads, repeatable: false };
        let kind = if name == "format" { Kind::Inert } else { self.kinds.unknown() };
        self.define(kind, Rvalue::Verbatim(code), mac.span())
    }

    /// `debug_assert!` does nothing where Rust leaves it out.
    fn debug_assertion(&mut self, mac: &Macro, name: &str, args: &[Expr]) -> Operand {
        let on = Verbatim { tokens: quote!(cfg!(debug_assertions)), reads: Vec::new(), repeatable: true };
        let on = self.define(Kind::Bool, Rvalue::Verbatim(on), mac.span());
        let before = self.scopes.now.clone();
        let (stmts, ..) = self.region(|l| drop(l.assertion(mac, name, args)));
        if before.iter().zip(&self.scopes.now).any(|(a, b)| !a.same(b)) {
            return self.reject(
                mac,
                "a debug assertion that changes a variable",
                "change it in a statement of its own",
            );
        }
        self.scopes.restore(&before);
        let arm =
            |stmts| crate::ir::Region { index: None, args: Vec::new(), stmts, exit: crate::ir::Exit::Fall(Vec::new()) };
        let arms = vec![arm(stmts), arm(Vec::new())];
        self.push(Stmt::Branch { on, selector: Selector::Flag, arms, out: Vec::new() });
        Operand::Unit
    }

    /// The message of an assertion is only evaluated when it fails.
    fn assertion(&mut self, mac: &Macro, name: &str, args: &[Expr]) -> Operand {
        let (holds, leading, reads, rest) = match (name, args) {
            ("assert", [cond]) => {
                let text = format!("assertion failed: {}", show(cond));
                (self.expr(cond), quote!("{}", #text,), Vec::new(), &[][..])
            }
            ("assert", [cond, rest @ ..]) => (self.expr(cond), TokenStream::new(), Vec::new(), rest),
            (_, [left, right, rest @ ..]) => {
                let (a, b) = (self.expr(left), self.expr(right));
                let kind = self.kind_of(&a);
                self.expect(&b, &kind, right);
                let op = if name == "assert_eq" { syn::parse_quote!(==) } else { syn::parse_quote!(!=) };
                let (left, right) = (self.tokens(&a), self.tokens(&b));
                let reads = a.var().into_iter().chain(b.var()).collect();
                let holds = self.define(Kind::Bool, Rvalue::Native(op, a, b), mac.span());
                (holds, quote!(#left, #right,), reads, rest)
            }
            _ => return self.reject(mac, "an assertion without a condition", "write what it asserts"),
        };
        self.expect(&holds, &Kind::Bool, mac);
        let path = if name == "assert" { Ident::new("panic", mac.span()) } else { Ident::new(name, mac.span()) };
        let panic = Body::Panic { path: quote!(::core::#path), leading, reads, args: rest };
        self.branch(holds, Selector::Flag, vec![Body::Empty, panic], mac.span())
    }

    /// `path!(leading.., "format", args..)` with the emitted names in it.
    pub(super) fn formatted(&mut self, path: &TokenStream, leading: &TokenStream, args: &[Expr]) -> Verbatim {
        let mut reads = Vec::new();
        let mut list = Vec::new();
        let mut captured = TokenStream::new();
        for (k, arg) in args.iter().enumerate() {
            if let (0, Expr::Lit(lit)) = (k, arg)
                && let Lit::Str(text) = &lit.lit
            {
                list.push(arg.to_token_stream());
                captured = self.captures(text, &mut reads);
                continue;
            }
            let (name, value) = match arg {
                Expr::Assign(named) => (Some(&named.left), &*named.right),
                value => (None, value),
            };
            let value = self.argument_of_format(value);
            reads.extend(value.var());
            let value = self.tokens(&value);
            list.push(name.map_or(value.clone(), |name| quote!(#name = #value)));
        }
        Verbatim { tokens: quote!(#path!(#leading #(#list,)* #captured)), reads, repeatable: false }
    }

    fn argument_of_format(&mut self, value: &Expr) -> Operand {
        match value {
            Expr::Lit(lit) if matches!(lit.lit, Lit::Str(_) | Lit::Char(_)) => {
                Operand::plain(lit.to_token_stream(), Kind::Unit)
            }
            value => match self.view(value) {
                Some(Binding::Alias(place, _)) => self.load(place, value),
                _ => self.expr(value),
            },
        }
    }

    /// `{x}` in a format string names a local: it is passed by name.
    fn captures(&mut self, format: &LitStr, reads: &mut Vec<crate::ir::Var>) -> TokenStream {
        let mut tokens = TokenStream::new();
        let mut seen = crate::hash::HashSet::default();
        for ident in names_in(format) {
            if self.scopes.find(&ident).is_none() || !seen.insert(ident.to_string()) {
                continue;
            }
            let path: Expr = syn::parse_quote!(#ident);
            let value = self.expr(&path);
            reads.extend(value.var());
            let value = self.tokens(&value);
            tokens.extend(quote!(#ident = #value,));
        }
        tokens
    }
}

/// The names in braces in every text among `tokens`.
fn in_text(tokens: TokenStream) -> Vec<Ident> {
    let each = tokens.into_iter().flat_map(|token| match token {
        proc_macro2::TokenTree::Group(group) => in_text(group.stream()),
        proc_macro2::TokenTree::Literal(literal) => match syn::parse2::<LitStr>(literal.to_token_stream()) {
            Ok(text) => names_in(&text),
            Err(_) => Vec::new(),
        },
        _ => Vec::new(),
    });
    each.collect()
}

/// The names in braces in a format string; each stands where the text stands.
fn names_in(format: &LitStr) -> Vec<Ident> {
    let text = format.value().replace("{{", "");
    let names = text.split('{').skip(1).filter_map(|part| {
        let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let mut ident = syn::parse_str::<Ident>(&name).ok()?;
        ident.set_span(format.span());
        Some(ident)
    });
    names.collect()
}

/// Every identifier in `tokens`.
pub(super) fn idents(tokens: TokenStream) -> Vec<Ident> {
    let each = tokens.into_iter().flat_map(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => vec![ident],
        proc_macro2::TokenTree::Group(group) => idents(group.stream()),
        _ => Vec::new(),
    });
    each.collect()
}
