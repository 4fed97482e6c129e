//! What must hold of the macros on any item, whatever they say of it.
use super::catch;
use crate::checkpoint::strip;
use crate::prepare;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, File, ImplItemFn, Item, ItemMacro, TraitItemFn};

/// How the macro ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// With code.
    Accepted,
    /// With so many errors.
    Refused(usize),
}

/// The macro, or one that is wrong on purpose.
pub type Macro = dyn Fn(TokenStream, &TokenStream) -> TokenStream;

/// The attribute's options and the item under it.
#[derive(Clone)]
pub struct Attributed {
    /// The options.
    pub options: &'static str,
    /// The function, the `impl` block or the trait; or the type, whose attribute is the derive.
    pub item: TokenStream,
}

/// Runs the macro; `Err` says what it broke.
pub fn check(expand: &Macro, attributed: &Attributed) -> Result<Verdict, String> {
    let options: TokenStream = attributed.options.parse().expect("the options are tokens");
    let item: Item = syn::parse2(attributed.item.clone()).map_err(|e| format!("this is no item: {e}"))?;
    let mut code = catch(|| expand(options, &attributed.item))?;
    if has_invisible(code.clone()) {
        return Err("the code leans on parentheses that the compiler will not see".to_owned());
    }
    if matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Union(_)) {
        // a derive adds to what it stands on
        code = quote!(#item #code);
    }
    let file: File = syn::parse2(code).map_err(|e| format!("the code does not parse: {e}"))?;
    keeps(&file, item.clone())?;
    let errors: Vec<_> = file.items.iter().filter_map(error).collect();
    errors.iter().try_for_each(|error| located(error))?;
    match (errors.len(), &item) {
        (0, _) => complete(&file).map(|()| Verdict::Accepted),
        // the other methods of a block have their code
        (n, Item::Impl(_) | Item::Trait(_)) => Ok(Verdict::Refused(n)),
        (n, _) if file.items.len() == n + 1 => Ok(Verdict::Refused(n)),
        // what calls it must find all its names
        (n, _) => complete(&file).map(|()| Verdict::Refused(n)),
    }
}

/// Whether there are groups that `macro_rules!` made: a procedural macro hands on what is in them without the group.
fn has_invisible(code: TokenStream) -> bool {
    code.into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::None || has_invisible(group.stream()),
        _ => false,
    })
}

/// The user's item must be there, token for token, but for the attribute that belongs to the macro.
fn keeps(file: &File, mut item: Item) -> Result<(), String> {
    Kept.visit_item_mut(&mut item);
    let stripped = |item: &Item| strip(item.to_token_stream()).to_string();
    let is_same = |first: &Item| {
        let all_is_its_own = matches!(item, Item::Fn(_));
        stripped(first) == stripped(&item)
            && (!all_is_its_own || first.to_token_stream().to_string() == stripped(first))
    };
    if file.items.first().is_some_and(is_same) { Ok(()) } else { Err("the user's item is lost".to_owned()) }
}

/// An item as it comes back: without the marks of methods, and with parentheses that can be seen.
struct Kept;

impl VisitMut for Kept {
    fn visit_item_fn_mut(&mut self, function: &mut syn::ItemFn) {
        prepare::group(function);
    }

    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        prepare::group_impl(block);
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_item_trait_mut(&mut self, item: &mut syn::ItemTrait) {
        prepare::group_trait(item);
        visit_mut::visit_item_trait_mut(self, item);
    }

    fn visit_impl_item_fn_mut(&mut self, method: &mut ImplItemFn) {
        unmark(&mut method.attrs);
        visit_mut::visit_impl_item_fn_mut(self, method);
    }

    fn visit_trait_item_fn_mut(&mut self, method: &mut TraitItemFn) {
        unmark(&mut method.attrs);
        visit_mut::visit_trait_item_fn_mut(self, method);
    }
}

fn unmark(attrs: &mut Vec<Attribute>) {
    let is_mark = |a: &Attribute| a.path().segments.last().is_some_and(|s| s.ident == "differentiable");
    if let Some(mark) = attrs.iter().position(is_mark) {
        attrs.remove(mark);
    }
}

fn error(item: &Item) -> Option<&ItemMacro> {
    match item {
        Item::Macro(item) if item.mac.path.segments.last()?.ident == "compile_error" => Some(item),
        _ => None,
    }
}

/// An error must point at a token that the user wrote, and have words.
fn located(error: &ItemMacro) -> Result<(), String> {
    let message: syn::LitStr = error.mac.parse_body().map_err(|_| "an error has no message")?;
    let message = message.value();
    if message.is_empty() || message.contains("internal error") {
        return Err(format!("an error says `{message}`"));
    }
    let spans = [error.mac.path.span(), error.mac.delimiter.span().join()];
    if spans.iter().all(|s| s.byte_range().is_empty()) {
        return Err(format!("this error points at no token: {message}"));
    }
    Ok(())
}

/// Code without an error must have what users call.
fn complete(file: &File) -> Result<(), String> {
    if !matches!(file.items[0], Item::Fn(_)) {
        return if file.items.len() > 1 { Ok(()) } else { Err("there is neither code nor an error".to_owned()) };
    }
    let names = file.items.iter().filter_map(|item| match item {
        Item::Fn(f) => Some(f.sig.ident.to_string()),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let user = names[0].trim_start_matches("r#").to_owned();
    let found = |prefix: &str| names.contains(&format!("{prefix}_{user}"));
    if found("vjp") && found("jvp") { Ok(()) } else { Err(format!("of `{user}` there is only {names:?}")) }
}
