//! The types of the random programs.
use std::rc::Rc;

/// A type, with what the generator knows about its values.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `f64`
    Real,
    /// `usize`, at most [`INT`](super::INT) wherever it is stored.
    Int,
    /// `bool`
    Bool,
    /// `()`
    Unit,
    /// `[T; N]`
    Array(Box<Ty>, usize),
    /// `Vec<T>` that never has less than so many items.
    Vec(Box<Ty>, usize),
    /// `[T]` of at least so many items, behind a reference.
    Slice(Box<Ty>, usize),
    /// `[T; LEN]` of at least so many items, in a function of any `LEN`.
    Sized(Box<Ty>, usize),
    /// `(A, B)`
    Tuple(Vec<Ty>),
    /// A user's struct.
    Struct(Rc<Struct>),
    /// A user's enum.
    Enum(Rc<Enum>),
    /// `Option<T>`
    Option(Box<Ty>),
}

/// A struct of the program.
#[derive(Debug, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// Names and types of its fields.
    pub fields: Vec<(String, Ty)>,
}

/// An enum of the program.
#[derive(Debug, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// Names and payloads of its variants, and whether the fields have names.
    pub variants: Vec<(String, Vec<Ty>, bool)>,
}

impl Ty {
    /// As it is written.
    pub fn text(&self) -> String {
        match self {
            Ty::Real => "f64".into(),
            Ty::Int => "usize".into(),
            Ty::Bool => "bool".into(),
            Ty::Unit => "()".into(),
            Ty::Array(item, n) => format!("[{}; {n}]", item.text()),
            Ty::Vec(item, _) => format!("Vec<{}>", item.text()),
            Ty::Slice(item, _) => format!("[{}]", item.text()),
            Ty::Sized(item, _) => format!("[{}; LEN]", item.text()),
            Ty::Tuple(items) => format!("({})", items.iter().map(Ty::text).collect::<Vec<_>>().join(", ")),
            Ty::Struct(own) => own.name.clone(),
            Ty::Enum(own) => own.name.clone(),
            Ty::Option(item) => format!("Option<{}>", item.text()),
        }
    }

    /// Whether values are copied, not moved.
    pub fn copy(&self) -> bool {
        match self {
            Ty::Real | Ty::Int | Ty::Bool | Ty::Unit => true,
            Ty::Vec(..) | Ty::Slice(..) => false,
            Ty::Array(item, _) | Ty::Sized(item, _) | Ty::Option(item) => item.copy(),
            Ty::Tuple(items) => items.iter().all(Ty::copy),
            Ty::Struct(own) => own.copy(),
            Ty::Enum(own) => own.copy(),
        }
    }

    /// Whether there are reals in it.
    pub fn real(&self) -> bool {
        match self {
            Ty::Option(item) => item.real(),
            Ty::Enum(_) => true,
            _ => self.contains(&Ty::Real) || self.parts().any(Ty::real),
        }
    }

    /// Whether a part of it, or itself, has the wanted type.
    pub fn contains(&self, wanted: &Ty) -> bool {
        self == wanted || self.parts().any(|part| part.contains(wanted))
    }

    /// The types of its direct parts; what only a pattern reaches is none.
    pub fn parts(&self) -> Box<dyn Iterator<Item = &Ty> + '_> {
        match self {
            Ty::Real | Ty::Int | Ty::Bool | Ty::Unit | Ty::Enum(_) | Ty::Option(_) => Box::new(std::iter::empty()),
            Ty::Array(item, n) | Ty::Vec(item, n) | Ty::Slice(item, n) | Ty::Sized(item, n) => {
                Box::new((*n > 0).then_some(&**item).into_iter())
            }
            Ty::Tuple(items) => Box::new(items.iter()),
            Ty::Struct(own) => Box::new(own.fields.iter().map(|(_, ty)| ty)),
        }
    }

    /// The items of a sequence and the least number of them.
    pub fn sequence(&self) -> Option<(&Ty, usize)> {
        match self {
            Ty::Array(item, n) | Ty::Vec(item, n) | Ty::Slice(item, n) | Ty::Sized(item, n) => Some((item, *n)),
            _ => None,
        }
    }
}

impl Enum {
    /// Whether it derives `Copy`.
    pub fn copy(&self) -> bool {
        self.variants.iter().all(|(_, payload, _)| payload.iter().all(Ty::copy))
    }

    /// Its declaration.
    pub fn text(&self) -> String {
        let copy = if self.copy() { "Copy, " } else { "" };
        let variants = self.variants.iter().map(|(name, payload, named)| {
            let types = payload.iter().map(Ty::text);
            match (payload.is_empty(), named) {
                (true, _) => format!("{name}, "),
                (_, false) => format!("{name}({}), ", types.collect::<Vec<_>>().join(", ")),
                (_, true) => {
                    let fields: String = types.enumerate().map(|(k, ty)| format!("p{k}: {ty}, ")).collect();
                    format!("{name} {{ {fields} }}, ")
                }
            }
        });
        let variants: String = variants.collect();
        format!("#[derive(Clone, {copy}Debug, PartialEq, Differentiable)] enum {} {{ {variants} }}", self.name)
    }
}

impl Struct {
    /// Whether it derives `Copy`.
    pub fn copy(&self) -> bool {
        self.fields.iter().all(|(_, ty)| ty.copy())
    }

    /// Its declaration.
    pub fn text(&self) -> String {
        let copy = if self.copy() { "Copy, " } else { "" };
        let fields: String = self.fields.iter().map(|(name, ty)| format!("{name}: {}, ", ty.text())).collect();
        format!("#[derive(Clone, {copy}Debug, PartialEq, Differentiable)] struct {} {{ {fields} }}", self.name)
    }
}
