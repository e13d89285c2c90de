//! Into Winograd's basis and back: G, B and A of the paper that [`super`] names, for F(4,3) and F(2,3).

use pulp::Simd;

/// A window in Winograd's basis, G·g·Gᵀ; in f64, so that rounding happens once.
pub fn window(values: &[f32; 9], makes: usize) -> Vec<f32> {
    const SIX: [[f64; 3]; 6] = [
        [1.0 / 4.0, 0.0, 0.0],
        [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
        [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
        [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
        [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
        [0.0, 0.0, 1.0],
    ];
    const FOUR: [[f64; 3]; 4] = [[1.0, 0.0, 0.0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0.0, 0.0, 1.0]];
    let rows: &[[f64; 3]] = if makes == 4 { &SIX } else { &FOUR };
    let at = |row: &[f64; 3], column: &[f64; 3]| {
        let mut sum = 0.0;
        for (i, a) in row.iter().enumerate() {
            for (j, b) in column.iter().enumerate() {
                sum += a * b * f64::from(values[3 * i + j]);
            }
        }
        sum as f32
    };
    rows.iter().flat_map(|row| rows.iter().map(move |column| at(row, column))).collect()
}

/// Bᵀ·d for one line of a tile.
#[inline(always)]
pub fn forward<S: Simd, const T: usize>(simd: S, d: [S::f32s; T]) -> [S::f32s; T] {
    let times = |factor: f32, value: S::f32s, plus: S::f32s| simd.mul_add_f32s(simd.splat_f32s(factor), value, plus);
    let mut to = d;
    if let ([a, b, c, d, e, f], [t0, t1, t2, t3, t4, t5]) = (&d[..], &mut to[..]) {
        let (even, odd) = (times(-4.0, *c, *e), times(-4.0, *b, *d));
        let (near, far) = (simd.sub_f32s(*e, *c), simd.sub_f32s(*d, *b));
        *t0 = times(4.0, *a, times(-5.0, *c, *e));
        *t1 = simd.add_f32s(even, odd);
        *t2 = simd.sub_f32s(even, odd);
        *t3 = times(2.0, far, near);
        *t4 = times(-2.0, far, near);
        *t5 = times(4.0, *b, times(-5.0, *d, *f));
    } else if let ([a, b, c, d], [t0, t1, t2, t3]) = (&d[..], &mut to[..]) {
        *t0 = simd.sub_f32s(*a, *c);
        *t1 = simd.add_f32s(*b, *c);
        *t2 = simd.sub_f32s(*c, *b);
        *t3 = simd.sub_f32s(*b, *d);
    }
    to
}

/// Aᵀ·m for one line of products.
#[inline(always)]
pub fn backward<S: Simd, const T: usize, const O: usize>(simd: S, m: [S::f32s; T]) -> [S::f32s; O] {
    let times = |factor: f32, value: S::f32s, plus: S::f32s| simd.mul_add_f32s(simd.splat_f32s(factor), value, plus);
    let mut to = [simd.splat_f32s(0.0); O];
    if let ([a, b, c, d, e, f], [t0, t1, t2, t3]) = (&m[..], &mut to[..]) {
        let (near, near_odd) = (simd.add_f32s(*b, *c), simd.sub_f32s(*b, *c));
        let (far, far_odd) = (simd.add_f32s(*d, *e), simd.sub_f32s(*d, *e));
        *t0 = simd.add_f32s(simd.add_f32s(*a, near), far);
        *t1 = times(2.0, far_odd, near_odd);
        *t2 = times(4.0, far, near);
        *t3 = simd.add_f32s(times(8.0, far_odd, near_odd), *f);
    } else if let ([a, b, c, d], [t0, t1]) = (&m[..], &mut to[..]) {
        *t0 = simd.add_f32s(simd.add_f32s(*a, *b), *c);
        *t1 = simd.sub_f32s(simd.sub_f32s(*b, *c), *d);
    }
    to
}
