//! Smaller versions of a whole program: without an item, a parameter, a field, a result, an input.
use crate::program::{ENTRY, Param, Program};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, FnArg, ImplItem, Item, ItemFn, ReturnType, Signature, Stmt, Type, parse_quote, parse_str};

/// All of them, those that leave out more first.
pub fn smaller_programs(program: &Program) -> Vec<Program> {
    let mut smaller = Vec::new();
    smaller.extend((0..program.items.len()).filter_map(|k| without_item(program, k)));
    smaller.extend((0..program.params.len()).flat_map(|k| without_param(program, k)));
    smaller.extend(fewer_inputs(program));
    smaller.extend(
        callees(program)
            .into_iter()
            .flat_map(|(name, n)| (0..n).map(move |k| (name.clone(), k)).collect::<Vec<_>>())
            .map(|(name, k)| without_argument(program, &name, k)),
    );
    smaller.extend(one_result(program));
    for (s, (_, fields)) in program.structs.iter().enumerate() {
        // without any it would have no image over the scalars
        let removable = if fields.len() > 1 { fields.len() } else { 0 };
        smaller.extend((0..removable).map(|k| without_field(program, s, k)));
    }
    smaller
}

fn without_item(program: &Program, k: usize) -> Option<Program> {
    let mut other = program.clone();
    match other.items.remove(k) {
        Item::Fn(function) if function.sig.ident == ENTRY => None,
        Item::Struct(own) => {
            other.structs.retain(|(name, _)| own.ident != name);
            Some(other)
        }
        _ => Some(other),
    }
}

/// The function that is compared; none where a macro makes it.
fn entry(program: &mut Program) -> Option<&mut ItemFn> {
    program.items.iter_mut().find_map(|item| match item {
        Item::Fn(function) if function.sig.ident == ENTRY => Some(function),
        _ => None,
    })
}

