//! Networks: their arithmetic, their parameters, and that they learn.
#![allow(clippy::float_cmp, reason = "exact values are expected")]
use micrograd_core::{
    Dual, Graph, Scalar, Value,
    check::ENGINE_TOLERANCE,
    nn::{Activation, Layer, Mlp, Neuron, Shape, WrongLength},
};

/// The lecture's shape: hyperbolic tangents everywhere.
fn tanh_shape() -> Shape {
    Shape::new(3, &[4, 4, 1]).activations(Activation::Tanh, Activation::Tanh)
}

#[test]
fn a_neuron_is_the_activation_of_a_weighted_sum() {
    let parameters = [0.5, -2.0, 0.25];
    let call = |activation| Neuron::new(&parameters, activation).call(&[3.0, 1.0]);
    assert_eq!(call(Activation::Linear), -0.25);
    assert_eq!(call(Activation::Relu), 0.0);
    assert_eq!(call(Activation::Tanh), (-0.25_f64).tanh());
    assert_eq!(call(Activation::Sigmoid), Scalar::sigmoid(-0.25));
    let neuron = Neuron::new(&parameters, Activation::Relu);
    assert_eq!((neuron.weights(), neuron.bias()), (&[0.5, -2.0][..], 0.25));
    assert_eq!(neuron.call(&[3.0, 0.0]), 1.75);
}

