//! The macro that turns one line into a test of all engines.

/// `case!(val, ref, int => (0.5, vec![1.0, 2.0], 2), ..)` tests the function `f` of the module that it stands in, at
/// each of the inputs.
///
/// Each parameter has a word: `val` by value, `ref` by reference, `int` by value without reals, `intref` by reference
/// without reals. Options in brackets in front: `vector` (the result is not one real), `generic` (`f` has its own
/// `S: Scalar`), `single` (`f32`), `kink` (no differences here), `values` (no derivatives at all).
macro_rules! case {
    ([$($option:ident),*] $($kind:ident),* => $(($($sample:expr),* $(,)?)),+ $(,)?) => {
        #[test]
        fn engines() {
            let _running = $crate::harness::Running::start();
            #[allow(unused_mut, reason = "only some cases have options")]
            let mut allows = $crate::harness::Allows::default();
            $(case!(@allow allows $option);)*
            for sample in [$(($($sample,)*)),+] {
                case!(@parameters allows sample [$($option)*] [$($kind)*]
                    [(a ta) (b tb) (c tc) (d td) (e te) (g tg) (h th) (i ti)] [] [] [] [] [] [] []);
            }
        }
    };
    ($($kind:ident),* => $($samples:tt)*) => { case!([] $($kind),* => $($samples)*); };

    (@allow $allows:ident kink) => { $allows.kink = true; };
    (@allow $allows:ident values) => { $allows.values = true; };
    (@allow $allows:ident single) => { $allows.single = true; };
    (@allow $allows:ident $other:ident) => {};

    // one parameter after the other: all names, arguments, reals, tangents of reals, of values, of references, as arguments
    (@parameters $w:ident $s:ident $o:tt [val $($k:ident)*] [($x:ident $t:ident) $($n:tt)*]
        [$($all:ident)*] [$($arg:expr,)*] [$($real:tt)*] [$($val:ident)*] [$($ref:ident)*] [$($targ:expr,)*] [$($by:expr,)*]) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*]
            [$($all)* $x] [$($arg,)* Clone::clone(&$x),] [$($real)* ($x $t)] [$($val)* $t] [$($ref)*]
            [$($targ,)* Clone::clone(&$t),] [$($by,)* false,]);
    };
    (@parameters $w:ident $s:ident $o:tt [ref $($k:ident)*] [($x:ident $t:ident) $($n:tt)*]
        [$($all:ident)*] [$($arg:expr,)*] [$($real:tt)*] [$($val:ident)*] [$($ref:ident)*] [$($targ:expr,)*] [$($by:expr,)*]) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*]
            [$($all)* $x] [$($arg,)* &$x,] [$($real)* ($x $t)] [$($val)*] [$($ref)* $t] [$($targ,)* &$t,] [$($by,)* true,]);
    };
    (@parameters $w:ident $s:ident $o:tt [int $($k:ident)*] [($x:ident $t:ident) $($n:tt)*]
        [$($all:ident)*] [$($arg:expr,)*] $real:tt $val:tt $ref:tt $targ:tt $by:tt) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*]
            [$($all)* $x] [$($arg,)* Clone::clone(&$x),] $real $val $ref $targ $by);
    };
    (@parameters $w:ident $s:ident $o:tt [intref $($k:ident)*] [($x:ident $t:ident) $($n:tt)*]
        [$($all:ident)*] [$($arg:expr,)*] $real:tt $val:tt $ref:tt $targ:tt $by:tt) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &$x,] $real $val $ref $targ $by);
    };
    (@parameters $w:ident $s:ident $o:tt [] $n:tt [$($all:ident)*] $arg:tt $real:tt [$($val:ident)*] $ref:tt $targ:tt $by:tt) => {
        let ($($all,)*) = &$s;
        $(let $all = Clone::clone($all);)*
        case!(@engines $w $o $arg $real ($($val),*) $ref $targ $by);
    };

    (@engines $allows:ident $options:tt [$($arg:expr,)*] [$(($x:ident $t:ident))*] $val:tt [$($ref:ident)*] [$($targ:expr,)*] [$($by:expr,)*]) => {
        use $crate::harness::{flat, given};
        use micrograd::{Differentiable, Graph, Parts, Value};
        type Real = case!(@real $options);
        case!(@generic $options);
        let plain = |at: &[f64]| -> $crate::harness::Flat {
            let from = &mut at.iter().copied();
            $(let $x = given(Clone::clone(&$x), from);)*
            flat(&f($($arg),*))
        };
        let generic = |at: &[f64]| -> $crate::harness::Flat {
            let from = &mut at.iter().copied();
            $(let $x = given(Differentiable::lift::<f64>(&$x), from);)*
            flat(&generic_f($($arg),*))
        };
        let backward = |seed: &[f64], prefill: &[f64]| -> $crate::harness::Pair {
            let from = &mut prefill.iter().copied();
            $(
                let mut $t = given(Differentiable::zero_tangent(&$x), from);
                let _ = &mut $t; // those of by-value parameters are replaced below
            )*
            let seed = given(Differentiable::zero_tangent(&f($($arg),*)), &mut seed.iter().copied());
            #[allow(clippy::unused_unit, clippy::let_unit_value, reason = "no parameter is by value")]
            let (value, case!(@pattern $val)) = backward_f($($arg,)* seed $(, &mut $ref)*);
            let mut out: $crate::harness::Flat = Default::default();
            $(out.extend(flat(&$t));)*
            (flat(&value), out)
        };
        let vjp = |seeds: &[$crate::harness::Flat]| -> ($crate::harness::Flat, ::std::vec::Vec<$crate::harness::Flat>) {
            let (value, pullback) = vjp_f($($arg),*);
            let each = seeds.iter().map(|seed| {
                let seed = given(Differentiable::zero_tangent(&value), &mut seed.iter().copied());
                flat(&pullback(seed))
            });
            let rows = each.collect();
            (flat(&value), rows)
        };
        let jvp = |direction: &[f64]| -> $crate::harness::Pair {
            let from = &mut direction.iter().copied();
            $(let $t = given(Differentiable::zero_tangent(&$x), from);)*
            let (value, tangent) = jvp_f($($arg,)* $($targ),*);
            (flat(&value), flat(&tangent))
        };
        let dual = |direction: &[f64]| -> $crate::harness::Pair {
            let from = &mut direction.iter().copied();
            $(let $t = given(Differentiable::zero_tangent(&$x), from);)*
            $(let $x = Differentiable::seed(&$x, &$t);)*
            let (value, tangent) = Parts::into_parts(generic_f($($arg),*));
            (flat(&value), flat(&tangent))
        };
        let graph = |seed: &[f64]| -> $crate::harness::Pair {
            let graph = Graph::<Real>::with_capacity(64);
            let mut at: $crate::harness::Flat = Default::default();
            $(at.extend::<$crate::harness::Flat>(flat(&$x));)*
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast, reason = "the number is a `Real`")]
            let leaves: ::std::vec::Vec<Value<'_, Real>> = at.iter().map(|v| graph.value(*v as Real)).collect();
            let from = &mut leaves.iter().copied();
            $(let $x = given(Differentiable::lift::<Value<'_, Real>>(&$x), from);)*
            let results: ::std::vec::Vec<Value<'_, Real>> = flat(&generic_f($($arg),*));
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast, reason = "a seed")]
            for (result, seed) in results.iter().zip(seed).filter(|(result, _)| result.graph().is_some()) {
                result.backward_with(*seed as Real);
            }
            let up = |v: ::std::vec::Vec<Real>| v.into_iter().map(f64::from).collect();
            (up(results.iter().map(|v| v.data()).collect()), up(leaves.iter().map(|v| v.grad()).collect()))
        };
        let mut x: $crate::harness::Flat = Default::default();
        let mut by_ref: ::std::vec::Vec<bool> = Default::default();
        $(
            x.extend::<$crate::harness::Flat>(flat(&$x));
            by_ref.resize(x.len(), $by);
        )*
        let gradients = case!(@gradients $options [$($arg,)*]);
        let engines = $crate::harness::Engines {
            name: module_path!(), x, by_ref, plain: &plain, generic: &generic, gradients: gradients.as_deref(),
            backward: &backward, vjp: &vjp, jvp: &jvp, dual: &dual, graph: &graph, allows: $allows,
        };
        engines.check();
        $crate::harness::PASSED.fetch_add(1, ::std::sync::atomic::Ordering::SeqCst);
    };

    (@gradients [vector $($o:ident)*] $arg:tt) => {
        None::<Box<dyn Fn() -> ($crate::harness::Pair, $crate::harness::Flat)>>
    };
    (@gradients [$other:ident $($o:ident)*] $arg:tt) => { case!(@gradients [$($o)*] $arg) };
    (@gradients [] [$($arg:expr,)*]) => {
        Some(Box::new(|| {
            let (value, both) = value_and_grad_f($($arg),*);
            ((flat(&value), flat(&both)), flat(&grad_f($($arg),*)))
        }) as Box<dyn Fn() -> ($crate::harness::Pair, $crate::harness::Flat)>)
    };

    (@real [single $($o:ident)*]) => { f32 };
    (@real [$other:ident $($o:ident)*]) => { case!(@real [$($o)*]) };
    (@real []) => { f64 };

    (@generic [generic $($o:ident)*]) => { use self::f as generic_f; };
    (@generic [$other:ident $($o:ident)*]) => { case!(@generic [$($o)*]); };
    (@generic []) => {};

    (@pattern ($one:ident)) => { $one };
    (@pattern ($($t:ident),*)) => { ($($t),*) };
}
