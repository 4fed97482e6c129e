//! Neural networks as in Karpathy's micrograd: [`Neuron`], [`Layer`], [`Mlp`].
//!
//! A network is a [`Shape`] and one flat row of parameters; its neurons and layers are views of that row. So the same
//! network runs over every [`Scalar`]: over `f64` to predict, over [`Value`](crate::Value) to be trained, over
//! [`Dual`](crate::Dual) for a derivative along a direction.
//!
//! ```
//! use micrograd_core::{Graph, nn::Mlp};
//! let mut graph = Graph::new();
//! let mut net = Mlp::new(2, &[4, 1], 42); // two inputs, four hidden neurons, one output; 42 seeds the weights
//! for _ in 0..20 {
//!     let live = net.on(&graph); // every parameter is a variable of the graph
//!     let loss = (live.call(&[0.5, -1.0])[0] - 1.0).powi(2);
//!     loss.backward();
//!     for (p, slope) in net.parameters_mut().iter_mut().zip(live.gradient()) {
//!         *p -= 0.05 * slope;
//!     }
//!     graph.clear();
//! }
//! assert!((net.call(&[0.5, -1.0])[0] - 1.0).abs() < 0.1);
//! ```
use crate::Scalar;
use alloc::vec::Vec;
use core::fmt;

mod mlp;
mod shape;

pub use mlp::Mlp;
pub use shape::{Shape, WrongLength};

/// What a neuron does with its weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// The sum itself.
    Linear,
    /// The sum where it is positive, otherwise zero.
    Relu,
    /// Hyperbolic tangent: between -1 and 1.
    Tanh,
    /// `1 / (1 + e^-x)`: between 0 and 1.
    Sigmoid,
}

impl Activation {
    /// The function itself.
    pub fn apply<S: Scalar>(self, x: S) -> S {
        match self {
            Activation::Linear => x,
            Activation::Relu => x.relu(),
            Activation::Tanh => x.tanh(),
            Activation::Sigmoid => x.sigmoid(),
        }
    }
}

/// The name as it stands before `Neuron(3)`.
impl fmt::Display for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Activation::Linear => "Linear",
            Activation::Relu => "ReLU",
            Activation::Tanh => "Tanh",
            Activation::Sigmoid => "Sigmoid",
        })
    }
}

/// One neuron: the activation of the weighted sum of the inputs plus a bias.
///
/// ```
/// use micrograd_core::nn::{Activation, Neuron};
/// let neuron = Neuron::new(&[2.0, -1.0, 0.5], Activation::Relu); // two weights and the bias
/// assert_eq!(neuron.call(&[3.0, 4.0]), 2.0 * 3.0 - 1.0 * 4.0 + 0.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neuron<'p, S = f64> {
    parameters: &'p [S],
    activation: Activation,
}

impl<'p, S: Scalar> Neuron<'p, S> {
    /// A neuron of these parameters: one weight per input, then the bias.
    ///
    /// # Panics
    /// If there is no weight: fewer than two parameters.
    #[must_use]
    #[track_caller]
    pub fn new(parameters: &'p [S], activation: Activation) -> Self {
        let found = parameters.len();
        assert!(found >= 2, "a neuron needs at least one weight and its bias, here are {found} parameters");
        Neuron { parameters, activation }
    }

    /// One weight per input.
    #[must_use]
    pub fn weights(&self) -> &'p [S] {
        &self.parameters[..self.parameters.len() - 1]
    }

    /// The constant in the sum.
    #[must_use]
    pub fn bias(&self) -> S {
        self.parameters[self.parameters.len() - 1]
    }

    /// The output.
    ///
    /// # Panics
    /// If there is not one input per weight.
    #[must_use]
    #[track_caller]
    pub fn call<X: Copy + Into<S>>(&self, inputs: &[X]) -> S {
        let weights = self.weights();
        check_inputs(weights.len(), inputs.len());
        let mut sum = self.bias();
        for (&w, &x) in weights.iter().zip(inputs) {
            sum += w * x.into();
        }
        self.activation.apply(sum)
    }
}

impl<S: Scalar> fmt::Display for Neuron<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Neuron({})", self.activation, self.weights().len())
    }
}

/// Neurons side by side, each with all the inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer<'p, S = f64> {
    inputs: usize,
    parameters: &'p [S],
    activation: Activation,
}

impl<'p, S: Scalar> Layer<'p, S> {
    /// A layer of these parameters: those of the first neuron, then those of the second, and so on.
    ///
    /// # Panics
    /// If there are no inputs, or the parameters are not those of one or more neurons with so many inputs.
    #[must_use]
    #[track_caller]
    pub fn new(inputs: usize, parameters: &'p [S], activation: Activation) -> Self {
        assert!(inputs > 0, "a layer needs at least one input");
        let (each, found) = (inputs + 1, parameters.len());
        assert!(
            found > 0 && found.is_multiple_of(each),
            "neurons of {inputs} inputs have {each} parameters each, a layer of them cannot have {found}"
        );
        Layer { inputs, parameters, activation }
    }

    /// The neurons from the first to the last.
    #[must_use]
    pub fn neurons(&self) -> impl ExactSizeIterator<Item = Neuron<'p, S>> + use<'p, S> {
        let activation = self.activation;
        self.parameters.chunks_exact(self.inputs + 1).map(move |p| Neuron { parameters: p, activation })
    }

    /// One neuron.
    ///
    /// # Panics
    /// If there are not that many.
    #[must_use]
    #[track_caller]
    pub fn neuron(&self, k: usize) -> Neuron<'p, S> {
        let count = self.neurons().len();
        self.neurons().nth(k).unwrap_or_else(|| panic!("there is no neuron {k} in a layer of {count}"))
    }

    /// The output of every neuron.
    ///
    /// # Panics
    /// If the number of inputs is another than the layer's.
    #[must_use]
    #[track_caller]
    pub fn call<X: Copy + Into<S>>(&self, inputs: &[X]) -> Vec<S> {
        check_inputs(self.inputs, inputs.len());
        self.neurons().map(|neuron| neuron.call(inputs)).collect()
    }
}

impl<S: Scalar> fmt::Display for Layer<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layer of ")?;
        list(f, self.neurons())
    }
}

/// `[a, b, c]`.
fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: impl Iterator<Item = T>) -> fmt::Result {
    f.write_str("[")?;
    for (k, item) in items.enumerate() {
        let comma = if k == 0 { "" } else { ", " };
        write!(f, "{comma}{item}")?;
    }
    f.write_str("]")
}

#[track_caller]
fn check_inputs(expected: usize, found: usize) {
    assert!(expected == found, "the network has {expected} inputs, it was called with {found}");
}
