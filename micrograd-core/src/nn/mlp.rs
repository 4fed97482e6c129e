//! The multilayer perceptron: a shape with its parameters.
use super::{Layer, Shape, WrongLength, check_inputs, list};
use crate::{Graph, Scalar, Value};
use alloc::vec::Vec;
use core::fmt;

/// Layers one after the other, each fed with the outputs of the one before.
///
/// All parameters stand in one row, in the order of micrograd's `parameters()`: layer by layer, neuron by neuron, the
/// weights before the bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Mlp<S = f64> {
    shape: Shape,
    parameters: Vec<S>,
}

impl Mlp {
    /// A network as `MLP(inputs, neurons)` in micrograd: rectifying layers and a linear last one, random weights.
    ///
    /// # Panics
    /// As [`Shape::new`].
    #[must_use]
    #[track_caller]
    pub fn new(inputs: usize, neurons: &[usize], seed: u64) -> Self {
        Self::random(Shape::new(inputs, neurons), seed)
    }

    /// A network of this shape with weights uniform between -1 and 1 and every bias zero. The same seed gives the same
    /// network on every machine.
    #[must_use]
    pub fn random(shape: Shape, seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut parameters = Vec::with_capacity(shape.parameters());
        for (layer, _) in shape.layers() {
            for _ in 0..layer.neurons {
                parameters.extend((0..layer.inputs).map(|_| 2.0 * random.f64() - 1.0));
                parameters.push(0.0);
            }
        }
        Mlp { shape, parameters }
    }
}

impl<S: Scalar> Mlp<S> {
    /// A network of this shape with these parameters.
    ///
    /// # Errors
    /// If there are more or fewer parameters than [`Shape::parameters`].
    pub fn from_parameters(shape: Shape, parameters: Vec<S>) -> Result<Self, WrongLength> {
        let (expected, found) = (shape.parameters(), parameters.len());
        if expected == found { Ok(Mlp { shape, parameters }) } else { Err(WrongLength { expected, found }) }
    }

    /// The shape.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The parameters in one row, in the order of [`Shape::names`].
    #[must_use]
    pub fn parameters(&self) -> &[S] {
        &self.parameters
    }

    /// The parameters, to be changed.
    #[must_use]
    pub fn parameters_mut(&mut self) -> &mut [S] {
        &mut self.parameters
    }

    /// The parameters alone.
    #[must_use]
    pub fn into_parameters(self) -> Vec<S> {
        self.parameters
    }

    /// The layers from the first to the last.
    pub fn layers(&self) -> impl Iterator<Item = Layer<'_, S>> {
        self.shape.layers().map(|(layer, at)| Layer {
            inputs: layer.inputs,
            parameters: &self.parameters[at],
            activation: layer.activation,
        })
    }

    /// One layer.
    ///
    /// # Panics
    /// If there are not that many.
    #[must_use]
    #[track_caller]
    pub fn layer(&self, k: usize) -> Layer<'_, S> {
        let count = self.layers().count();
        self.layers().nth(k).unwrap_or_else(|| panic!("there is no layer {k} in a network of {count}"))
    }

    /// The same network over another scalar.
    ///
    /// ```
    /// use micrograd_core::{Dual, nn::Mlp};
    /// let net = Mlp::new(2, &[1], 7).map(Dual::constant);
    /// let y = net.call(&[Dual::variable(3.0), Dual::constant(1.0)])[0];
    /// assert_eq!(y.tangent, net.layer(0).neuron(0).weights()[0].value); // the output's slope along the first input
    /// ```
    #[must_use]
    pub fn map<T: Scalar>(&self, f: impl FnMut(S) -> T) -> Mlp<T> {
        Mlp { shape: self.shape.clone(), parameters: self.parameters.iter().copied().map(f).collect() }
    }

    /// The same network with its parameters as variables of a graph, ready for `backward`.
    ///
    /// # Panics
    /// If the graph already has 2^32 nodes.
    #[must_use]
    pub fn on<'g>(&self, graph: &'g Graph<S>) -> Mlp<Value<'g, S>> {
        self.map(|p| graph.value(p))
    }

    /// The outputs. The inputs may be of the network's scalar or, where that is `f64`, `Dual` or `Value`, plain `f64`.
    ///
    /// # Panics
    /// If the number of inputs is not the shape's.
    #[must_use]
    #[track_caller]
    pub fn call<X: Copy + Into<S>>(&self, inputs: &[X]) -> Vec<S> {
        check_inputs(self.shape.inputs(), inputs.len());
        let inputs = inputs.iter().map(|&x| x.into()).collect();
        self.layers().fold(inputs, |x: Vec<S>, layer| layer.call(&x))
    }
}

/// A network whose parameters are recorded.
impl<S: Scalar> Mlp<Value<'_, S>> {
    /// Sets the gradient of every parameter to zero.
    pub fn zero_grad(&self) {
        self.parameters.iter().for_each(|p| p.zero_grad());
    }

    /// The gradient of every parameter, in their order.
    #[must_use]
    pub fn gradient(&self) -> Vec<S> {
        self.parameters.iter().map(|p| p.grad()).collect()
    }

    /// Labels every parameter with its name, for drawings.
    #[must_use = "names in place, and returns the network for chaining"]
    pub fn labelled(self) -> Self {
        for (p, name) in self.parameters.iter().zip(self.shape.names()) {
            p.label(&name);
        }
        self
    }
}

impl<S: Scalar> fmt::Display for Mlp<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MLP of ")?;
        list(f, self.layers())
    }
}
