//! What a method by value is called on is as it was before its arguments.
use micrograd::{Differentiable, differentiable};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Line {
    slope: f64,
    offset: f64,
}

#[differentiable]
impl Line {
    #[differentiable]
    fn at(self, x: f64) -> f64 {
        self.slope * x + self.offset
    }
    #[differentiable]
    fn onto(self, other: &mut Line) -> f64 {
        other.slope = other.slope * self.offset;
        other.offset *= 2.0;
        other.slope + self.slope * other.offset
    }
    #[differentiable]
    fn area(&self) -> f64 {
        self.slope * self.offset
    }
    #[differentiable]
    fn steeper(&mut self, by: f64) -> f64 {
        self.slope *= by;
        self.slope
    }
    #[differentiable]
    fn twice(&mut self) -> f64 {
        self.steeper(self.area()) * self.at(self.steepness())
    }
    #[differentiable]
    fn steepness(&self) -> f64 {
        self.slope.sin()
    }
}

#[differentiable]
fn bump(line: &mut Line) -> f64 {
    line.slope *= line.offset;
    line.offset += 1.0;
    line.slope
}

#[differentiable]
fn apply(line: Line, y: f64, after: Line) -> f64 {
    line.slope * line.offset + y * after.slope - after.offset
}

mod a_call_changes_it {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        p.at(bump(&mut p)) * p.slope
    }
    case!(val, val => (0.7, 1.3), (-0.4, 0.9));
}

mod a_block_changes_it {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        let a = p.at({
            p.slope *= y;
            p.slope += 1.0;
            p.offset
        });
        let b = p.at(if y > 1.0 {
            p.offset = a;
            x
        } else {
            y
        });
        a * b * p.slope
    }
    case!(val, val => (0.7, 1.3), (-0.4, 0.9));
}

mod an_element {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = [Line { slope: x, offset: y }; 2];
        let mut i = 0;
        let a = p[i].at({
            i += 1;
            p[0].slope *= 2.0;
            p[i].slope = y * p[0].slope;
            p[i].slope
        });
        a * p[1].slope + p[i].onto(&mut p[1]) * p[0].offset
    }
    case!(val, val => (0.7, 1.3));
}

mod it_is_given_to_the_method_too {
    use super::*;
    #[differentiable]
    fn g(p: &mut Line) -> f64 {
        p.onto(&mut *p) * p.slope
    }
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        let a = p.onto(&mut p);
        let t = &mut p;
        let b = t.onto(&mut *t) * t.slope;
        a * b * g(&mut p) + p.offset
    }
    case!(val, val => (0.7, 1.3), (-0.4, 0.9));
}

mod under_another_name {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        let t = &mut p;
        let a = t.at({
            p.slope *= y;
            p.offset
        });
        a * p.slope
    }
    case!(val, val => (0.7, 1.3));
}

mod its_other_methods_only_read {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        let a = p.steeper(p.area() + x);
        let b = p.steeper(p.at(p.area()));
        a * b * p.slope * p.twice() + p.offset
    }
    case!(val, val => (0.7, 1.3), (-0.4, 0.9));
}

mod values_in_lists {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = Line { slope: x, offset: y };
        let first = apply(p, bump(&mut p), p);
        let pair = (p, bump(&mut p), p);
        let lines = [
            p,
            {
                p.slope *= 3.0;
                p
            },
            p,
        ];
        first * pair.0.slope * pair.1 * pair.2.offset + lines[0].slope * lines[1].slope + lines[2].area()
    }
    case!(val, val => (0.7, 1.3), (-0.4, 0.9));
}

mod numbers {
    use super::*;
    #[differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = [x, y, x * y];
        let mut i = 0;
        let power = a[i].powf({
            a[0] = y;
            i += 1;
            a[i]
        });
        let larger = a[i].max({
            a[i] = 0.1;
            0.2
        });
        power * larger * a[1] + { a[2] } * {
            a[2] *= 2.0;
            a[2]
        }
    }
    case!(val, val => (0.7, 1.3));
}
