//! How many neurons of which kind, and which parameter belongs where.
use super::Activation;
use alloc::{format, string::String, vec::Vec};
use core::{error::Error, fmt, ops::Range};

/// The shape of a network: all that is known of it without its parameters.
///
/// ```
/// use micrograd_core::nn::{Activation, Shape};
/// let shape = Shape::new(3, &[4, 4, 1]).activations(Activation::Tanh, Activation::Tanh);
/// assert_eq!(shape.parameters(), 4 * (3 + 1) + 4 * (4 + 1) + 1 * (4 + 1));
/// assert_eq!(shape.names()[2], "layer0.neuron0.w2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    layers: Vec<LayerShape>,
}

/// One layer of the shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct LayerShape {
    pub(super) inputs: usize,
    pub(super) neurons: usize,
    pub(super) activation: Activation,
}

impl LayerShape {
    fn parameters(&self) -> usize {
        self.neurons * (self.inputs + 1)
    }
}

impl Shape {
    /// `inputs` numbers go into the first layer; `neurons` says how many neurons each layer has, the last of which give
    /// the outputs. As in micrograd the last layer is linear and the others rectify; see [`Shape::activations`].
    ///
    /// # Panics
    /// If there are no inputs, no layers, or a layer has no neurons.
    #[must_use]
    #[track_caller]
    pub fn new(inputs: usize, neurons: &[usize]) -> Self {
        assert!(inputs > 0, "a network needs at least one input");
        assert!(!neurons.is_empty(), "a network needs at least one layer");
        let empty = neurons.iter().position(|&n| n == 0);
        assert!(empty.is_none(), "layer {} has no neurons", empty.unwrap_or_default());
        let before = core::iter::once(&inputs).chain(neurons);
        let layers =
            before.zip(neurons).map(|(&inputs, &neurons)| LayerShape { inputs, neurons, activation: Activation::Relu });
        let shape = Shape { layers: layers.collect() };
        shape.activations(Activation::Relu, Activation::Linear)
    }

    /// The same shape with these activations in the hidden layers and in the last one.
    #[must_use]
    pub fn activations(mut self, hidden: Activation, last: Activation) -> Self {
        for layer in &mut self.layers {
            layer.activation = hidden;
        }
        if let Some(layer) = self.layers.last_mut() {
            layer.activation = last;
        }
        self
    }

    /// The number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs
    }

    /// The number of outputs.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.layers[self.layers.len() - 1].neurons
    }

    /// The number of parameters: for each neuron its weights and its bias.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.layers.iter().map(LayerShape::parameters).sum()
    }

    /// A name for every parameter, in their order: `layer0.neuron0.w0`, .., `layer0.neuron0.bias`, `layer0.neuron1.w0`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::with_capacity(self.parameters());
        for (l, layer) in self.layers.iter().enumerate() {
            for n in 0..layer.neurons {
                names.extend((0..layer.inputs).map(|w| format!("layer{l}.neuron{n}.w{w}")));
                names.push(format!("layer{l}.neuron{n}.bias"));
            }
        }
        names
    }

    /// Each layer, with where its parameters stand.
    pub(super) fn layers(&self) -> impl Iterator<Item = (&LayerShape, Range<usize>)> {
        let mut end = 0;
        self.layers.iter().map(move |layer| {
            let start = end;
            end += layer.parameters();
            (layer, start..end)
        })
    }
}

/// A row of parameters that is not as long as the shape asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongLength {
    /// The number of parameters that the shape has.
    pub expected: usize,
    /// The number that was given.
    pub found: usize,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the shape has {} parameters, {} were given", self.expected, self.found)
    }
}

impl Error for WrongLength {}
