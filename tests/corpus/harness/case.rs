//! The macro that turns one line into a test of all engines.

/// `case!(val, ref, int => (0.5, vec![1.0, 2.0], 2), ..)` tests the function `f` of the module that it stands in, at
/// each of the inputs, as `assert_grad!` does.
///
/// Each parameter has a word: `val` by value, `ref` by reference, `mutref` by `&mut`; and without reals `int` by value,
/// `intref` by reference, `intmut` by `&mut`. Options in brackets in front: `vector` (the result is not one real),
/// `generic` (`f` has its own `S: Scalar`), `single` (`f32`), `mixed` (`f32` and `f64`), `unseen` (the other precision
/// is only in what it calls, and differences have the roundings), `kink` (no differences here), `values` (no
/// derivatives at all).
macro_rules! case {
    ([$($option:ident),*] $($kind:ident),* => $(($($sample:expr),* $(,)?)),+ $(,)?) => {
        #[test]
        fn engines() {
            let _running = $crate::harness::Running::start();
            for sample in [$(($($sample,)*)),+] {
                case!(@parameters sample [$($option)*] [$($kind)*] [a b c d e g h i] [] []);
            }
        }
    };
    ($($kind:ident),* => $($samples:tt)*) => { case!([] $($kind),* => $($samples)*); };

    // one parameter after the other: its name, and how the argument is given
    (@parameters $s:ident $o:tt [val $($k:ident)*] [$x:ident $($n:ident)*] [$($all:ident)*] [$($arg:expr,)*]) => {
        case!(@parameters $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* $x,]);
    };
    (@parameters $s:ident $o:tt [ref $($k:ident)*] [$x:ident $($n:ident)*] [$($all:ident)*] [$($arg:expr,)*]) => {
        case!(@parameters $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &$x,]);
    };
    (@parameters $s:ident $o:tt [mutref $($k:ident)*] [$x:ident $($n:ident)*] [$($all:ident)*] [$($arg:expr,)*]) => {
        case!(@parameters $s $o [$($k)*] [$($n)*] [$($all)* $x] [$($arg,)* &mut $x,]);
    };
    (@parameters $s:ident $o:tt [int $($k:ident)*] $($rest:tt)*) => { case!(@parameters $s $o [val $($k)*] $($rest)*); };
    (@parameters $s:ident $o:tt [intref $($k:ident)*] $($rest:tt)*) => { case!(@parameters $s $o [ref $($k)*] $($rest)*); };
    (@parameters $s:ident $o:tt [intmut $($k:ident)*] $($rest:tt)*) => { case!(@parameters $s $o [mutref $($k)*] $($rest)*); };
    (@parameters $s:ident [$($option:ident)*] [] $n:tt [$($all:ident)*] [$($arg:expr,)*]) => {
        let ($(mut $all,)*) = $s;
        let report = f::checked_in_unit_tests_or_with_the_feature_check($($arg,)* |tolerances| {
            tolerances.differences = 1e-6;
            $(case!(@allow tolerances $option);)*
        });
        $crate::harness::passed(module_path!(), &report);
    };

    (@allow $t:ident kink) => { $t.differences = f64::INFINITY; };
    (@allow $t:ident mixed) => {
        let rounds = ::micrograd::check::engines::Tolerances::SINGLE;
        ($t.engines, $t.dot, $t.second, $t.differences) = (rounds.engines, rounds.dot, rounds.second, 1e-5);
    };
    (@allow $t:ident unseen) => { $t.differences = 1e-4; };
    (@allow $t:ident values) => { $t.engines = f64::INFINITY; };
    (@allow $t:ident $other:ident) => {};
}
