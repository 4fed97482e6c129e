//! Reverse mode: a number that records on a [`Graph`] how it came about, as in Karpathy's micrograd.
use crate::{
    Graph, Scalar,
    graph::Op,
    precision::{Rounded, Widened},
    rt::Custom,
    rules::{for_each_rule, kinks},
    scalar::forward,
};
use alloc::string::String;
use core::{cmp::Ordering, fmt};

mod operators;

/// A number on a graph, or a constant, which needs none; a `Copy` handle, so expressions read as mathematics.
///
/// Every operation and every function of the rule table on a value records a node, with the partials by those operands
/// that are not constants; for a constant no partial is evaluated. Comparisons and `Display` see the value only.
///
/// ```
/// use micrograd_core::Graph;
/// let g = Graph::new();
/// let x = g.value(3.0).label("x");
/// let y = x * x + 1;
/// y.backward();
/// assert_eq!((y.data(), x.grad()), (10.0, 6.0));
/// assert_eq!(format!("{x:?}"), "Value(data=3.0, grad=6.0, label=x)");
/// ```
#[derive(Clone, Copy)]
pub struct Value<'g, S = f64> {
    graph: Option<&'g Graph<S>>,
    id: u32,
    data: S,
}

impl<'g, S: Scalar> Value<'g, S> {
    /// A number without history and without gradient.
    #[inline]
    pub const fn constant(data: S) -> Self {
        Value { graph: None, id: 0, data }
    }

    #[inline]
    pub(crate) fn node(graph: &'g Graph<S>, id: u32, data: S) -> Self {
        Value { graph: Some(graph), id, data }
    }

    /// The value itself.
    #[inline]
    #[must_use]
    pub fn data(self) -> S {
        self.data
    }

    /// The gradient accumulated by all calls of `backward` since the last `zero_grad`; zero for a constant.
    #[must_use]
    pub fn grad(self) -> S {
        self.graph.map_or(S::ZERO, |g| g.grad(self.id))
    }

    /// Sets the gradient of this value alone to zero; [`Graph::zero_grad`] does it for all.
    pub fn zero_grad(self) {
        if let Some(graph) = self.graph {
            graph.zero_grad_of(self.id);
        }
    }

    /// Names the node, for `Debug` and drawings. A constant has no node and stays without a name.
    #[allow(clippy::return_self_not_must_use, reason = "names in place, and returns the value for chaining")]
    pub fn label(self, label: &str) -> Self {
        if let Some(graph) = self.graph {
            graph.set_label(self.id, label);
        }
        self
    }

    /// The label.
    #[must_use]
    pub fn name(self) -> Option<String> {
        self.graph?.label(self.id)
    }

    /// The name of the rule that this is the result of: `"mul"`, `"tanh"`; empty for a variable or a constant.
    #[must_use]
    pub fn op(self) -> &'static str {
        self.graph.map_or("", |g| g.op(self.id))
    }

    /// The graph on which the value is recorded; none for a constant.
    #[must_use]
    pub fn graph(self) -> Option<&'g Graph<S>> {
        self.graph
    }

    /// The position on the graph; none for a constant.
    #[must_use]
    pub fn id(self) -> Option<usize> {
        self.graph.map(|_| self.id as usize)
    }

    /// Adds the derivative of this value by each node to that node's gradient.
    ///
    /// # Panics
    /// If this value is a constant.
    #[track_caller]
    pub fn backward(self) {
        self.backward_with(S::ONE);
    }

    /// As [`Value::backward`], with the derivative of a final result by this value instead of one.
    ///
    /// # Panics
    /// If this value is a constant.
    #[track_caller]
    pub fn backward_with(self, seed: S) {
        let graph =
            self.graph.expect("`backward` needs a value that depends on a variable of a graph, this is a constant");
        graph.backward(self.id, seed);
    }

    /// What an operation records about this operand.
    #[inline]
    fn edge(self, partial: impl FnOnce() -> S) -> Option<(u32, S)> {
        self.graph.map(|_| (self.id, partial()))
    }

    /// Appends a node to the graph of its operands; without a graph the result is a constant.
    #[inline]
    fn record<const N: usize>(graph: Option<&'g Graph<S>>, op: Op, data: S, edges: [Option<(u32, S)>; N]) -> Self {
        match graph {
            Some(graph) => Value::node(graph, graph.record(op, data, edges), data),
            None => Value::constant(data),
        }
    }
}

/// The one graph of two operands.
///
/// # Panics
/// If there are two.
#[inline]
#[track_caller]
fn common<'g, S>(a: Option<&'g Graph<S>>, b: Option<&'g Graph<S>>) -> Option<&'g Graph<S>> {
    if let (Some(a), Some(b)) = (a, b) {
        assert!(core::ptr::eq(a, b), "the operands are values of two different graphs");
    }
    a.or(b)
}