#[test]
fn layers_follow_each_other() {
    let shape = Shape::new(2, &[2, 1]);
    // the two hidden neurons are x - y and y - x, rectified; the output doubles their sum and adds one
    let parameters = vec![1.0, -1.0, 0.0, -1.0, 1.0, 0.0, 2.0, 2.0, 1.0];
    let net = Mlp::from_parameters(shape, parameters).unwrap();
    assert_eq!(net.layer(0).call(&[5.0, 2.0]), [3.0, 0.0]);
    assert_eq!(net.call(&[5.0, 2.0]), [7.0]);
    assert_eq!(net.call(&[2.0, 5.0]), [7.0]);
    assert_eq!(net.call(&[2, 5]), [7.0], "whole numbers are inputs as well");
    assert_eq!(net.layer(0).neuron(1).weights(), [-1.0, 1.0]);
    assert_eq!(net.layer(1).neuron(0).bias(), 1.0);
    assert_eq!(net.layers().map(|layer| layer.neurons().len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn display_is_that_of_micrograd() {
    let net = Mlp::new(3, &[2, 1], 1);
    assert_eq!(net.to_string(), "MLP of [Layer of [ReLUNeuron(3), ReLUNeuron(3)], Layer of [LinearNeuron(2)]]");
    let net = Mlp::random(tanh_shape(), 1);
    assert_eq!(net.layer(2).to_string(), "Layer of [TanhNeuron(4)]");
    assert_eq!(Neuron::new(&[1.0, 2.0], Activation::Sigmoid).to_string(), "SigmoidNeuron(1)");
}

#[test]
fn parameters_have_an_order_and_names() {
    let shape = Shape::new(3, &[4, 4, 1]);
    assert_eq!((shape.inputs(), shape.outputs(), shape.parameters()), (3, 1, 41));
    let names = shape.names();
    assert_eq!(names.len(), 41);
    assert_eq!(names[2..6], ["layer0.neuron0.w2", "layer0.neuron0.bias", "layer0.neuron1.w0", "layer0.neuron1.w1"]);
    assert_eq!(names[40], "layer2.neuron0.bias");

    // number the parameters, and find each where its name says
    let net = Mlp::from_parameters(shape, (0..41).map(f64::from).collect()).unwrap();
    let index = |name: &str| names.iter().position(|n| n == name).unwrap();
    assert_eq!(net.parameters()[index("layer1.neuron2.w3")], net.layer(1).neuron(2).weights()[3]);
    assert_eq!(net.parameters()[index("layer1.neuron3.bias")], net.layer(1).neuron(3).bias());
}

#[test]
fn the_seed_fixes_the_weights() {
    let net = Mlp::new(3, &[50, 50], 1);
    assert_eq!(net, Mlp::new(3, &[50, 50], 1));
    assert_ne!(net.parameters(), Mlp::new(3, &[50, 50], 2).parameters());
    assert!(net.layers().all(|l| l.neurons().all(|n| n.bias() == 0.0)));
    let layer = net.layer(1);
    let weights: Vec<f64> = layer.neurons().flat_map(|n| n.weights().to_vec()).collect();
    assert!(weights.iter().all(|w| (-1.0..1.0).contains(w)));
    // 2500 numbers of variance 1/3: the mean strays by 0.0115, the mean square by 0.006
    let mean = weights.iter().sum::<f64>() / 2500.0;
    let square = weights.iter().map(|w| w * w).sum::<f64>() / 2500.0;
    assert!(mean.abs() < 0.05 && (square - 1.0 / 3.0).abs() < 0.03, "{mean} {square}");
}

#[test]
fn one_network_over_every_scalar() {
    let net = Mlp::random(tanh_shape(), 5);
    let x = [2.0, 3.0, -1.0];
    let y = net.call(&x)[0];

    let graph = Graph::new();
    let live = net.on(&graph);
    let recorded = live.call(&x)[0];
    recorded.backward();
    assert_eq!(recorded.data(), y);

    for (k, slope) in live.gradient().into_iter().enumerate() {
        let mut duals = net.map(Dual::constant);
        duals.parameters_mut()[k].tangent = 1.0;
        let dual = duals.call(&x)[0];
        assert_eq!(dual.value, y);
        assert!((dual.tangent - slope).abs() <= ENGINE_TOLERANCE, "parameter {k}");
    }
    let single = net.map(f32::from_f64).call(&[2.0_f32, 3.0, -1.0])[0];
    assert!((f64::from(single) - y).abs() < 1e-5, "f32 has 7 digits");
}

#[test]
fn inputs_may_be_variables() {
    let net = Mlp::new(2, &[3, 2], 3);
    let graph = Graph::new();
    let x = graph.values(&[0.5, -0.25]);
    let fixed = net.map(Value::constant);
    let y = fixed.call(&x)[1];
    y.backward();
    let along = net.map(Dual::constant).call(&[Dual::variable(0.5), Dual::constant(-0.25)])[1];
    assert_eq!((y.data(), x[0].grad()), (along.value, along.tangent));
}

#[test]
fn gradients_accumulate_until_zero_grad() {
    let net = Mlp::new(2, &[2, 1], 3);
    let graph = Graph::new();
    let live = net.on(&graph);
    let y = live.call(&[1.0, 0.5])[0];
    y.backward();
    let once = live.gradient();
    assert!(once.iter().any(|&slope| slope != 0.0));
    y.backward();
    assert!(live.gradient().iter().zip(&once).all(|(twice, once)| *twice == 2.0 * once));
    live.zero_grad();
    assert!(live.gradient().iter().all(|&slope| slope == 0.0));
    assert_eq!(y.grad(), 2.0, "only the parameters");
}

#[test]
fn parameters_can_be_labelled() {
    let graph = Graph::new();
    let live = Mlp::new(2, &[1], 3).on(&graph).labelled();
    let names: Vec<_> = live.parameters().iter().filter_map(|p| p.name()).collect();
    assert_eq!(names, live.shape().names());
}

#[test]
fn gradient_descent_learns() {
    let xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]];
    let ys = [1.0, -1.0, -1.0, 1.0];
    let mut graph = Graph::new();
    for seed in 0..5 {
        let mut net = Mlp::random(tanh_shape(), seed);
        for _ in 0..500 {
            let live = net.on(&graph);
            let errors = xs.iter().zip(ys).map(|(x, y)| (live.call(x)[0] - y).powi(2));
            errors.sum::<Value<'_>>().backward();
            for (p, slope) in net.parameters_mut().iter_mut().zip(live.gradient()) {
                *p -= 0.05 * slope;
            }
            graph.clear();
        }
        let loss: f64 = xs.iter().zip(ys).map(|(x, y)| (net.call(x)[0] - y).powi(2)).sum();
        assert!(loss < 0.05, "seed {seed}: {loss}");
    }
}

#[test]
fn a_wrong_number_of_parameters_is_an_error() {
    let error = Mlp::from_parameters(Shape::new(2, &[1]), vec![0.0; 4]).unwrap_err();
    assert_eq!(error, WrongLength { expected: 3, found: 4 });
    assert_eq!(error.to_string(), "the shape has 3 parameters, 4 were given");
    assert!(Mlp::from_parameters(Shape::new(2, &[1]), vec![0.0; 2]).is_err());
    let net = Mlp::from_parameters(Shape::new(2, &[1]), vec![1.0, 2.0, 3.0]).unwrap();
    assert_eq!(net.into_parameters(), [1.0, 2.0, 3.0]);
}

#[test]
#[should_panic = "a network needs at least one input"]
fn a_network_has_inputs() {
    let _ = Mlp::new(0, &[2, 1], 1);
}

#[test]
#[should_panic = "a network needs at least one layer"]
fn a_network_has_layers() {
    let _ = Mlp::new(2, &[], 1);
}

#[test]
#[should_panic = "layer 1 has no neurons"]
fn a_layer_has_neurons() {
    let _ = Mlp::new(2, &[3, 0, 1], 1);
}

#[test]
#[should_panic = "the network has 2 inputs, it was called with 3"]
fn a_network_wants_all_its_inputs() {
    let _ = Mlp::new(2, &[1], 1).call(&[1.0, 2.0, 3.0]);
}

#[test]
#[should_panic = "the network has 2 inputs, it was called with 1"]
fn a_neuron_wants_all_its_inputs() {
    let _ = Neuron::new(&[1.0, 2.0, 3.0], Activation::Linear).call(&[1.0]);
}

#[test]
#[should_panic = "a neuron needs at least one weight and its bias, here are 1 parameters"]
fn a_neuron_has_weights() {
    let _ = Neuron::new(&[1.0], Activation::Linear);
}

#[test]
#[should_panic = "neurons of 2 inputs have 3 parameters each, a layer of them cannot have 4"]
fn a_layer_has_whole_neurons() {
    let _ = Layer::new(2, &[1.0; 4], Activation::Linear);
}

#[test]
#[should_panic = "there is no layer 2 in a network of 2"]
fn layers_are_counted_from_zero() {
    let _ = Mlp::new(2, &[3, 1], 1).layer(2);
}
