//! Functions of `f32` in which a literal is an `f64`, because it never meets an `f32`: no `f64` is written anywhere.

mod counted_steps {
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let mut t = 0.0;
        let mut n = 0;
        while t < 1.0 {
            t += 0.1;
            n += 1;
        }
        x * n as f32
    }
    case!([mixed] val => (1.0,), (0.3,));
}

mod casts_of_literals {
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let n = (0.7 * 10.0) as usize;
        let z = (0.29 * 100.0) as i32;
        x * n as f32 + z as f32
    }
    case!([mixed] val => (1.0,), (0.3,));
}

mod compared {
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let g = (1.0 + 1e-9) > 1.0;
        let k = 16777217.0;
        let j = (k - 16777216.0) as i32;
        let n = (0.1 + 0.2 > 0.3) as i32;
        if g { x * j as f32 + n as f32 } else { x * 2.0 }
    }
    case!([mixed] val => (1.0,), (0.3,));
}

mod narrowed {
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let mut w = 1.0;
        for _ in 0..5 {
            w *= 1.1;
        }
        let v = 1.0 / 3.0;
        let (a, b) = (0.1, 0.2);
        let c = [a, b];
        let s = if c[0] + c[1] == 0.3 { x } else { -x };
        s * w as f32 * (v * v * v) as f32 + x * ((0.1 + 0.7) * 10.0) as i32 as f32
    }
    case!([mixed] val => (1.0,), (0.3,));
}

mod all_single {
    #[micrograd::differentiable]
    fn scale(x: &[f32], y: &mut [f32]) {
        for i in 0..x.len() {
            y[i] = 0.5 * x[i];
        }
    }
    #[micrograd::differentiable]
    fn f(x: &[f32], k: f32) -> f32 {
        let mut y = vec![0.0; x.len()];
        scale(x, &mut y);
        let mut best = 0.0;
        for v in &y {
            best += 0.1 * v * k;
        }
        best
    }
    case!([single] ref, val => ([0.3, 0.8], 1.2));
}

mod literals_given_as_an_array {
    #[micrograd::differentiable]
    pub fn sum(x: &[f32], rows: &[[f32; 2]]) -> f32 {
        x[0] * x[1] + rows[1][0] * rows[0][1]
    }
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let double = 0.1;
        sum(&[0.5, 0.25], &[[0.5, 0.75], [x, 0.5]]) * x + double as f32
    }
    case!([single] val => (0.7,));
}

mod constants_by_path {
    #[micrograd::differentiable]
    fn f(x: &mut f32) -> f32 {
        if f32::tanh(0.5) >= 0.4 {
            *x *= 2.0;
        }
        let scale = f32::max(0.5, 0.25);
        *x * scale * f32::EPSILON.sqrt().recip()
    }
    case!([single] mutref => (0.7,));
}

mod literals_given_at_the_end_of_a_block {
    #[micrograd::differentiable]
    fn scaled(x: f32, k: f32) -> f32 {
        x * k
    }
    #[micrograd::differentiable]
    fn f(x: &mut f32) -> f32 {
        let double = 0.1;
        scaled(*x, {
            *x *= 2.0;
            0.75
        }) * *x
            + double as f32
    }
    case!([single] mutref => (0.7,));
}
