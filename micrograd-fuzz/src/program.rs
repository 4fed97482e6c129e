//! A program: items in Rust, of which the function `f` is compared, and what `f` is called with.
use syn::Item;

/// The name of the function that is compared.
pub const ENTRY: &str = "f";

/// A random program, or one that was made smaller.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name as a module.
    pub name: String,
    /// Types, callees and `f`, with the attributes that a user writes.
    pub items: Vec<Item>,
    /// The parameters of `f`.
    pub params: Vec<Param>,
    /// Whether `f` returns one real.
    pub real: bool,
    /// The type of its reals: `f64` or `f32`.
    pub float: &'static str,
    /// The names of the structs, each with its fields.
    pub structs: Vec<(String, Vec<String>)>,
}

/// A parameter of `f`.
#[derive(Clone, Debug)]
pub struct Param {
    /// How it is passed.
    pub passing: Passing,
    /// Whether there are reals in it: then it has tangents.
    pub real: bool,
    /// Its owned type.
    pub ty: String,
    /// The argument for each input, as an expression.
    pub inputs: Vec<String>,
}

/// How a parameter is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// By value.
    Value,
    /// By reference.
    Shared,
    /// By `&mut`.
    Mutable,
}

impl Program {
    /// The text of the items.
    pub fn source(&self) -> String {
        let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: self.items.clone() };
        prettyplease::unparse(&file)
    }

    /// Whether its reals are `f32`.
    pub fn single(&self) -> bool {
        self.float == "f32"
    }

    /// How many inputs there are.
    pub fn inputs(&self) -> usize {
        self.params.iter().map(|p| p.inputs.len()).min().unwrap_or(0)
    }
}
