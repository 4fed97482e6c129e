//! `quote!` for emitted code: a template becomes the list of its tokens in one piece.

/// Code by example: `#name` stands for the value of a variable, `#(..)*` and `#(..),*` for its items.
macro_rules! template {
    () => {
        $crate::tokens::TokenStream::new()
    };
    ($($tokens:tt)*) => {
        $crate::tokens::TokenStream::template(::std::rc::Rc::new($crate::tokens::template::listed!([] $($tokens)*)))
    };
}

/// The same, where the template's own tokens have a span.
macro_rules! template_spanned {
    ($span:expr=> $($tokens:tt)*) => {
        $crate::tokens::template::template!($($tokens)*).spanned($span)
    };
}

/// The list of a template's tokens.
macro_rules! listed {
    ([$($done:expr,)*]) => {
        [$($done),*]
    };
    ([$($done:expr,)*] # $var:ident $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::ToTokens::to_token(&$var),] $($rest)*)
    };
    ([$($done:expr,)*] # ($($item:tt)*) * $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::template::repeated!([] $($item)*),] $($rest)*)
    };
    ([$($done:expr,)*] # ($($item:tt)*) $separator:tt * $($rest:tt)*) => {
        $crate::tokens::template::listed!(
            [$($done,)* $crate::tokens::template::repeated!([$separator] $($item)*),] $($rest)*
        )
    };
    ([$($done:expr,)*] ($($inner:tt)*) $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::template::group!(Parenthesis $($inner)*),] $($rest)*)
    };
    ([$($done:expr,)*] [$($inner:tt)*] $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::template::group!(Bracket $($inner)*),] $($rest)*)
    };
    ([$($done:expr,)*] {$($inner:tt)*} $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::template::group!(Brace $($inner)*),] $($rest)*)
    };
    ([$($done:expr,)*] $token:tt $($rest:tt)*) => {
        $crate::tokens::template::listed!([$($done,)* $crate::tokens::Token::Text(stringify!($token)),] $($rest)*)
    };
}

macro_rules! group {
    ($delimiter:ident $($inner:tt)*) => {
        $crate::tokens::Token::Group(
            ::proc_macro2::Delimiter::$delimiter,
            ::std::boxed::Box::new($crate::tokens::template::listed!([] $($inner)*)),
        )
    };
}

/// The items of a repetition; the variables in it go through their items together. Each stands in it once.
macro_rules! repeated {
    ([$($separator:tt)?] $($item:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::tokens::items::{Items as _, Iterates as _, Same as _};
        let mut items = ::std::vec::Vec::new();
        $crate::tokens::template::each_variable!(start $($item)*);
        loop {
            $crate::tokens::template::each_variable!(step $($item)*);
            $(
                if !items.is_empty() {
                    items.push($crate::tokens::Token::Text(stringify!($separator)));
                }
            )?
            items.push($crate::tokens::Token::Part(::std::vec::Vec::from($crate::tokens::template::listed!([] $($item)*))));
        }
        $crate::tokens::Token::Part(items)
    }};
}

macro_rules! each_variable {
    ($action:ident) => {};
    ($action:ident # $var:ident $($rest:tt)*) => {
        $crate::tokens::template::$action!($var);
        $crate::tokens::template::each_variable!($action $($rest)*);
    };
    ($action:ident ($($inner:tt)*) $($rest:tt)*) => {
        $crate::tokens::template::each_variable!($action $($inner)* $($rest)*);
    };
    ($action:ident [$($inner:tt)*] $($rest:tt)*) => {
        $crate::tokens::template::each_variable!($action $($inner)* $($rest)*);
    };
    ($action:ident {$($inner:tt)*} $($rest:tt)*) => {
        $crate::tokens::template::each_variable!($action $($inner)* $($rest)*);
    };
    ($action:ident $token:tt $($rest:tt)*) => {
        $crate::tokens::template::each_variable!($action $($rest)*);
    };
}

macro_rules! start {
    ($var:ident) => {
        let mut $var = $var.items();
    };
}

macro_rules! step {
    ($var:ident) => {
        let ::core::option::Option::Some($var) = $var.next() else { break };
    };
}

pub(crate) use {each_variable, group, listed, repeated, start, step, template, template_spanned};

#[cfg(test)]
mod tests {
    use crate::tokens;
    use proc_macro2::{Ident, Span};

    /// The same template twice: with the crate `quote`, and as emitters do.
    macro_rules! both {
        ($($template:tt)*) => {
            assert_eq!(tokens::quote!($($template)*).to_string(), quote::quote!($($template)*).to_string())
        };
    }

    #[test]
    fn a_template_is_read_as_that_of_the_crate_quote() {
        let (name, nothing) = (Ident::new("name", Span::call_site()), None::<Ident>);
        let (names, index) = (vec![name.clone(), Ident::new("other", Span::call_site())], syn::Index::from(3));
        let others = [&name, &name];
        let (lifetime, text) = (syn::Lifetime::new("'a", Span::call_site()), "a\"b");
        let ty: syn::Type = syn::parse_quote!(Vec<[f64; 3]>);
        both!();
        both!(#nothing);
        both!(for<'b> fn f<#lifetime, T: 'b>(&self, x: &mut [T]) -> Option<#ty> where T: A + 'static {});
        both!(let _ = a..=b && !c || d >>= 1 << 2.5e3 == 0xff != "text" % 'c' => x::<#ty>.#index += -1i32;);
        both!(#[doc = #text] #![allow(unused)] match #name { _ if true => {} #nothing });
        both!(#(#names: #name),* | #(let mut #names = (#index, [#others]);)* #(#names)&&* #(#names)** #name);
    }

    #[test]
    fn what_is_put_into_a_template_may_be_empty() {
        let (nothing, none) = (tokens::quote!(), Vec::<Ident>::new());
        assert!(tokens::quote!(#nothing #(#none,)*).is_empty());
        assert!(!tokens::quote!(#nothing ()).is_empty());
    }

    #[test]
    fn a_stream_that_grows_leaves_its_copies_alone() {
        let mut all = tokens::quote!(a);
        all.extend(tokens::quote!(b));
        let copy = all.clone();
        all.extend([tokens::quote!(c), tokens::quote!()]);
        assert_eq!((copy.to_string().as_str(), all.to_string().as_str()), ("a b", "a b c"));
    }
}
