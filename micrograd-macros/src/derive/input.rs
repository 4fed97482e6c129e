//! Tokens to [`Input`]: the type, its options, and what its image over another scalar is. Every error ends here.
use super::mentions::Mentions;
use super::params::{Params, Role};
use super::rewrite;
use crate::errors::Errors;
use crate::names::{Names, plain};
use crate::prepare;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Data, DeriveInput, Fields, Index, Member, Type, Visibility};

/// What a type is over another scalar.
pub enum Twin {
    /// The type itself: there is no real number in it.
    Itself,
    /// The type with other arguments: it has a parameter for its reals.
    Own,
    /// A mirror beside it; the reals of the type itself are the plain float named here.
    Mirror(Ident),
}

/// A field.
pub struct Field {
    pub member: Member,
    pub vis: Visibility,
    pub ty: Type,
    /// Whether it has no tangent.
    pub skip: bool,
    pub mentions: Mentions,
}

/// A variant of an enum, or all of a struct, which then has no name.
pub struct Variant {
    pub name: Option<Ident>,
    pub style: Fields,
    pub fields: Vec<Field>,
    pub non_exhaustive: Option<Attribute>,
}

/// A type that can be differentiable.
pub struct Input {
    pub name: Ident,
    pub vis: Visibility,
    pub is_enum: bool,
    pub non_exhaustive: Option<Attribute>,
    pub variants: Vec<Variant>,
    pub params: Params,
    pub twin: Twin,
    /// The scalar of the type or of its mirror.
    pub scalar: Ident,
    /// Two more names of scalars, for the functions of the trait.
    pub others: [Ident; 2],
    /// One more, of a type of functions.
    pub visitor: Ident,
    /// The path of the support library.
    pub root: TokenStream,
}

impl Input {
    /// `NetAt`
    pub fn mirror(&self) -> Ident {
        format_ident!("{}At", plain(&self.name), span = self.name.span())
    }

    /// `NetTangent`
    pub fn tangent(&self) -> Ident {
        format_ident!("{}Tangent", plain(&self.name), span = self.name.span())
    }

    /// Every field of every variant.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.variants.iter().flat_map(|v| &v.fields)
    }
}

/// Reads the type; reports everything that is not supported in it.
pub fn read(item: TokenStream, errors: &mut Errors) -> Option<Input> {
    let mut names = Names::default();
    names.reserve(item.clone());
    let mut item: DeriveInput = syn::parse2(item).map_err(|error| errors.push(error)).ok()?;
    prepare::group_type(&mut item);
    rewrite::name_self(&mut item);
    let options = options(&item.attrs, errors);
    let unnamed = item.generics.type_params().filter(|param| param.ident == "_");
    for param in unnamed {
        errors.at(param, "`_` is no name of a type parameter", "give it a name");
    }
    let variants = variants(&item.data, errors)?;
    let fields: Vec<&Field> = variants.iter().flat_map(|v| &v.fields).collect();
    let params = Params::read(&item.generics, &fields, errors);
    fields.iter().filter(|f| !f.skip).for_each(|field| check_field(field, &params, errors));
    let twin = twin(&fields, &params, &options, errors);
    let scalar = params.scalar().cloned().unwrap_or_else(|| names.fresh("S", Span::call_site()));
    let others = ["R", "Q"].map(|name| names.fresh(name, Span::call_site()));
    let visitor = names.fresh("F", Span::call_site());
    let input = Input {
        visitor,
        is_enum: matches!(item.data, Data::Enum(_)),
        non_exhaustive: non_exhaustive(&item.attrs),
        name: item.ident,
        vis: item.vis,
        root: options.root,
        variants,
        params,
        twin,
        scalar,
        others,
    };
    errors.is_empty().then_some(input)
}

/// The options on the type.
struct Options {
    root: TokenStream,
    single: Option<Ident>,
}

fn options(attrs: &[Attribute], errors: &mut Errors) -> Options {
    let mut options = Options { root: quote!(::micrograd::__private), single: None };
    for attr in attrs.iter().filter(|a| a.path().is_ident("differentiable")) {
        let read = attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                let path: syn::Path = meta.value()?.parse::<syn::LitStr>()?.parse()?;
                options.root = quote!(#path::__private);
                Ok(())
            } else if let Some(single) = meta.path.get_ident().filter(|i| *i == "f32") {
                options.single = Some(single.clone());
                Ok(())
            } else {
                Err(meta.error("unknown option of a differentiable type\nhelp: the options are `crate = \"path\"` and `f32`; `skip` goes on a field"))
            }
        });
        read.unwrap_or_else(|error| errors.push(error));
    }
    options
}

