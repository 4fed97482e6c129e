//! The macro that turns one line into a test of all engines.

/// `case!(val, ref, int => (0.5, vec![1.0, 2.0], 2), ..)` tests the function `f` of the module that it stands in, at
/// each of the inputs.
///
/// Each parameter has a word: `val` by value, `ref` by reference, `mutref` by `&mut`; and without reals `int` by value,
/// `intref` by reference, `intmut` by `&mut`. Options in brackets in front: `vector` (the result is not one real),
/// `generic` (`f` has its own `S: Scalar`), `single` (`f32`), `mixed` (`f32` and `f64`), `kink` (no differences here), `values` (no derivatives at
/// all).
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
                    [(a ta) (b tb) (c tc) (d td) (e te) (g tg) (h th) (i ti)] [] [] [] [] [] [] [] [] []);
            }
        }
    };
    ($($kind:ident),* => $($samples:tt)*) => { case!([] $($kind),* => $($samples)*); };

    (@allow $allows:ident kink) => { $allows.kink = true; };
    (@allow $allows:ident values) => { $allows.values = true; };
    (@allow $allows:ident single) => { $allows.single = true; };
    (@allow $allows:ident mixed) => {
        $allows.single = true;
        $allows.mixed = true;
    };
    (@allow $allows:ident $other:ident) => {};

    // One parameter after the other. What is gathered: all names; arguments; each real parameter as (how passed, name,
    // tangent); tangents by value, by reference, of all but `&mut`, of `&mut`; names behind `&mut`; tangents as arguments.
    (@parameters $w:ident $s:ident $o:tt [val $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*]
        [$($real:tt)*] [$($val:ident)*] [$($ref:ident)*] [$($own:ident)*] [$($mut:ident)*] [$($after:ident)*] [$($targ:expr,)*]) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* ::std::clone::Clone::clone(&$x),] [$($real)* (Value $x $t)]
            [$($val)* $t] [$($ref)*] [$($own)* $t] [$($mut)*] [$($after)*] [$($targ,)* ::std::clone::Clone::clone(&$t),]);
    };
    (@parameters $w:ident $s:ident $o:tt [ref $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*]
        [$($real:tt)*] [$($val:ident)*] [$($ref:ident)*] [$($own:ident)*] [$($mut:ident)*] [$($after:ident)*] [$($targ:expr,)*]) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &$x,] [$($real)* (Shared $x $t)]
            [$($val)*] [$($ref)* $t] [$($own)* $t] [$($mut)*] [$($after)*] [$($targ,)* &$t,]);
    };
    (@parameters $w:ident $s:ident $o:tt [mutref $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*]
        [$($real:tt)*] [$($val:ident)*] [$($ref:ident)*] [$($own:ident)*] [$($mut:ident)*] [$($after:ident)*] [$($targ:expr,)*]) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &mut $x,] [$($real)* (Mutable $x $t)]
            [$($val)*] [$($ref)* $t] [$($own)*] [$($mut)* $t] [$($after)* $x] [$($targ,)* &mut $t,]);
    };
    (@parameters $w:ident $s:ident $o:tt [int $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*] $($rest:tt)*) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* ::std::clone::Clone::clone(&$x),] $($rest)*);
    };
    (@parameters $w:ident $s:ident $o:tt [intref $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*] $($rest:tt)*) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &$x,] $($rest)*);
    };
    (@parameters $w:ident $s:ident $o:tt [intmut $($k:ident)*] [($x:ident $t:ident) $($n:tt)*] [$($all:ident)*] [$($arg:expr,)*] $($rest:tt)*) => {
        case!(@parameters $w $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &mut $x,] $($rest)*);
    };
    (@parameters $w:ident $s:ident $o:tt [] $n:tt [$($all:ident)*] $arg:tt $real:tt [$($val:ident)*] $ref:tt
        [$($own:ident)*] [$($mut:ident)*] [$($after:ident)*] $targ:tt) => {
        let ($($all,)*) = &$s;
        $(let $all = ::std::clone::Clone::clone($all);)*
        case!(@engines $w $o [$($all)*] $arg $real ($($val),*) $ref ($($own),*) [$($mut)*] [$($after)*] $targ);
    };

    // Every closure below works on its own copies, since a call may change what is passed by `&mut`. `$reals` are the
    // reals of a result and of all that the call left behind `&mut`.
    (@engines $allows:ident $options:tt [$($all:ident)*] [$($arg:expr,)*] [$(($how:ident $x:ident $t:ident))*] $val:tt
        [$($ref:ident)*] $own:tt [$($mut:ident)*] [$($after:ident)*] [$($targ:expr,)*]) => {
        use $crate::harness::{Flat, Pair, flat, given};
        use micrograd::{Differentiable, Graph, Parts, Value};
        type Real = case!(@real $options);
        case!(@generic $options);
        let plain = |at: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut at.iter().copied();
            $($x = given($x, from);)*
            let mut out: Flat = flat(&f($($arg),*));
            $(out.extend::<Flat>(flat(&$after));)*
            out
        };
        let generic = |at: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut at.iter().copied();
            $(let mut $x = given(case!(@lift $options f64, $x), from);)*
            let mut out: Flat = flat(&generic_f($($arg),*));
            $(out.extend::<Flat>(flat(&$after));)*
            out
        };
        let exact = |at: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut at.iter().copied();
            $(let mut $x = given(case!(@lift $options case!(@exact $options), $x), from);)*
            let mut out: Flat = flat(&generic_f($($arg),*));
            $(out.extend::<Flat>(flat(&$after));)*
            out
        };
        // zero cotangents of the result and of the states after
        let cotangents = || {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let value = f($($arg),*);
            (Differentiable::zero_tangent(&value), ($(Differentiable::zero_tangent(&$after),)*))
        };
        let backward = |seed: &[f64], prefill: &[f64]| -> Pair {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut prefill.iter().copied();
            $(
                let mut $t = given(Differentiable::zero_tangent(&$x), from);
                let _ = &mut $t; // those of by-value parameters are replaced below
            )*
            let from = &mut seed.iter().copied();
            let (zero, ($($mut,)*)) = cotangents();
            let seed = given(zero, from);
            $(let mut $mut = given($mut, from);)*
            #[allow(clippy::unused_unit, clippy::let_unit_value, reason = "no parameter is by value")]
            let (value, case!(@pattern $val)) = backward_f($($arg,)* seed $(, &mut $ref)*);
            let (mut values, mut out): Pair = (flat(&value), Flat::new());
            $(values.extend::<Flat>(flat(&$after));)*
            $(out.extend::<Flat>(flat(&$t));)*
            (values, out)
        };
        let vjp = |seeds: &[Flat]| -> (Flat, ::std::vec::Vec<Flat>) {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let (value, pullback) = vjp_f($($arg),*);
            let each = seeds.iter().map(|seed| {
                let from = &mut seed.iter().copied();
                let (zero, ($($mut,)*)) = cotangents();
                let seed = given(zero, from);
                $(let mut $mut = given($mut, from);)*
                #[allow(clippy::unused_unit, clippy::let_unit_value, reason = "every parameter is by `&mut`")]
                let case!(@pattern $own) = pullback(seed $(, &mut $mut)*);
                let mut out = Flat::new();
                $(out.extend::<Flat>(flat(&$t));)*
                out
            });
            let rows = each.collect();
            let mut values: Flat = flat(&value);
            $(values.extend::<Flat>(flat(&$after));)*
            (values, rows)
        };
        let jvp = |direction: &[f64]| -> Pair {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut direction.iter().copied();
            $(let mut $t = given(Differentiable::zero_tangent(&$x), from);)*
            let (value, tangent) = jvp_f($($arg,)* $($targ),*);
            let (mut values, mut tangents): Pair = (flat(&value), flat(&tangent));
            $(values.extend::<Flat>(flat(&$after));)*
            $(tangents.extend::<Flat>(flat(&$mut));)*
            (values, tangents)
        };
        let dual = |direction: &[f64]| -> Pair {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut direction.iter().copied();
            $(let $t = given(Differentiable::zero_tangent(&$x), from);)*
            $(let mut $x = Differentiable::seed(&$x, &$t);)*
            let (value, tangent) = Parts::into_parts(generic_f($($arg),*));
            let (mut values, mut tangents): Pair = (flat(&value), flat(&tangent));
            $(
                let (value, tangent) = Parts::into_parts($after);
                values.extend::<Flat>(flat(&value));
                tangents.extend::<Flat>(flat(&tangent));
            )*
            (values, tangents)
        };
        let graph = |seed: &[f64]| -> Pair {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let graph = Graph::<Real>::with_capacity(64);
            let mut at = Flat::new();
            $(at.extend::<Flat>(flat(&$x));)*
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast, reason = "the number is a `Real`")]
            let leaves: ::std::vec::Vec<Value<'_, Real>> = at.iter().map(|v| graph.value(*v as Real)).collect();
            let from = &mut leaves.iter().copied();
            $(let mut $x = given(case!(@lift $options Value<'_, Real>, $x), from);)*
            let mut results: ::std::vec::Vec<Value<'_, Real>> = flat(&generic_f($($arg),*));
            $(results.extend::<::std::vec::Vec<Value<'_, Real>>>(flat(&$after));)*
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast, reason = "a seed")]
            for (result, seed) in results.iter().zip(seed).filter(|(result, _)| result.graph().is_some()) {
                result.backward_with(*seed as Real);
            }
            let up = |v: ::std::vec::Vec<Real>| v.into_iter().map(f64::from).collect();
            (up(results.iter().map(|v| v.data()).collect()), up(leaves.iter().map(|v| v.grad()).collect()))
        };
        let mut x = Flat::new();
        let mut passing: ::std::vec::Vec<$crate::harness::Passing> = ::std::default::Default::default();
        $(
            x.extend::<Flat>(flat(&$x));
            passing.resize(x.len(), $crate::harness::Passing::$how);
        )*
        let gradients = case!(@gradients $options [$($all)*] [$($arg,)*] [$($after)*]);
        case!(@second $options [gradient hvp wide hessian jacobian] [$($all)*] [$($arg,)*] [$($x $t)*] [$($targ,)*] $options);
        let engines = $crate::harness::Engines {
            name: module_path!(), x, passing, plain: &plain, generic: &generic, exact: &exact, gradients: gradients.as_deref(),
            second: case!(@seconds $options [gradient hvp wide hessian]),
            jacobian: case!(@jacobian $options [jacobian]),
            backward: &backward, vjp: &vjp, jvp: &jvp, dual: &dual, graph: &graph, allows: $allows,
        };
        engines.check();
        $crate::harness::PASSED.fetch_add(1, ::std::sync::atomic::Ordering::SeqCst);
    };

    (@gradients [vector $($o:ident)*] $all:tt $arg:tt $after:tt) => {
        ::std::option::Option::None::<::std::boxed::Box<dyn ::std::ops::Fn() -> (Pair, Flat)>>
    };
    (@gradients [$other:ident $($o:ident)*] $all:tt $arg:tt $after:tt) => { case!(@gradients [$($o)*] $all $arg $after) };
    (@gradients [] [$($all:ident)*] [$($arg:expr,)*] [$($after:ident)*]) => {
        ::std::option::Option::Some(::std::boxed::Box::new(|| {
            let grad = {
                $(let mut $all = ::std::clone::Clone::clone(&$all);)*
                flat(&grad_f($($arg),*))
            };
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let (value, both) = value_and_grad_f($($arg),*);
            let mut values: Flat = flat(&value);
            $(values.extend::<Flat>(flat(&$after));)*
            ((values, flat(&both)), grad)
        }) as ::std::boxed::Box<dyn ::std::ops::Fn() -> (Pair, Flat)>)
    };

    (@seconds [vector $($o:ident)*] $names:tt) => { ::std::option::Option::None };
    (@seconds [$other:ident $($o:ident)*] $names:tt) => { case!(@seconds [$($o)*] $names) };
    (@seconds [] [$gradient:ident $hvp:ident $wide:ident $hessian:ident]) => {
        ::std::option::Option::Some($crate::harness::Second {
            gradient: &$gradient, hvp: &$hvp, graph: &$wide, hessian: &$hessian,
        })
    };
    (@jacobian [vector $($o:ident)*] [$name:ident]) => { ::std::option::Option::Some(&$name) };
    (@jacobian [$other:ident $($o:ident)*] $name:tt) => { case!(@jacobian [$($o)*] $name) };
    (@jacobian [] $name:tt) => { ::std::option::Option::None };
    (@second [vector $($o:ident)*] [$gradient:ident $hvp:ident $wide:ident $hessian:ident $jacobian:ident] [$($all:ident)*] [$($arg:expr,)*] $real:tt $targ:tt $options:tt) => {
        let $jacobian = || -> ::std::vec::Vec<Flat> {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let rows = jacobian_f($($arg),*);
            rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect()
        };
    };
    (@second [$other:ident $($o:ident)*] $names:tt $all:tt $arg:tt $real:tt $targ:tt $options:tt) => {
        case!(@second [$($o)*] $names $all $arg $real $targ $options);
    };
    (@second [] [$gradient:ident $hvp:ident $wide:ident $hessian:ident $jacobian:ident] [$($all:ident)*] [$($arg:expr,)*] [$($x:ident $t:ident)*] [$($targ:expr,)*] $options:tt) => {
        let $gradient = |at: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut at.iter().copied();
            $($x = given($x, from);)*
            flat(&grad_f($($arg),*))
        };
        let $hvp = |direction: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let from = &mut direction.iter().copied();
            $(let mut $t = given(Differentiable::zero_tangent(&$x), from);)*
            flat(&hvp_f($($arg,)* $($targ),*))
        };
        let $hessian = || -> ::std::vec::Vec<Flat> {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            let rows = hessian_f($($arg),*);
            rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect()
        };
        let $wide = |direction: &[f64]| -> Flat {
            $(let mut $all = ::std::clone::Clone::clone(&$all);)*
            type Wide = micrograd::Dual<Real>;
            let graph = Graph::<Wide>::with_capacity(64);
            let mut at = Flat::new();
            $(at.extend::<Flat>(flat(&$x));)*
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast, reason = "the number is a `Real`")]
            let leaves: ::std::vec::Vec<Value<'_, Wide>> =
                at.iter().zip(direction).map(|(v, d)| graph.value(Wide::new(*v as Real, *d as Real))).collect();
            let from = &mut leaves.iter().copied();
            $(let mut $x = given(case!(@lift $options Value<'_, Wide>, $x), from);)*
            let y: ::std::vec::Vec<Value<'_, Wide>> = flat(&generic_f($($arg),*));
            for y in y.iter().filter(|y| y.graph().is_some()) {
                y.backward();
            }
            leaves.iter().map(|v| f64::from(v.grad().tangent)).collect()
        };
    };

    // where `f32` and `f64` are mixed, the compiler knows which of the two scalars a type is over
    (@lift [mixed $($o:ident)*] $s:ty, $x:ident) => {
        ::micrograd::__private::rt::lift_mixed::<$s, _>(::std::clone::Clone::clone(&$x))
    };
    (@lift [$other:ident $($o:ident)*] $s:ty, $x:ident) => { case!(@lift [$($o)*] $s, $x) };
    (@lift [] $s:ty, $x:ident) => { Differentiable::lift::<$s>(&$x) };

    // beside this one an `f32` is an `f64`: nothing is rounded
    (@exact [mixed $($o:ident)*]) => { ::micrograd::precision::Widened<f64> };
    (@exact [$other:ident $($o:ident)*]) => { case!(@exact [$($o)*]) };
    (@exact []) => { f64 };

    (@real [single $($o:ident)*]) => { f32 };
    (@real [$other:ident $($o:ident)*]) => { case!(@real [$($o)*]) };
    (@real []) => { f64 };

    (@generic [generic $($o:ident)*]) => { use self::f as generic_f; };
    (@generic [$other:ident $($o:ident)*]) => { case!(@generic [$($o)*]); };
    (@generic []) => {};

    (@pattern ($one:ident)) => { $one };
    (@pattern ($($t:ident),*)) => { ($($t),*) };
}
