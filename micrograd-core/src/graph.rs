//! The record of a computation in the dynamic engine, and the reverse sweep over it.
use crate::{Scalar, Value};
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::{cell::RefCell, ops::Range};

mod op;
pub(crate) use op::Op;

/// What a computation with [`Value`]s did, in order; dropping it frees everything.
///
/// Nodes are appended as the program runs, so an operand always stands before its result, and one loop from the back
/// is a reverse sweep: no recursion, whatever the depth. Each field of the nodes is an array of its own. At `f64` a
/// node takes [`Graph::NODE_BYTES`] = 21 bytes, an operand that is not a constant [`Graph::EDGE_BYTES`] = 12 more:
/// 21 for a leaf, 33 for `x.tanh()`, 45 for `a * b`. Labels are kept apart, only where there are any.
///
/// ```
/// use micrograd_core::Graph;
/// let g = Graph::new();
/// let (a, b) = (g.value(2.0).label("a"), g.value(-3.0).label("b"));
/// let y = (a * b).tanh() + 10.0 * a;
/// y.backward();
/// assert!((a.grad() - 10.0).abs() < 1e-3);
/// ```
///
/// [`Graph::new`] is a graph of `f64`, so that the literals above need no type; [`NewGraph`] has `new` for the others.
#[derive(Debug)]
pub struct Graph<S = f64> {
    nodes: RefCell<Nodes<S>>,
}

/// The nodes, field by field. `grads` is as long as the last reverse sweep made it; what it lacks is zero.
#[derive(Debug)]
struct Nodes<S> {
    data: Vec<S>,
    ops: Vec<Op>,
    /// Where in `operands` and `partials` a node's entries end; they begin where those of the node before end.
    ends: Vec<u32>,
    operands: Vec<u32>,
    partials: Vec<S>,
    grads: Vec<S>,
    labels: BTreeMap<u32, String>,
}

/// A node as [`Graph::nodes`] shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<S = f64> {
    /// The position in the graph.
    pub id: usize,
    /// The rule's name, or `""` for a leaf.
    pub op: &'static str,
    /// The label, if it was given one.
    pub label: Option<String>,
    /// The value.
    pub data: S,
    /// The gradient accumulated so far.
    pub grad: S,
    /// The operands that are nodes, each with the partial of this node by it. Constants are not nodes.
    pub operands: Vec<(usize, S)>,
}

impl Graph {
    /// An empty graph of `f64`. For another scalar: [`Graph::default`], [`Graph::with_capacity`] or [`NewGraph::new`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

/// `Graph::<S>::new()` for every scalar, where this trait is in scope.
///
/// Without a type, `Graph::new()` stays the graph of `f64`: were `new` inherent for every `S`, the `x.grad()` of
/// `Graph::new().value(2.0)` would be "some float", on which Rust calls no method.
///
/// ```
/// use micrograd_core::{Dual, Graph, graph::NewGraph};
/// let g = Graph::<Dual<f64>>::new();
/// let x = g.value(Dual::variable(2.0));
/// (x * x * x).backward();
/// assert_eq!(x.grad().tangent, 12.0);
/// ```
pub trait NewGraph {
    /// An empty graph.
    #[must_use]
    fn new() -> Self;
}

impl<S: Scalar> NewGraph for Graph<S> {
    fn new() -> Self {
        Self::default()
    }
}

impl<S: Scalar> Graph<S> {
    /// Bytes that every node takes: value, gradient, operation, and where its operands end.
    pub const NODE_BYTES: usize = 2 * size_of::<S>() + size_of::<Op>() + size_of::<u32>();
    /// Bytes for each operand that is a node: which one, and the partial by it.
    pub const EDGE_BYTES: usize = size_of::<u32>() + size_of::<S>();

    /// An empty graph with room for `n` nodes of two operands each.
    #[must_use]
    pub fn with_capacity(n: usize) -> Self {
        Graph {
            nodes: RefCell::new(Nodes {
                data: Vec::with_capacity(n),
                ops: Vec::with_capacity(n),
                ends: Vec::with_capacity(n),
                operands: Vec::with_capacity(2 * n),
                partials: Vec::with_capacity(2 * n),
                grads: Vec::new(),
                labels: BTreeMap::new(),
            }),
        }
    }

    /// A variable: a leaf that gradients arrive at.
    ///
    /// # Panics
    /// If the graph already has 2^32 nodes.
    pub fn value(&self, data: S) -> Value<'_, S> {
        Value::node(self, self.record(Op::leaf, data, []), data)
    }

