//! The type of a sum or a collection is written at the method, where lowering looks for it: it is put there from the
//! declaration that the method's result goes to; so are the items of empty lists, and references to slices are cut to them.
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprCall, ExprClosure, ExprMethodCall, ExprReference, GenericArgument, Local, Pat, PathArguments,
    ReturnType, Stmt, Type, TypeArray, TypePath, TypeSlice, parse_quote_spanned,
};

/// Writes the types into a function's body, `result` among them.
pub fn write(body: &mut Block, result: &ReturnType) {
    let result = match result {
        ReturnType::Type(_, ty) => Some((**ty).clone()),
        ReturnType::Default => None,
    };
    let mut write = Write { result };
    write.visit_block_mut(body);
    if let Some(ty) = &write.result {
        in_block(body, ty);
    }
}

struct Write {
    result: Option<Type>,
}

impl VisitMut for Write {
    fn visit_local_mut(&mut self, local: &mut Local) {
        visit_mut::visit_local_mut(self, local);
        if let (Pat::Type(typed), Some(init)) = (&local.pat, &mut local.init) {
            in_expr(&mut init.expr, &typed.ty);
        }
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let result = match &closure.output {
            ReturnType::Type(_, ty) => Some((**ty).clone()),
            ReturnType::Default => None,
        };
        if let Some(ty) = &result {
            in_expr(&mut closure.body, ty);
        }
        let outer = std::mem::replace(&mut self.result, result);
        visit_mut::visit_expr_closure_mut(self, closure);
        self.result = outer;
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let (Expr::Return(e), Some(ty)) = (expr, &self.result)
            && let Some(value) = &mut e.expr
        {
            in_expr(value, ty);
        }
    }
}

fn in_block(block: &mut Block, ty: &Type) {
    if let Some(Stmt::Expr(last, None)) = block.stmts.last_mut() {
        in_expr(last, ty);
    }
}

fn in_expr(expr: &mut Expr, ty: &Type) {
    if let (true, Some(item)) = (is_empty_list(expr), item(ty)) {
        *expr = parse_quote_spanned!(expr.span()=> Vec::<#item>::new());
    }
    match (expr, ty) {
        (Expr::Paren(e), ty) => in_expr(&mut e.expr, ty),
        (Expr::Block(e), ty) => in_block(&mut e.block, ty),
        (Expr::If(e), ty) => {
            in_block(&mut e.then_branch, ty);
            if let Some((_, otherwise)) = &mut e.else_branch {
                in_expr(otherwise, ty);
            }
        }
        (Expr::Match(e), ty) => e.arms.iter_mut().for_each(|arm| in_expr(&mut arm.body, ty)),
        (Expr::Reference(e), Type::Reference(r)) if r.mutability.is_none() => in_reference(e, &r.elem),
        (Expr::Tuple(e), Type::Tuple(types)) if e.elems.len() == types.elems.len() => {
            e.elems.iter_mut().zip(&types.elems).for_each(|(e, ty)| in_expr(e, ty));
        }
        (Expr::Array(e), Type::Array(array)) => e.elems.iter_mut().for_each(|e| in_expr(e, &array.elem)),
        (Expr::MethodCall(call), ty) => in_call(call, ty),
        (Expr::Call(call), Type::Array(array)) => in_from_fn(call, array),
        (Expr::Call(call), ty) => in_constructor(call, ty),
        _ => {}
    }
}

/// A reference that is one to a slice: to `[1.0, 2.0]` or a list it is cut to one, as other branches may give another.
fn in_reference(e: &mut ExprReference, ty: &Type) {
    let Type::Slice(TypeSlice { elem, .. }) = ty else { return in_expr(&mut e.expr, ty) };
    let value = &e.expr;
    *e.expr = match &**value {
        Expr::Array(array) if array.elems.is_empty() => parse_quote_spanned!(value.span()=> Vec::<#elem>::new()),
        Expr::Index(part) if matches!(*part.index, Expr::Range(_)) => return,
        value => parse_quote_spanned!(value.span()=> (#value)[..]),
    };
}

/// `vec![]`, `Vec::new()`
fn is_empty_list(expr: &Expr) -> bool {
    match expr {
        Expr::Macro(e) => e.mac.path.is_ident("vec") && e.mac.tokens.is_empty(),
        Expr::Call(call) => call.args.is_empty() && is_constructor(call, "new"),
        _ => false,
    }
}

/// Whether a call is that of a constructor of `Vec` whose items are not written.
fn is_constructor(call: &ExprCall, wanted: &str) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let [owner, name] = &path.path.segments.iter().collect::<Vec<_>>()[..] else { return false };
    owner.ident == "Vec" && owner.arguments.is_none() && name.ident == wanted && name.arguments.is_none()
}

/// The items of a `Vec`, where they are written out.
fn item(ty: &Type) -> Option<&Type> {
    let Type::Path(TypePath { qself: None, path, .. }) = ty else { return None };
    let last = path.segments.last().filter(|last| last.ident == "Vec")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let [GenericArgument::Type(item)] = &arguments.args.iter().collect::<Vec<_>>()[..] else { return None };
    let open = item.to_token_stream().into_iter().any(|token| token.to_string() == "_");
    (!open).then_some(item)
}

/// `Vec::with_capacity(n)`
fn in_constructor(call: &mut ExprCall, ty: &Type) {
    let with_room = is_constructor(call, "with_capacity");
    if let (true, Some(item), Expr::Path(path)) = (with_room, item(ty), &mut *call.func) {
        path.path.segments[0].arguments = PathArguments::AngleBracketed(syn::parse_quote!(::<#item>));
    }
}

/// `array::from_fn(f)`
fn in_from_fn(call: &mut ExprCall, array: &TypeArray) {
    if let Expr::Path(path) = &mut *call.func
        && path.path.segments.len() > 1
        && let Some(last) = path.path.segments.last_mut()
        && last.ident == "from_fn"
        && last.arguments.is_none()
    {
        let len = &array.len;
        last.arguments = PathArguments::AngleBracketed(syn::parse_quote!(::<_, { #len }, _>));
    }
}

fn in_call(call: &mut ExprMethodCall, ty: &Type) {
    let typed = ["sum", "product", "collect"].iter().any(|name| call.method == name);
    if typed && call.args.is_empty() && call.turbofish.is_none() {
        call.turbofish = Some(syn::parse_quote!(::<#ty>));
    }
}