/// A parameter left out, or a local in its place.
fn without_param(program: &Program, k: usize) -> Vec<Program> {
    if program.params.len() == 1 {
        return Vec::new();
    }
    let mut gone = program.clone();
    let removed: Param = gone.params.remove(k);
    let Some(function) = entry(&mut gone) else { return Vec::new() };
    let inputs = std::mem::take(&mut function.sig.inputs);
    let (mut own, mut rest) = (None, Vec::new());
    for (at, input) in inputs.into_iter().enumerate() {
        if at == k { own = Some(input) } else { rest.push(input) }
    }
    function.sig.inputs = rest.into_iter().collect();
    let mut local = gone.clone();
    let (Some(FnArg::Typed(own)), Ok(value)) = (own, parse_str::<Expr>(&removed.inputs[0])) else { return vec![gone] };
    let (pat, ty) = (&own.pat, &own.ty);
    let sign = match &**ty {
        Type::Reference(r) if r.mutability.is_some() => quote::quote!(&mut),
        Type::Reference(_) => quote::quote!(&),
        _ => quote::quote!(),
    };
    let stmt: Stmt = parse_quote!(let #pat: #ty = #sign #value;);
    if let Some(function) = entry(&mut local) {
        function.block.stmts.insert(0, stmt);
    }
    vec![gone, local]
}

/// One input alone, and shorter vectors.
fn fewer_inputs(program: &Program) -> Vec<Program> {
    let mut smaller = Vec::new();
    if program.inputs() > 1 {
        for k in 0..program.inputs() {
            let mut other = program.clone();
            other.params.iter_mut().for_each(|p| p.inputs = vec![p.inputs[k].clone()]);
            smaller.push(other);
        }
        return smaller;
    }
    for (k, param) in program.params.iter().enumerate() {
        if let Some(items) = param.inputs[0].strip_prefix("vec![")
            && let Some(cut) = items.rfind(", ")
            && !items[cut..].contains('}')
        {
            let mut other = program.clone();
            other.params[k].inputs = vec![format!("vec![{}]", &items[..cut])];
            smaller.push(other);
        }
    }
    smaller
}

/// The functions that are called, with the number of their arguments.
fn callees(program: &Program) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for item in &program.items {
        match item {
            Item::Fn(f) if f.sig.ident != ENTRY => found.push((f.sig.ident.to_string(), f.sig.inputs.len())),
            Item::Impl(own) if own.trait_.is_none() => {
                found.extend(own.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(f) => Some((f.sig.ident.to_string(), f.sig.inputs.len())),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    found
}

struct Argument<'a> {
    name: &'a str,
    at: usize,
}

fn without<T>(
    list: syn::punctuated::Punctuated<T, syn::token::Comma>,
    at: usize,
) -> syn::punctuated::Punctuated<T, syn::token::Comma> {
    list.into_iter().enumerate().filter(|(k, _)| *k != at).map(|(_, item)| item).collect()
}

impl VisitMut for Argument<'_> {
    fn visit_signature_mut(&mut self, signature: &mut Signature) {
        if signature.ident == self.name {
            signature.inputs = without(std::mem::take(&mut signature.inputs), self.at);
        }
    }

    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        if matches!(&*call.func, Expr::Path(path) if path.path.is_ident(self.name)) {
            call.args = without(std::mem::take(&mut call.args), self.at);
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == self.name && self.at > 0 {
            call.args = without(std::mem::take(&mut call.args), self.at - 1);
        }
    }
}

fn without_argument(program: &Program, name: &str, at: usize) -> Program {
    let mut other = program.clone();
    other.items.iter_mut().for_each(|item| Argument { name, at }.visit_item_mut(item));
    other
}

struct Field<'a> {
    of: &'a str,
    name: &'a str,
}

impl VisitMut for Field<'_> {
    fn visit_item_struct_mut(&mut self, own: &mut syn::ItemStruct) {
        if own.ident == self.of
            && let syn::Fields::Named(fields) = &mut own.fields
        {
            let kept = std::mem::take(&mut fields.named).into_iter();
            fields.named = kept.filter(|f| f.ident.as_ref().is_some_and(|ident| ident != self.name)).collect();
        }
    }

    fn visit_expr_struct_mut(&mut self, own: &mut syn::ExprStruct) {
        visit_mut::visit_expr_struct_mut(self, own);
        if own.path.is_ident(self.of) {
            let kept = std::mem::take(&mut own.fields).into_iter();
            own.fields =
                kept.filter(|f| !matches!(&f.member, syn::Member::Named(ident) if ident == self.name)).collect();
        }
    }
}

fn without_field(program: &Program, own: usize, k: usize) -> Program {
    let mut other = program.clone();
    let (of, fields) = &mut other.structs[own];
    let name = fields.remove(k);
    let mut field = Field { of, name: &name };
    other.items.iter_mut().for_each(|item| field.visit_item_mut(item));
    for input in other.params.iter_mut().flat_map(|p| &mut p.inputs) {
        if let Ok(mut expr) = parse_str::<Expr>(input) {
            field.visit_expr_mut(&mut expr);
            *input = quote::ToTokens::to_token_stream(&expr).to_string();
        }
    }
    other
}

/// A function of one real, where it had several.
fn one_result(program: &Program) -> Vec<Program> {
    if program.real {
        return Vec::new();
    }
    let projections: [fn(&Expr) -> Expr; 4] =
        [|e| parse_quote!((#e).0), |e| parse_quote!((#e).1), |e| parse_quote!((#e)[0]), |e| parse_quote!((#e).x)];
    projections
        .into_iter()
        .filter_map(|project| {
            let mut other = program.clone();
            other.real = true;
            let function = entry(&mut other)?;
            let float = parse_str(program.float).ok()?;
            function.sig.output = ReturnType::Type(parse_quote!(->), Box::new(float));
            Returns { project }.visit_block_mut(&mut function.block);
            if let Some(Stmt::Expr(last, None)) = function.block.stmts.last_mut() {
                *last = project(last);
            }
            Some(other)
        })
        .collect()
}

struct Returns {
    project: fn(&Expr) -> Expr,
}

impl VisitMut for Returns {
    fn visit_expr_return_mut(&mut self, expr: &mut syn::ExprReturn) {
        if let Some(value) = &mut expr.expr {
            **value = (self.project)(value);
        }
    }
}
