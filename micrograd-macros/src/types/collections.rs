//! Types of the standard library that hold no reals.
use super::{container, is_integer};
use syn::{GenericArgument, Path, PathArguments, Type};

/// Whether a path is that of `String` or of a collection of the standard library with nothing in it that may have reals
/// in it, as far as the path tells.
pub fn collection(path: &Path) -> bool {
    let Some(last) = path.segments.last() else { return false };
    let standard =
        path.segments.len() == 1 || path.segments.first().is_some_and(|s| s.ident == "std" || s.ident == "alloc");
    match &last.arguments {
        PathArguments::None => standard && last.ident == "String",
        PathArguments::AngleBracketed(args) => {
            let known = COLLECTIONS.iter().any(|name| last.ident == name);
            standard && known && args.args.iter().all(|arg| matches!(arg, GenericArgument::Type(ty) if is_plain(ty)))
        }
        PathArguments::Parenthesized(_) => false,
    }
}

/// Collections that are no sequences.
pub const COLLECTIONS: &[&str] = &["HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque", "BinaryHeap"];

/// Whether a type is made of integers, flags and strings.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let item = container(&path.path).is_some_and(|(_, item)| is_plain(item));
            let name = path.path.get_ident().map(ToString::to_string).unwrap_or_default();
            path.qself.is_none()
                && (item || is_integer(&name) || name == "bool" || name == "str" || collection(&path.path))
        }
        Type::Reference(r) => is_plain(&r.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Type::Array(array) => is_plain(&array.elem),
        _ => false,
    }
}
