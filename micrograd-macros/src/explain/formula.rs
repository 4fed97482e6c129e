//! Partials of the rule table as expressions.
use super::expr::Expr;
use micrograd_core::rules::Rule;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{BinOp, Expr as Code, Lit};

/// The application of a primitive.
pub fn applied(rule: &Rule, ops: Vec<Expr>) -> Expr {
    let symbol = match rule.name {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "div" => "/",
        "rem" => "%",
        "neg" => return Expr::Neg(Box::new(ops.into_iter().next().unwrap_or(Expr::text("")))),
        name => return Expr::call(name, ops),
    };
    let mut ops = ops.into_iter();
    match (ops.next(), ops.next()) {
        (Some(a), Some(b)) => Expr::binary(symbol, a, b),
        _ => Expr::text(rule.name),
    }
}

/// A partial's text with expressions for the names in it.
pub fn partial(text: &str, name: &dyn Fn(&str) -> Option<Expr>) -> Expr {
    match syn::parse_str::<Code>(text) {
        Ok(code) => expression(&code, name),
        Err(_) => Expr::text(text),
    }
}

fn expression(code: &Code, name: &dyn Fn(&str) -> Option<Expr>) -> Expr {
    let again = |e: &Code| expression(e, name);
    match code {
        Code::Paren(p) => again(&p.expr),
        Code::Unary(u) => Expr::Neg(Box::new(again(&u.expr))),
        // an addition of zero only makes -0 positive
        Code::Binary(b) if path(&b.right) == "S::ZERO" => again(&b.left),
        Code::Binary(b) => Expr::binary(operator(&b.op), again(&b.left), again(&b.right)),
        Code::MethodCall(m) if m.method == "recip" => Expr::binary("/", Expr::text("1"), again(&m.receiver)),
        Code::MethodCall(m) => {
            let args = std::iter::once(&*m.receiver).chain(&m.args);
            Expr::call(m.method.to_string(), args.map(again).collect())
        }
        Code::Call(c) if path(&c.func) == "S::from_f64" => c.args.first().map_or(Expr::text("1"), again),
        Code::Call(c) => {
            let function = path(&c.func);
            let function = function.rsplit("::").next().unwrap_or_default().to_owned();
            Expr::call(function, c.args.iter().map(again).collect())
        }
        Code::Lit(lit) => match &lit.lit {
            Lit::Float(f) if f.base10_digits().ends_with(".0") => Expr::text(f.base10_digits().trim_end_matches(".0")),
            lit => Expr::text(lit.to_token_stream().to_string()),
        },
        other => match &path(other)[..] {
            "S::ONE" => Expr::text("1"),
            "S::ZERO" => Expr::text("0"),
            text => name(text).unwrap_or_else(|| Expr::text(text)),
        },
    }
}

fn operator(op: &BinOp) -> String {
    op.to_token_stream().to_string()
}

fn path(code: &Code) -> String {
    let tokens: TokenStream = code.to_token_stream();
    tokens.to_string().replace(' ', "")
}

/// The helpers of the rule table that some expressions of a listing call.
pub fn helpers(listing: &str) -> Vec<(&'static str, &'static str)> {
    let meanings = micrograd_core::rules::kinks::MEANINGS.iter();
    meanings.filter(|(call, _)| listing.contains(&call[..=call.find('(').unwrap_or(0)])).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use micrograd_core::rules::{RULES, kinks::MEANINGS};

    fn shown(text: &str) -> String {
        partial(text, &|name| Some(Expr::text(name))).show(&|_| String::new())
    }

    #[test]
    fn partials_are_as_in_a_table_of_derivatives() {
        assert_eq!(shown("S::ONE - y * y"), "1 - y*y");
        assert_eq!(shown("-y * b.recip()"), "-y * (1 / b)");
        assert_eq!(shown("(y + y + S::ZERO).recip()"), "1 / (y + y)");
        assert_eq!(shown("(S::from_f64(3.0) * y * y).recip()"), "1 / (3 * y * y)");
        assert_eq!(shown("y * kinks::ln_or_zero(a)"), "y * ln_or_zero(a)");
        assert_eq!(shown("((S::ONE - a) * (S::ONE + a)).sqrt().recip()"), "1 / sqrt((1 - a) * (1 + a))");
    }

    #[test]
    fn every_helper_has_a_meaning() {
        for rule in RULES {
            for partial in rule.partials {
                for call in partial.replace(' ', "").split("kinks::").skip(1) {
                    let name = &call[..=call.find('(').unwrap()];
                    assert!(MEANINGS.iter().any(|(own, _)| own.starts_with(name)), "{name} of {}", rule.name);
                }
            }
        }
    }
}