    /// One variable for each item.
    pub fn values(&self, data: &[S]) -> Vec<Value<'_, S>> {
        data.iter().map(|&v| self.value(v)).collect()
    }

    /// The number of nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.borrow().data.len()
    }

    /// Whether nothing has been recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sets every gradient to zero.
    pub fn zero_grad(&self) {
        self.nodes.borrow_mut().grads.clear();
    }

    /// Forgets all nodes and keeps the memory, for the next step of a training loop. The borrow checker sees to it that
    /// no value of the graph is left.
    pub fn clear(&mut self) {
        let nodes = self.nodes.get_mut();
        nodes.data.clear();
        nodes.ops.clear();
        nodes.ends.clear();
        nodes.operands.clear();
        nodes.partials.clear();
        nodes.grads.clear();
        nodes.labels.clear();
    }

    /// The nodes in the order in which they were recorded: operands before results.
    pub fn nodes(&self) -> impl Iterator<Item = Node<S>> + '_ {
        (0..self.len()).map(|id| self.node(id))
    }

    /// One node.
    ///
    /// # Panics
    /// If there are not that many.
    #[must_use]
    pub fn node(&self, id: usize) -> Node<S> {
        let nodes = self.nodes.borrow();
        Node {
            id,
            op: nodes.ops[id].name(),
            label: u32::try_from(id).ok().and_then(|id| nodes.labels.get(&id).cloned()),
            data: nodes.data[id],
            grad: nodes.grads.get(id).copied().unwrap_or(S::ZERO),
            operands: nodes.edges(id).map(|e| (nodes.operands[e] as usize, nodes.partials[e])).collect(),
        }
    }

    /// Appends a node; an operand that is a constant is `None`.
    #[inline]
    pub(crate) fn record<const N: usize>(&self, op: Op, data: S, edges: [Option<(u32, S)>; N]) -> u32 {
        let nodes = &mut *self.nodes.borrow_mut();
        let id = u32::try_from(nodes.data.len()).expect("a graph has fewer than 2^32 nodes");
        #[allow(clippy::manual_flatten, reason = "`flatten` doubles the time of a debug build")]
        for edge in edges {
            if let Some((operand, partial)) = edge {
                nodes.operands.push(operand);
                nodes.partials.push(partial);
            }
        }
        nodes.data.push(data);
        nodes.ops.push(op);
        nodes.ends.push(u32::try_from(nodes.operands.len()).expect("a graph has fewer than 2^32 operands"));
        id
    }

    pub(crate) fn grad(&self, id: u32) -> S {
        self.nodes.borrow().grads.get(id as usize).copied().unwrap_or(S::ZERO)
    }

    pub(crate) fn zero_grad_of(&self, id: u32) {
        if let Some(grad) = self.nodes.borrow_mut().grads.get_mut(id as usize) {
            *grad = S::ZERO;
        }
    }

    pub(crate) fn op(&self, id: u32) -> &'static str {
        self.nodes.borrow().ops[id as usize].name()
    }

    pub(crate) fn label(&self, id: u32) -> Option<String> {
        self.nodes.borrow().labels.get(&id).cloned()
    }

    pub(crate) fn set_label(&self, id: u32, label: &str) {
        self.nodes.borrow_mut().labels.insert(id, label.to_string());
    }

    /// Adds to every gradient the derivative of node `root` by that node, times `seed`.
    ///
    /// The adjoints of this sweep are kept apart from the gradients, which may hold earlier sweeps. A node that `root`
    /// does not depend on is skipped by a flag, not by its adjoint being zero: zero times an infinite partial is NaN.
    pub(crate) fn backward(&self, root: u32, seed: S) {
        let root = root as usize;
        let nodes = &mut *self.nodes.borrow_mut();
        let mut adjoints = vec![S::ZERO; root + 1];
        let mut reached = vec![false; root + 1];
        adjoints[root] = seed;
        reached[root] = true;
        if nodes.grads.len() <= root {
            nodes.grads.resize(root + 1, S::ZERO);
        }
        for id in (0..=root).rev() {
            if !reached[id] {
                continue;
            }
            let adjoint = adjoints[id];
            nodes.grads[id] += adjoint;
            for edge in nodes.edges(id) {
                let operand = nodes.operands[edge] as usize;
                adjoints[operand] += nodes.partials[edge] * adjoint;
                reached[operand] = true;
            }
        }
    }
}

impl<S> Nodes<S> {
    /// The entries of a node in `operands` and `partials`.
    #[inline]
    fn edges(&self, id: usize) -> Range<usize> {
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        start as usize..self.ends[id] as usize
    }
}

impl<S: Scalar> Default for Graph<S> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}
