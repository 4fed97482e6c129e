//! Types that are known by a trait with derivatives only.

mod bounded_parameter {
    use micrograd::{Differentiable, differentiable};
    #[differentiable]
    trait Shape {
        #[differentiable]
        fn area(&self) -> f64;
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Square(f64);
    #[derive(Clone, Debug, Differentiable)]
    struct Rectangle {
        a: f64,
        b: f64,
    }
    reals_of!(Square, SquareAt, SquareTangent { 0 });
    reals_of!(Rectangle, RectangleAt, RectangleTangent { a, b });
    #[differentiable]
    impl Shape for Square {
        #[differentiable]
        fn area(&self) -> f64 {
            self.0 * self.0
        }
    }
    #[differentiable]
    impl Shape for Rectangle {
        #[differentiable]
        fn area(&self) -> f64 {
            self.a * self.b
        }
    }
    #[differentiable]
    fn ratio<A: Shape, B>(a: &A, b: &B) -> f64
    where
        B: Shape,
    {
        a.area() / b.area()
    }
    #[differentiable]
    fn total(shapes: &[impl Shape], first: &impl Shape) -> f64 {
        let mut sum = first.area();
        for shape in shapes {
            sum = sum * 0.5 + shape.area();
        }
        sum
    }
    #[differentiable]
    fn f(s: &Square, r: &[Rectangle]) -> f64 {
        ratio(s, &r[0]) + ratio(&r[0], s) * ratio(&r[0], &r[1]) * s.area() + total(r, s)
    }
    case!(ref, ref => (Square(0.7), vec![Rectangle { a: 1.2, b: 0.4 }, Rectangle { a: 0.3, b: 0.9 }]));
}
