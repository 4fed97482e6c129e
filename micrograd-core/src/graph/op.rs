//! What a node is the result of, in one byte.
use crate::rules::for_each_rule;

macro_rules! op {
    (operators { $($tr:ident $op:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* }
     $($kind:ident { $($f:ident $fargs:tt -> $fy:ident : $fd:tt on $fdom:tt;)* })*) => {
        /// A leaf, a row of the rule table, a number that was rounded, or a function with partials of its own.
        #[allow(non_camel_case_types, reason = "the names are those of the table's rows")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Op {
            leaf,
            rounded,
            custom,
            $($op,)*
            $($($f,)*)*
        }

        impl Op {
            /// The row's name; empty for a leaf.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    Op::leaf => "",
                    Op::rounded => "rounded",
                    Op::custom => "custom",
                    $(Op::$op => stringify!($op),)*
                    $($(Op::$f => stringify!($f),)*)*
                }
            }
        }
    };
}
for_each_rule!(op);