fn non_exhaustive(attrs: &[Attribute]) -> Option<Attribute> {
    attrs.iter().find(|a| a.path().is_ident("non_exhaustive")).cloned()
}

fn variants(data: &Data, errors: &mut Errors) -> Option<Vec<Variant>> {
    match data {
        Data::Struct(data) => {
            let fields = fields(&data.fields, errors);
            Some(vec![Variant { name: None, style: data.fields.clone(), fields, non_exhaustive: None }])
        }
        Data::Enum(data) => {
            let each = data.variants.iter().map(|v| {
                for attr in v.attrs.iter().filter(|a| a.path().is_ident("differentiable")) {
                    errors.at(attr, "a variant has no options", "put `#[differentiable(skip)]` on its fields");
                }
                let fields = fields(&v.fields, errors);
                let non_exhaustive = non_exhaustive(&v.attrs);
                Variant { name: Some(v.ident.clone()), style: v.fields.clone(), fields, non_exhaustive }
            });
            Some(each.collect())
        }
        Data::Union(data) => {
            errors.at(
                &data.union_token,
                "a union cannot be differentiable: it does not know which field it holds",
                "write an enum",
            );
            None
        }
    }
}

fn fields(fields: &Fields, errors: &mut Errors) -> Vec<Field> {
    let each = fields.iter().enumerate().map(|(k, field)| {
        let mut skip = false;
        for attr in field.attrs.iter().filter(|a| a.path().is_ident("differentiable")) {
            let read = attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("skip") {
                    skip = true;
                    return Ok(());
                }
                Err(meta.error("unknown option of a field\nhelp: the option is `skip`"))
            });
            read.unwrap_or_else(|error| errors.push(error));
        }
        let member = field.ident.clone().map_or_else(|| Member::Unnamed(Index::from(k)), Member::Named);
        Field { member, vis: field.vis.clone(), ty: field.ty.clone(), skip, mentions: Mentions::of(&field.ty) }
    });
    each.collect()
}

fn check_field(field: &Field, params: &Params, errors: &mut Errors) {
    for reference in &field.mentions.references {
        errors.at(
            reference,
            "a field that borrows cannot be differentiable",
            "own the data: `Vec<f64>` instead of `&[f64]`; or write `#[differentiable(skip)]` on a field that carries no derivative",
        );
    }
    let mentioned = |role| params.with(role).find(|p| field.mentions.has(p));
    if let (Some(scalar), Some(carried)) = (mentioned(Role::Scalar), mentioned(Role::Carried)) {
        errors.at(
            &field.ty,
            format!("both the scalar `{scalar}` and the type `{carried}` in one field"),
            "make them two fields",
        );
    }
}

/// What the type is over another scalar; reports plain floats where they could not change with it.
fn twin(fields: &[&Field], params: &Params, options: &Options, errors: &mut Errors) -> Twin {
    let active: Vec<_> = fields.iter().filter(|f| !f.skip).collect();
    let floats: Vec<&Ident> = active.iter().flat_map(|f| &f.mentions.floats).collect();
    let own = params.scalar().or_else(|| params.with(Role::Carried).next());
    let twin = match (own, options.single.as_ref().or(floats.first().copied())) {
        (Some(param), _) => {
            for float in floats {
                plain_float(float, param, params, errors);
            }
            Twin::Own
        }
        (None, _) if active.is_empty() => Twin::Itself,
        (None, real) => {
            let real = real.map_or_else(|| "f64".to_owned(), ToString::to_string);
            for other in floats.iter().filter(|f| ***f != *real) {
                errors.at(other, format!("`{real}` and `{other}` are mixed in one type"), "use one of them");
            }
            Twin::Mirror(Ident::new(&real, Span::call_site()))
        }
    };
    if let (Some(single), false) = (&options.single, matches!(twin, Twin::Mirror(_))) {
        errors.at(single, "the type has no plain reals", "remove the option");
    }
    twin
}

fn plain_float(float: &Ident, param: &Ident, params: &Params, errors: &mut Errors) {
    let instead = match params.scalar() {
        Some(scalar) => format!("write `{scalar}`"),
        None => "give the type a parameter `S: Scalar` for it".to_owned(),
    };
    errors.at(
        float,
        format!("a plain `{float}` in a type that changes its scalar by its parameter `{param}`"),
        format!("{instead}; or `#[differentiable(skip)]` if it carries no derivative"),
    );
}
