use super::{
    super::convolution::{Packed, tests::noise},
    *,
};

fn epilogue(outputs: usize) -> Epilogue {
    let whole = outputs.next_multiple_of(LANES);
    Epilogue { bias: noise(whole, 1), slope: Some(noise(whole, 2)) }
}

/// Images of 32 to 256 channels, with and without frame and batch norm, sizes that tiles do not divide.
const CASES: [(usize, usize, usize, bool, [usize; 2]); 5] = [
    (32, 32, 1, false, [35, 35]),
    (64, 40, 1, true, [9, 17]),
    (64, 64, 0, false, [10, 7]),
    (128, 96, 1, true, [8, 8]),
    (256, 256, 1, false, [3, 14]),
];

struct Case {
    conv: Winograd,
    weight: Vec<f32>,
    input: Size,
    output: Size,
    x: Vec<f32>,
    residual: Vec<f32>,
}

const IMAGES: usize = 3;

fn case((inputs, outputs, padding, affine, [height, width]): (usize, usize, usize, bool, [usize; 2])) -> Case {
    let weight: Vec<f32> = noise(outputs * inputs * 9, 3).iter().map(|v| v / (inputs as f32).sqrt()).collect();
    let affine = affine.then(|| [noise(inputs, 6), noise(inputs, 7)]);
    let makes = Winograd::pays(inputs, outputs).unwrap();
    let conv = Winograd::new(&weight, [outputs, inputs, makes], padding, affine, epilogue(outputs));
    let input = Size { blocks: inputs / LANES, height, width };
    let output = conv.output(input).unwrap();
    let x = noise(IMAGES * input.pixels() * LANES, 4);
    let residual = noise(IMAGES * output.pixels() * LANES, 5);
    Case { conv, weight, input, output, x, residual }
}

fn run(case: &Case) -> Vec<f32> {
    let mut y = vec![f32::NAN; case.residual.len()];
    case.conv.run(&case.x, case.input, Some(&case.residual), &mut y, 1);
    y
}

/// The direct sum is held against candle's layers elsewhere.
#[test]
fn it_is_the_direct_sum_but_for_rounding() {
    for shape in CASES {
        let case = case(shape);
        let (inputs, outputs, padding, ..) = shape;
        let frame = super::super::maps::Frame { padding, affine: case.conv.affine.clone() };
        let framed = frame.size(case.input);
        let direct = Packed::new(&case.weight, [outputs, inputs, 3], 1, epilogue(outputs));
        let mut expected = vec![0.0; case.residual.len()];
        let each = case.output.pixels() * LANES;
        for (index, y) in expected.chunks_exact_mut(each).enumerate() {
            let mut x = vec![0.0; framed.pixels() * LANES];
            let length = case.input.pixels() * LANES;
            frame.fill(&case.x[index * length..][..length], case.input, LANES, &mut x);
            direct.run(&x, framed, Some(&case.residual[index * each..][..each]), y, 1);
        }
        let found = run(&case);
        let off = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        let largest = expected.iter().fold(0.0, |largest: f32, value| largest.max(value.abs()));
        assert!(off <= 1e-5 * largest, "{shape:?}: {off} of {largest}");
    }
}

#[test]
fn an_image_alone_gives_the_same_bits_as_among_others() {
    for shape in CASES {
        let case = case(shape);
        let together = run(&case);
        let (from, to) = (case.input.pixels() * LANES, case.output.pixels() * LANES);
        for index in 0..IMAGES {
            let mut y = vec![0.0; to];
            let residual = &case.residual[index * to..][..to];
            case.conv.run(&case.x[index * from..][..from], case.input, Some(residual), &mut y, 1);
            let same = y.iter().zip(&together[index * to..]).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(same, "{shape:?}, image {index}");
        }
    }
}

#[test]
fn every_register_width_gives_the_same_bits() {
    for shape in CASES {
        let case = case(shape);
        let expected = run(&case);
        macro_rules! same {
            ($simd:expr, $what:literal) => {
                let mut y = vec![f32::NAN; expected.len()];
                let Case { conv, x, input, output, residual, .. } = &case;
                let part = Part::whole(*output, Some(residual), &mut y);
                let run = Run { conv, x, input: *input, part, scratch: &mut Vec::new() };
                pulp::Simd::vectorize($simd, run);
                let same = y.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
                assert!(same, "{}: {shape:?}", $what);
            };
        }
        same!(pulp::Scalar, "plain code");
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            same!(simd, "AVX2");
        }
    }
}

#[test]
fn an_output_that_is_cut_among_cores_has_the_same_bits() {
    for shape in CASES {
        let case = case(shape);
        let expected = run(&case);
        let Case { conv, input, output, x, residual, .. } = &case;
        let (x, to) = (&x[..x.len() / IMAGES], residual.len() / IMAGES);
        let residual = Some(&residual[..to]);
        for count in [2, 3, 7] {
            let (mut bands, mut blocks) = (vec![f32::NAN; to], vec![f32::NAN; to]);
            let by_rows = Part::whole(*output, residual, &mut bands).by_rows(count, conv.makes);
            let cut = [by_rows, Part::whole(*output, residual, &mut blocks).by_blocks(count)];
            assert!(cut.iter().all(|parts| parts.len() > 1), "{count} cores, {shape:?}");
            for part in cut.into_iter().flatten() {
                let scratch = &mut Vec::new();
                pulp::Arch::new().dispatch(Run { conv, x, input: *input, part, scratch });
            }
            let same = |y: &[f32]| y.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(same(&bands) && same(&blocks), "{count} cores, {shape:?}");
        }
    }
}
