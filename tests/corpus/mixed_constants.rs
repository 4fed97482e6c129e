//! Constants of the other precision: their type is given where they are bound.

mod constants {
    const COARSE: f32 = 0.1;
    const FINE: f64 = 0.1;
    const TABLE: [f32; 3] = [0.1, 0.2, 0.3];
    static WEIGHTS: [f64; 2] = [0.1, 0.7];
    fn plain(n: usize) -> f32 {
        n as f32 * 0.1
    }
    #[micrograd::differentiable]
    fn f(x: f32, y: f64, n: usize) -> f64 {
        const OWN: f32 = 0.3;
        let table = TABLE;
        let c = COARSE;
        let square = c * c;
        let taken = if square > 0.010_000_000_3_f32 { x } else { OWN };
        let scaled = x * table[n] + TABLE[0] * OWN + plain(n) * x;
        f64::from(scaled * taken + COARSE) * FINE + WEIGHTS[n] * y + f64::from(COARSE * COARSE)
    }
    case!([mixed] val, val, int => (0.7_f32, 0.3, 1), (0.2_f32, 0.3, 0));
}

mod table {
    const KS: [f32; 2] = [0.1, 0.3];
    #[micrograd::differentiable]
    fn f(v: f64) -> f64 {
        let k: [f32; 2] = KS;
        v * f64::from(k[0] * k[1])
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7).0, f(0.7));
    }
}

mod struct_constant {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct P {
        x: f32,
        y: f32,
    }
    const C: P = P { x: 0.1, y: 0.3 };
    #[micrograd::differentiable]
    fn f(v: f64) -> f64 {
        let k: P = C;
        let q: f32 = k.x;
        v * f64::from(k.x * k.y)
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7).0, f(0.7));
    }
}

mod list_of_a_function {
    fn table(n: usize) -> Vec<f32> {
        vec![0.1, 0.3]
    }
    #[micrograd::differentiable]
    fn f(v: f64, n: usize) -> f64 {
        let k: Vec<f32> = table(n);
        v * f64::from(k[0] * k[1]) + f64::from(k.iter().sum::<f32>())
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7, 2).0, f(0.7, 2));
    }
}

mod double_in_single {
    const KS: [f64; 2] = [0.1, 0.3];
    #[micrograd::differentiable]
    fn f(v: f32) -> f32 {
        let k: [f64; 2] = KS;
        v * (k[0] * k[1] + 0.0) as f32
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7).0, f(0.7));
    }
}

mod pair_of_a_function {
    fn table(n: usize) -> (f32, f32) {
        (0.1, 0.3)
    }
    #[micrograd::differentiable]
    fn f(v: f64, n: usize) -> f64 {
        let (a, b): (f32, f32) = table(n);
        v * f64::from(a * b)
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7, 2).0, f(0.7, 2));
    }
}

mod option_of_a_function {
    fn table(n: usize) -> Option<f32> {
        Some(0.1)
    }
    #[micrograd::differentiable]
    fn f(v: f64, n: usize) -> f64 {
        let o: Option<f32> = table(n);
        let Some(a) = o else { return v };
        v * f64::from(a * a)
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7, 2).0, f(0.7, 2));
    }
}

mod items_of_a_function {
    fn table(n: usize) -> [f32; 2] {
        [0.1, 0.3]
    }
    #[micrograd::differentiable]
    fn f(v: f64, n: usize) -> f64 {
        let mut s = v;
        let t: [f32; 2] = table(n);
        for a in t {
            s += f64::from(a * a);
        }
        s * t[0] as f64
    }
    #[test]
    fn to_the_bit() {
        assert_eq!(value_and_grad_f(0.7, 2).0, f(0.7, 2));
    }
}
