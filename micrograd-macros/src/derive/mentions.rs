//! What a written type mentions.
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Macro, Path, Type, TypeReference};

/// The names and references in a type.
#[derive(Default)]
pub struct Mentions {
    /// The first name of every path, where a type parameter would stand.
    heads: Vec<Ident>,
    /// Every plain float.
    pub floats: Vec<Ident>,
    /// Every reference, but for `&str`, which carries no derivative.
    pub references: Vec<TypeReference>,
}

impl Mentions {
    /// Reads a type.
    pub fn of(ty: &Type) -> Mentions {
        let mut mentions = Mentions::default();
        mentions.visit_type(ty);
        mentions
    }

    /// Whether the type parameter `name` occurs.
    pub fn has(&self, name: &Ident) -> bool {
        self.heads.contains(name)
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_path(&mut self, path: &'ast Path) {
        self.heads.extend(path.segments.first().filter(|_| path.leading_colon.is_none()).map(|s| s.ident.clone()));
        let last = path.segments.last().map(|s| &s.ident);
        self.floats.extend(last.filter(|name| *name == "f64" || *name == "f32").cloned());
        visit::visit_path(self, path);
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        if !matches!(&*reference.elem, Type::Path(p) if p.path.is_ident("str")) {
            self.references.push(reference.clone());
        }
        visit::visit_type_reference(self, reference);
    }

    /// The arguments of a macro are no more than tokens: any of them may be a type parameter.
    fn visit_macro(&mut self, mac: &'ast Macro) {
        fn names(tokens: TokenStream, found: &mut Vec<Ident>) {
            for token in tokens {
                match token {
                    TokenTree::Ident(ident) => found.push(ident),
                    TokenTree::Group(group) => names(group.stream(), found),
                    _ => {}
                }
            }
        }
        names(mac.tokens.clone(), &mut self.heads);
    }
}
