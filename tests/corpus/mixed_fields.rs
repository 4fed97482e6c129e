//! Types of the user's over `f32` or `f64` in functions that mix both: which their fields are, nothing in the function
//! says.

mod library {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Coarse {
        pub x: f32,
        pub w: Vec<f32>,
        pub n: usize,
    }
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Fine {
        pub x: f64,
        pub w: [f64; 2],
    }
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub enum E {
        A(f32),
        B { x: f32, n: usize },
        C,
    }
    #[differentiable]
    pub fn make(x: f64) -> Coarse {
        Coarse { x: x as f32, w: vec![0.1, x as f32], n: 1 }
    }
    #[differentiable]
    pub fn pair(x: f32) -> (f32, f64) {
        (x * 0.3, f64::from(x) * 0.3)
    }
}

mod fields {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(p: &Coarse, q: Fine, k: f32) -> f64 {
        f64::from(p.x * 0.1) * f64::from(k)
            + f64::from(p.w[1] * p.w[0] * 0.1)
            + q.x * 0.1
            + (q.w[0] * 0.3) as f32 as f64
            + p.n as f64
    }
    #[test]
    fn to_the_bit() {
        let (p, q) = (Coarse { x: 0.1, w: vec![0.7, 0.3], n: 3 }, Fine { x: 0.1, w: [0.3, 0.7] });
        let (y, (dp, dq, dk)) = value_and_grad_f(&p, q.clone(), 0.3);
        assert_eq!(y, f(&p, q.clone(), 0.3));
        assert_eq!(dq.w[0], 0.3);
        assert_eq!(dq.x, 0.1);
        assert!((dp.x - 0.03).abs() < 1e-6);
    }
}

mod variants {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(e: &E, y: f64) -> f64 {
        let k: f32 = 0.1;
        match e {
            E::A(v) => f64::from(*v * 0.1) * y,
            E::B { x, n } => f64::from(0.3 * x) * y + *n as f64,
            E::C => y,
        }
    }
    #[micrograd::differentiable]
    fn g(e: &E, y: f64) -> f32 {
        match e {
            E::A(v) => *v * 0.1,
            E::B { x, n } => 0.3 * x + *n as f32 * y as f32,
            E::C => y as f32,
        }
    }
    #[test]
    fn to_the_bit() {
        for e in [E::A(0.1), E::B { x: 0.1, n: 3 }, E::C] {
            assert_eq!(value_and_grad_f(&e, 0.3).0, f(&e, 0.3));
            assert_eq!(value_and_grad_g(&e, 0.3).0, g(&e, 0.3));
        }
    }
}

mod fields_of_results {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64, k: f32) -> f64 {
        let p = pair(k);
        let m = make(x);
        let c = &m;
        f64::from(p.0 * 0.1) * p.1 + f64::from(m.x * 0.1) + f64::from(c.w[0] * c.w[1]) + (m.x * 0.3) as f64
    }
    case!([mixed] val, val => (0.77, 0.1_f32), (0.1, 0.7_f32));
}

mod items_of_a_list {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(ps: &[Coarse], x: f64) -> f64 {
        let mut s = 0.0;
        for p in ps {
            let px: f32 = p.x;
            s += f64::from(p.x * 0.1) * x;
            for w in &p.w {
                s += f64::from(*w * 0.3)
            }
        }
        s + ps.iter().map(|p| f64::from(p.x * p.x)).sum::<f64>()
    }
    #[test]
    fn to_the_bit() {
        let ps = vec![Coarse { x: 0.1, w: vec![0.7, 0.3], n: 3 }, Coarse { x: 0.9, w: vec![0.7], n: 3 }];
        assert_eq!(value_and_grad_f(&ps, 0.3).0, f(&ps, 0.3));
    }
}

mod fields_that_change {
    // &mut struct and method on it
    use super::library::*;
    #[micrograd::differentiable]
    fn f(p: &mut Coarse, q: &mut Fine, x: f64) -> f64 {
        p.x += (x * 0.1) as f32;
        p.w[0] *= 0.3;
        q.x -= f64::from(p.x * 0.1);
        q.w[p.n] = f64::from(p.w[0]);
        q.x * x
    }
    #[test]
    fn to_the_bit() {
        let (p, q) = (Coarse { x: 0.1, w: vec![0.7, 0.3], n: 1 }, Fine { x: 0.1, w: [0.3, 0.7] });
        let (mut p1, mut q1) = (p.clone(), q.clone());
        let (mut p2, mut q2) = (p.clone(), q.clone());
        let y = f(&mut p1, &mut q1, 0.3);
        let (z, _) = vjp_f(&mut p2, &mut q2, 0.3);
        assert_eq!((y, p1, q1), (z, p2, q2));
    }
}
