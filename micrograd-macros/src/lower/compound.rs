//! `a += b` and its kin.
use syn::{BinOp, token};

/// The operator of a compound assignment, where that stands.
pub fn compound(op: &BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::AddAssign(t) => BinOp::Add(token::Plus(t.spans[0])),
        BinOp::SubAssign(t) => BinOp::Sub(token::Minus(t.spans[0])),
        BinOp::MulAssign(t) => BinOp::Mul(token::Star(t.spans[0])),
        BinOp::DivAssign(t) => BinOp::Div(token::Slash(t.spans[0])),
        BinOp::RemAssign(t) => BinOp::Rem(token::Percent(t.spans[0])),
        BinOp::BitXorAssign(t) => BinOp::BitXor(token::Caret(t.spans[0])),
        BinOp::BitAndAssign(t) => BinOp::BitAnd(token::And(t.spans[0])),
        BinOp::BitOrAssign(t) => BinOp::BitOr(token::Or(t.spans[0])),
        BinOp::ShlAssign(t) => BinOp::Shl(token::Shl([t.spans[0], t.spans[1]])),
        BinOp::ShrAssign(t) => BinOp::Shr(token::Shr([t.spans[0], t.spans[1]])),
        _ => return None,
    })
}
