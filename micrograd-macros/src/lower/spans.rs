//! Where an expression begins.
use proc_macro2::Span;
use syn::Expr;
use syn::spanned::Spanned;

/// The span of the first token: all that the stable compiler tells of the span of an expression, without writing the
/// expression out to see it.
pub(super) fn start(expr: &Expr) -> Span {
    match expr {
        Expr::Path(e) if e.qself.is_none() && e.path.leading_colon.is_none() && e.attrs.is_empty() => {
            e.path.segments[0].ident.span()
        }
        Expr::Lit(e) if e.attrs.is_empty() => e.lit.span(),
        Expr::Paren(e) if e.attrs.is_empty() => e.paren_token.span.join(),
        Expr::Binary(e) if e.attrs.is_empty() => start(&e.left),
        Expr::Call(e) if e.attrs.is_empty() => start(&e.func),
        Expr::Cast(e) if e.attrs.is_empty() => start(&e.expr),
        Expr::Field(e) if e.attrs.is_empty() => start(&e.base),
        Expr::Index(e) if e.attrs.is_empty() => start(&e.expr),
        Expr::MethodCall(e) if e.attrs.is_empty() => start(&e.receiver),
        Expr::Reference(e) if e.attrs.is_empty() => e.and_token.span,
        Expr::Unary(e) if e.attrs.is_empty() => e.op.span(),
        other => other.span(),
    }
}