/// The functions of the table.
macro_rules! functions {
    (operators $_:tt $($kind:ident { $($f:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* })*) => {
        /// The functions of the rule table.
        impl<S: Scalar> Value<'_, S> {
            $($(functions!(@one $f $args $y $d);)*)*
        }
    };
    // nothing flows through a step function: the node stands for itself
    (@one $f:ident ($a:ident) $y:ident [S::ZERO]) => {
        functions!(@method $f self () { Value::record(self.graph, Op::$f, self.data.$f(), []) });
    };
    (@one $f:ident ($a:ident $(; $n:ident: $int:ty)?) $y:ident [$da:expr]) => {
        functions!(@method $f self ($(, $n: $int)?) {
            let $a = self.data;
            let $y = $a.$f($($n)?);
            Value::record(self.graph, Op::$f, $y, [self.edge(|| $da)])
        });
    };
    (@one $f:ident ($a:ident, $b:ident) $y:ident [$da:expr, $db:expr]) => {
        functions!(@method $f self (, $b: Self) {
            let (va, vb) = (self, $b);
            let ($a, $b) = (va.data, vb.data);
            let $y = $a.$f($b);
            Value::record(common(va.graph, vb.graph), Op::$f, $y, [va.edge(|| $da), vb.edge(|| $db)])
        });
    };
    (@one $f:ident ($a:ident, $b:ident, $c:ident) $y:ident [$da:expr, $db:expr, $dc:expr]) => {
        functions!(@method $f self (, $b: Self, $c: Self) {
            let (va, vb, vc) = (self, $b, $c);
            let ($a, $b, $c) = (va.data, vb.data, vc.data);
            let $y = $a.$f($b, $c);
            let graph = common(common(va.graph, vb.graph), vc.graph);
            Value::record(graph, Op::$f, $y, [va.edge(|| $da), vb.edge(|| $db), vc.edge(|| $dc)])
        });
    };
    (@method $f:ident $self:ident ($(, $x:ident: $t:ty)*) $body:block) => {
        #[doc = concat!("See [`Scalar::", stringify!($f), "`].")]
        #[inline]
        #[must_use]
        #[track_caller]
        pub fn $f($self $(, $x: $t)*) -> Self $body
    };
}
for_each_rule!(functions);

impl<S: Scalar> Scalar for Value<'_, S> {
    const ZERO: Self = Value::constant(S::ZERO);
    const ONE: Self = Value::constant(S::ONE);
    type Single = Rounded<Self>;
    type Double = Widened<Self>;
    const SINGLE: bool = S::SINGLE;
    for_each_rule!(forward);

    const ORDER: u32 = S::ORDER + 1;
    #[inline]
    fn by_rule<R: Custom<N>, const N: usize>(rule: &R, args: [Self; N]) -> Self {
        let values = args.map(|arg| arg.data);
        let data = S::by_rule(rule, values);
        let graph = args.iter().fold(None, |graph, arg| common(graph, arg.graph));
        if graph.is_none() {
            return Value::constant(data);
        }
        let partials = rule.partials(values, data);
        let edges: [_; N] = core::array::from_fn(|k| args[k].edge(|| partials[k]));
        Value::record(graph, Op::custom, data, edges)
    }
    #[inline]
    fn from_f64(v: f64) -> Self {
        Value::constant(S::from_f64(v))
    }
    #[inline]
    fn to_f64(self) -> f64 {
        self.data.to_f64()
    }
    #[inline]
    fn is_exact_zero(self) -> bool {
        self.graph.is_none() && self.data.is_exact_zero()
    }
    #[inline]
    fn with_value(self, v: f64) -> Self {
        if self.to_f64().to_bits() == v.to_bits() {
            return self;
        }
        Value::record(self.graph, Op::rounded, self.data.with_value(v), [self.edge(|| S::ONE)])
    }
    #[inline]
    fn to_single(self) -> Rounded<Self> {
        Rounded::new(self)
    }
    #[inline]
    fn to_double(self) -> Widened<Self> {
        Widened::new(self)
    }
}

impl<S: Scalar> Default for Value<'_, S> {
    fn default() -> Self {
        Self::ZERO
    }
}
impl<S: PartialEq> PartialEq for Value<'_, S> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}
impl<S: PartialOrd> PartialOrd for Value<'_, S> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.data.partial_cmp(&other.data)
    }
}
impl<S: fmt::Display> fmt::Display for Value<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.data.fmt(f)
    }
}
impl<S: Scalar> fmt::Debug for Value<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value(data={:?}, grad={:?}", self.data, self.grad())?;
        match self.name() {
            Some(label) => write!(f, ", label={label})"),
            None => write!(f, ")"),
        }
    }
}
