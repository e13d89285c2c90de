use super::{
    super::{Epilogue, convolution::tests::noise},
    *,
};

/// Channels before, between and after; of the first layer side and stride; of the depthwise stride and padding; height and width.
type Shape = ([usize; 3], [usize; 2], (usize, [usize; 2]), [usize; 2]);

/// As MobileFaceNet has them, and with rows and bands that nothing divides.
const SHAPES: [Shape; 5] = [
    ([64, 128, 64], [1, 1], (1, [1, 1]), [28, 28]),
    ([64, 128, 64], [1, 1], (2, [0, 1]), [56, 56]),
    ([3, 64, 64], [3, 2], (1, [1, 1]), [113, 113]),
    ([20, 48, 70], [1, 1], (1, [1, 1]), [5, 9]),
    ([32, 256, 16], [1, 1], (2, [0, 1]), [23, 40]),
];

struct Case {
    chain: Chain,
    input: Size,
    output: Size,
    x: Vec<f32>,
    residual: Vec<f32>,
}

fn case((channels, [side, stride], (step, padding), [height, width]): Shape) -> Case {
    let [before, between, after] = channels;
    let epilogue = |channels: usize, prelu: bool| {
        let whole = channels.next_multiple_of(LANES);
        Epilogue { bias: noise(whole, 1), slope: prelu.then(|| noise(whole, 2)) }
    };
    let weight = noise(between * before * side * side, 3);
    let first = Packed::new(&weight, [between, before, side], stride, epilogue(between, true));
    let depthwise = PackedDepthwise::new(&noise(between * 9, 4), [between, 3, step], padding, epilogue(between, true));
    let last = Packed::new(&noise(after * between, 5), [after, between, 1], 1, epilogue(after, false));
    let chain = Chain::new(first, depthwise, last).unwrap();
    let input = Size { blocks: before.div_ceil(LANES), height, width };
    let output = chain.output(input).unwrap();
    let (x, residual) = (noise(input.pixels() * chain.lanes(), 6), noise(output.pixels() * LANES, 7));
    Case { chain, input, output, x, residual }
}

/// The layers one after the other.
fn one_by_one(Case { chain, input, x, residual, .. }: &Case) -> Vec<f32> {
    let [first, second, third] = chain.sizes(*input).unwrap();
    let [mut a, mut b, mut c] = [first, second, third].map(|size| vec![f32::NAN; size.pixels() * LANES]);
    chain.first.run(x, *input, None, &mut a, 1);
    chain.depthwise.run(&a, first, &mut b, 1);
    chain.last.run(&b, second, Some(residual), &mut c, 1);
    c
}

fn same(found: &[f32], expected: &[f32], what: &str, shape: Shape) {
    let same = found.iter().zip(expected).all(|(a, b)| a.to_bits() == b.to_bits());
    assert!(same, "{what}: {shape:?}");
}

#[test]
fn it_gives_the_bits_of_the_three_layers_on_any_number_of_cores() {
    for shape in SHAPES {
        let case = case(shape);
        let expected = one_by_one(&case);
        for cores in [1, 2, 3, 7] {
            let mut y = vec![f32::NAN; expected.len()];
            case.chain.run(&case.x, case.input, Some(&case.residual), &mut y, cores);
            same(&y, &expected, &format!("{cores} cores"), shape);
        }
    }
}

#[test]
fn every_register_width_gives_the_same_bits() {
    for shape in SHAPES {
        let case = case(shape);
        let expected = one_by_one(&case);
        let Case { chain, input, output, x, residual } = &case;
        macro_rules! on {
            ($simd:expr, $what:literal) => {
                let (mut y, input) = (vec![f32::NAN; expected.len()], *input);
                let (part, scratch) = (Part::whole(*output, Some(residual), &mut y), &mut vec![f32::NAN; 9]);
                if chain.lanes() == PICTURE_LANES {
                    pulp::Simd::vectorize($simd, Run::<PICTURE_LANES> { chain, x, input, part, scratch });
                } else {
                    pulp::Simd::vectorize($simd, Run::<LANES> { chain, x, input, part, scratch });
                }
                same(&y, &expected, $what, shape);
            };
        }
        on!(pulp::Scalar, "plain code");
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            on!(simd, "AVX2");
        }
    }
}

#[test]
fn layers_that_do_not_follow_one_another_are_none() {
    let plain = |channels: usize| Epilogue { bias: vec![0.0; channels], slope: None };
    let convolution = |from: usize, to: usize| Packed::new(&noise(from * to, 1), [to, from, 1], 1, plain(to));
    let depthwise =
        |side: usize| PackedDepthwise::new(&noise(32 * side * side, 1), [32, side, 1], [side / 2; 2], plain(32));
    assert!(Chain::new(convolution(16, 32), depthwise(3), convolution(32, 16)).is_some());
    assert!(Chain::new(convolution(16, 48), depthwise(3), convolution(32, 16)).is_none());
    assert!(Chain::new(convolution(16, 32), depthwise(3), convolution(48, 16)).is_none());
    assert!(Chain::new(convolution(16, 32), depthwise(7), convolution(32, 16)).is_none());
}
