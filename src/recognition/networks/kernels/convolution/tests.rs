use super::*;

/// Values without pattern, −1 to 1.
pub fn noise(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(747_796_405).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 8_388_608.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// What a convolution of two images is held against: one image at a time.
struct Case {
    conv: Packed,
    input: Size,
    output: Size,
    x: Vec<f32>,
    residual: Vec<f32>,
    expected: Vec<f32>,
}

const IMAGES: usize = 2;

/// Rows that are long, short, and multiples of tiles; remainders of all kinds.
fn cases() -> Vec<Case> {
    let shapes = [
        (3usize, 40usize, 3, 2, 31),
        (16, 16, 1, 1, 9),
        (20, 70, 3, 1, 24),
        (48, 33, 2, 1, 8),
        (64, 64, 1, 1, 15),
        (32, 32, 3, 2, 65),
        (16, 48, 3, 1, 46),
        (32, 20, 7, 1, 7),
    ];
    shapes
        .map(|(inputs, outputs, side, stride, width)| {
            let whole = outputs.next_multiple_of(LANES);
            let epilogue = Epilogue { bias: noise(whole, 1), slope: Some(noise(whole, 2)) };
            let weight = noise(outputs * inputs * side * side, 3);
            let conv = Packed::new(&weight, [outputs, inputs, side], stride, epilogue);
            let input = Size { blocks: inputs.div_ceil(LANES), height: 7, width };
            let output = conv.output(input).unwrap();
            let x = noise(IMAGES * input.pixels() * conv.lanes(), 4);
            let residual = noise(IMAGES * output.pixels() * LANES, 5);
            let mut expected = vec![0.0; residual.len()];
            let (from, to) = (x.len() / IMAGES, residual.len() / IMAGES);
            for (index, y) in expected.chunks_exact_mut(to).enumerate() {
                conv.run(&x[index * from..][..from], input, Some(&residual[index * to..][..to]), y, 1);
            }
            Case { conv, input, output, x, residual, expected }
        })
        .into()
}

/// The register widths of this machine and plain code give the same bits, remainders of tiles included, for one image or two.
#[test]
fn every_register_width_gives_the_same_bits_alone_and_together() {
    for Case { conv, input, output, x, residual, expected } in &cases() {
        let same = |run: &dyn Fn(&mut [f32]), what: &str| {
            let mut y = vec![f32::NAN; expected.len()];
            run(&mut y);
            let equal = y.iter().zip(expected).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(equal, "{what}: {}→{}, side {}, {output:?}", conv.inputs, conv.outputs, conv.side);
        };
        macro_rules! on {
            ($simd:expr) => {
                |y: &mut [f32]| {
                    let input = *input;
                    let part = Part::whole(*output, Some(residual), y);
                    if conv.lanes() == PICTURE_LANES {
                        pulp::Simd::vectorize($simd, Run::<PICTURE_LANES> { conv, x, input, part });
                    } else {
                        pulp::Simd::vectorize($simd, Run::<LANES> { conv, x, input, part });
                    }
                }
            };
        }
        same(&|y: &mut [f32]| conv.run(x, *input, Some(residual), y, 1), "two images");
        same(&on!(pulp::Scalar), "plain code");
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            same(&on!(simd), "AVX2");
        }
    }
}

#[test]
fn an_output_that_is_cut_among_cores_has_the_same_bits() {
    for Case { conv, input, output, x, residual, expected } in &cases() {
        let (from, to) = (x.len() / IMAGES, expected.len() / IMAGES);
        for (count, index) in [2, 3, 7].into_iter().flat_map(|count| (0..IMAGES).map(move |index| (count, index))) {
            let mut y = vec![f32::NAN; to];
            let parts = Part::whole(*output, Some(&residual[index * to..][..to]), &mut y).by_blocks(count);
            assert_eq!(parts.len() > 1, output.blocks > 1, "{count} cores, {output:?}");
            for part in parts {
                let (x, input) = (&x[index * from..][..from], *input);
                if conv.lanes() == PICTURE_LANES {
                    pulp::Arch::new().dispatch(Run::<PICTURE_LANES> { conv, x, input, part });
                } else {
                    pulp::Arch::new().dispatch(Run::<LANES> { conv, x, input, part });
                }
            }
            let equal = y.iter().zip(&expected[index * to..]).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(equal, "{count} cores: {}→{}, side {}, {output:?}", conv.inputs, conv.outputs, conv.side);
        }
    }
}
