//! The columns of Hessians and Jacobians: the coordinates of the parameters that a derivative is taken by, and how they
//! are gone through, along unit vectors one after the other or in lanes.
use super::Api;
use super::duals::{Duals, Pass};
use super::second::nested;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Ty;
use proc_macro2::Ident;
use syn::Expr;

impl Api<'_> {
    /// The parameters with columns.
    pub(super) fn columns(&self) -> Vec<&Param> {
        self.input.params.iter().filter(|p| self.is_column(p)).collect()
    }

    /// Whether a parameter has columns: those with a slot in the gradient do, and in a Jacobian `&mut` ones that
    /// `wrt` names, or where there are no others.
    pub(super) fn is_column(&self, p: &Param) -> bool {
        p.varies() && (!p.ty.is_mut() || !self.of_gradient && (p.listed || self.slots().is_empty()))
    }

    /// The type of an entry.
    pub(super) fn coordinate(&self) -> TokenStream {
        if self.input.other.is_some() { quote!(::core::primitive::f64) } else { self.scalar.clone() }
    }

    /// How many columns there are, as code.
    pub(super) fn column_count(&self) -> TokenStream {
        let (root, real) = (&self.input.root, self.coordinate());
        let each = self.columns().into_iter().map(|p| {
            let shown = Self::shown(p);
            quote!(+ #root::rt::passes::coordinates::<#real, _>(#shown))
        });
        let each: Vec<_> = each.collect();
        quote!(0_usize #(#each)*)
    }

    /// Whether several columns go in one pass: a function that mixes precisions has no scalar with lanes, and of one that
    /// is generic over its scalar the derivatives in that scalar would be lost.
    pub(super) fn lanes(&self) -> bool {
        self.input.is_plain() && self.input.other.is_none()
    }

    /// The number of lanes: what fits if the number of columns shows, or eight.
    pub(super) fn lane_count(&self) -> TokenStream {
        let root = &self.input.root;
        let known: Option<Vec<TokenStream>> = self.columns().into_iter().map(|p| self.known(&p.ty)).collect();
        match known {
            Some(known) => quote!(#root::rt::passes::lanes(0 #(+ #known)*)),
            None => quote!(8),
        }
    }

    /// The number of reals in a type, where it is a constant of which the compiler allows computation in types.
    fn known(&self, ty: &Ty) -> Option<TokenStream> {
        match ty {
            Ty::Real | Ty::Other => Some(quote!(1)),
            Ty::Discrete(..) => Some(quote!(0)),
            Ty::Array(item, len) => {
                let (item, simple) = (self.known(item)?, self.is_constant(len));
                simple.then(|| quote!((#item) * (#len)))
            }
            Ty::Tuple(items) => {
                let items: Option<Vec<_>> = items.iter().map(|item| self.known(item)).collect();
                let items = items?;
                Some(quote!((0 #(+ #items)*)))
            }
            Ty::Ref(inner, _) => self.known(inner),
            Ty::Slice(_) | Ty::Vec(..) | Ty::Option(..) | Ty::Named(_) => None,
        }
    }

    /// A literal, or a name that is no parameter of the function.
    fn is_constant(&self, len: &Expr) -> bool {
        let owner = self.input.owner.iter().flat_map(|owner| owner.generics.const_params());
        let mut params = self.input.generics.const_params().chain(owner);
        match len {
            Expr::Lit(_) => true,
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| params.all(|p| p.ident != *name)),
            _ => false,
        }
    }

    /// The dual numbers that carry the lanes.
    pub(super) fn lane_dual(&self) -> TokenStream {
        let (root, real, lanes) = (&self.input.root, self.coordinate(), self.lane_count());
        quote!(#root::Dual<#real, #root::rt::passes::Lanes<#real, {#lanes}>>)
    }

    /// The arguments of a pass along the tangents `names` of the columns, and the zero tangents.
    pub(super) fn along_units(&mut self, columns: &[Param], names: &[Ident]) -> (Duals, TokenStream) {
        let root = self.input.root.clone();
        let mut given = names.iter();
        let duals = self.duals(Pass::OneOfMany, |api, p| {
            let is_column = columns.iter().any(|c| c.ident == p.ident);
            let tangent = is_column.then(|| given.next()).flatten();
            api.seeded(p, tangent.map(|d| quote!(&#d)).as_ref())
        });
        let zeros = columns.iter().map(|p| {
            let shown = Self::shown(p);
            p.ty.locate(quote!(#root::rt::zero(#shown)))
        });
        let zeros: Vec<_> = zeros.collect();
        (duals, nested(&zeros))
    }

    /// The arguments of a pass with lane `l` along the column `start + l`, the statements that make them, and the name of
    /// `start`.
    pub(super) fn along_lanes(&mut self) -> (Duals, TokenStream, Ident) {
        let (root, dual) = (self.input.root.clone(), self.lane_dual());
        let (real, lanes) = (self.coordinate(), self.lane_count());
        let columns: Vec<Param> = self.columns().into_iter().cloned().collect();
        let (images, start) = (self.fresh("images"), self.fresh("start"));
        let names: Vec<Ident> = columns.iter().map(|p| self.adjoint(p)).collect();
        let lifted = |p: &Param| {
            let shown = Self::shown(p);
            p.ty.locate(quote!(#root::Differentiable::lift::<#dual>(#shown)))
        };
        let (all, pattern) = (nested(&columns.iter().map(lifted).collect::<Vec<_>>()), nested(&names));
        let seeds = quote! {
            let mut #images = #all;
            #root::rt::passes::seed_lanes::<#real, {#lanes}, _>(&mut #images, #start);
            let #pattern = #images;
        };
        let mut given = names.iter();
        let duals = self.duals(Pass::OneOfMany, |_, p| {
            let is_column = columns.iter().any(|c| c.ident == p.ident);
            let image = is_column.then(|| given.next()).flatten();
            image.map_or_else(|| lifted(p), ToTokens::to_token_stream)
        });
        (duals, seeds, start)
    }

    /// What the call leaves behind every `&mut`, once.
    pub(super) fn update(&mut self) -> TokenStream {
        if !self.input.params.iter().any(|p| p.ty.is_mut()) {
            return TokenStream::new();
        }
        let passed = self.passed();
        let call = self.companion("primal", &passed.args, &self.scalar);
        let (before, after) = (&passed.before, &passed.after);
        quote!(#before let _ = #call; #after)
    }
}
