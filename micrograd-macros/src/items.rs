//! Items under the attribute: a function, an `impl` block with marked methods, a trait with marked methods.
use crate::emit::Emitted;
use crate::errors::Errors;
use crate::names::Names;
use crate::owner::{self, Owner};
use crate::parse::Input;
use crate::tokens;
use crate::{analyse, checkpoint, emit, improve, lower, operands, parse, prepare};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, Item, ItemFn, ItemImpl, parse_quote};

/// The expansion of any item. On an error the user's item is still emitted, so that one mistake gives one message.
pub fn expand(args: TokenStream, item: &TokenStream) -> TokenStream {
    match syn::parse2(item.clone()) {
        Ok(Item::Fn(function)) => of_function(args, function, item),
        Ok(Item::Impl(block)) => of_impl(&args, block),
        Ok(Item::Trait(item)) => crate::traits::of_trait(&args, item),
        Ok(other) => {
            let mut errors = Errors::default();
            let help = "write it on a function, an `impl` block or a trait; a struct or an enum takes \
                        `#[derive(Differentiable)]`";
            errors.at(&other, "`#[differentiable]` on something else than a function", help);
            let errors = errors.into_compile_errors();
            quote!(#other #errors)
        }
        Err(error) => {
            let error = error.into_compile_error();
            quote!(#item #error)
        }
    }
}

fn of_function(args: TokenStream, mut function: ItemFn, item: &TokenStream) -> TokenStream {
    let mut names = Names::default();
    let own = if names.reserve(item.clone()) {
        prepare::group(&mut function);
        function.to_token_stream()
    } else {
        // as it was given
        item.clone()
    };
    let own = if names.has(&Ident::new("checkpoint", Span::call_site())) { checkpoint::strip(own) } else { own };
    let mut errors = Errors::default();
    let Some((input, emitted)) = transform(args, function, names, None, &mut errors) else {
        let errors = errors.into_compile_errors();
        return quote!(#own #errors);
    };
    let (companion, functions) = (emit::companion_type(&input, &emitted.all()), emitted.functions);
    let errors = errors.into_compile_errors();
    tokens::quote!(#own #companion #functions #errors).into()
}

/// Parse, lower, analyse, emit. A function whose signature is understood has all its names even if its body has
/// mistakes: who calls it or its gradient gets no message of their own.
pub fn transform(
    args: TokenStream,
    function: ItemFn,
    names: Names,
    owner: Option<Owner>,
    errors: &mut Errors,
) -> Option<(Input, Emitted)> {
    let mut input = parse::parse(args, function, names, owner, errors)?;
    if let Some(partials) = input.partials.take() {
        let emitted = crate::partials::expand(&input, &partials, errors)?;
        return Some((input, emitted));
    }
    if input.by_hand.is_some() {
        let emitted = crate::by_hand::expand(&mut input, errors)?;
        return Some((input, emitted));
    }
    lower::find_doubles(&mut input);
    let Some(mut program) = lower::lower(&input, errors) else {
        // every user error ends here
        let emitted = emit::without_body(&input);
        return Some((input, emitted));
    };
    if input.strategy == analyse::Strategy::Planned {
        improve::improve(&mut program, &input.names); // the same values in fewer reads
        if !lower::keeps_the_laws(&program, &input, errors) {
            let emitted = emit::without_body(&input);
            return Some((input, emitted));
        }
    }
    let plan = analyse::analyse(&program, input.strategy); // facts; no rewriting
    let emitted = emit::emit(&input, &program, &plan);
    Some((input, emitted))
}

/// The marked methods of an `impl` block: their companions go to the image of the type, the functions for users to the
/// type itself.
fn of_impl(args: &TokenStream, mut block: ItemImpl) -> TokenStream {
    prepare::group_impl(&mut block);
    let mut errors = Errors::default();
    let mut companions: Vec<(Input, tokens::TokenStream)> = Vec::new();
    let (mut functions, mut apart) = (tokens::TokenStream::new(), tokens::TokenStream::new());
    let operator = block.trait_.as_ref().is_some_and(|(path, _)| crate::traits::is_operator(path));
    let read = (operator && operands::has_references(&block)).then(|| operands::by_value(&block));
    let of = read.as_ref().unwrap_or(&block);
    let (ty, generics, path) = (of.self_ty.clone(), of.generics.clone(), of.trait_.clone());
    let mut marked = 0;
    for (k, item) in block.items.iter_mut().enumerate() {
        let ImplItem::Fn(method) = item else { continue };
        let Some(options) = take_mark(&mut method.attrs, &mut errors) else { continue };
        marked += 1;
        let mut function = match read.as_ref().map(|read| &read.items[k]) {
            Some(ImplItem::Fn(read)) => ItemFn { attrs: method.attrs.clone(), ..as_function(read) },
            _ => as_function(method),
        };
        let receiver = owner::resolve(&mut function, &ty, path.as_ref().map(|(path, _)| path), &mut errors);
        let owner = Owner { ty: (*ty).clone(), generics: generics.clone(), receiver, in_trait: path.is_some() };
        checkpoint::strip_block(&mut method.block);
        let (names, mut own) = (Names::of(&function), Errors::default());
        if let Some((input, emitted)) = transform(joined(args, &options), function, names, Some(owner), &mut own) {
            // an operator has no name of its own to be called by
            functions.extend((!operator).then_some(emitted.functions));
            let checks = if emit::stands_apart(&input) { &mut apart } else { &mut functions };
            checks.extend((!operator).then_some(emitted.check));
            functions.extend([emitted.listing]);
            companions.push((input, emitted.companion));
        }
        errors.append(own);
    }
    if marked == 0 {
        let help = "write `#[differentiable]` in front of the methods to differentiate";
        errors.at(&block.self_ty, "no method of this `impl` is marked", help);
    }
    let errors = errors.into_compile_errors();
    let Some((input, _)) = companions.first() else { return quote!(#block #errors) };
    let path = path.map(|(path, _)| path);
    let companion = emit::companion_impl(input, path.as_ref(), companions.iter().map(|(_, code)| code));
    let functions = if functions.is_empty() { functions } else { emit::method_impl(input, &functions) };
    let apart = TokenStream::from(apart);
    quote!(#block #companion #functions #apart #errors)
}

/// Takes `#[differentiable(..)]` off a method; gives its options.
pub fn take_mark(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> Option<TokenStream> {
    let is_mark = |attr: &Attribute| attr.path().segments.last().is_some_and(|s| s.ident == "differentiable");
    let at = attrs.iter().position(is_mark)?;
    let mark = attrs.remove(at);
    match &mark.meta {
        syn::Meta::Path(_) => Some(TokenStream::new()),
        syn::Meta::List(list) => Some(list.tokens.clone()),
        syn::Meta::NameValue(value) => {
            errors.at(value, "options go in parentheses", "write `#[differentiable(recursive)]`");
            Some(TokenStream::new())
        }
    }
}

/// The options of the block and those of the method.
pub fn joined(block: &TokenStream, method: &TokenStream) -> TokenStream {
    if block.is_empty() || method.is_empty() { quote!(#block #method) } else { quote!(#block, #method) }
}

fn as_function(method: &syn::ImplItemFn) -> ItemFn {
    let (vis, sig, block) = (&method.vis, &method.sig, &method.block);
    // attributes inside the body are among the others: they cannot be written in front
    ItemFn { attrs: method.attrs.clone(), ..parse_quote!(#vis #sig #block) }
}
