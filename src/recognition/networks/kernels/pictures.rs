//! What goes into the networks and what comes out: bytes → a blocked tensor, a blocked tensor → rows of values.

use candle_core::{CpuStorage, Error, Result, Storage, Tensor, op::BackpropOp};

use super::{
    super::{Normalization, Rgb},
    LANES, PICTURE_LANES, memory,
    operation::{images, misfit, values},
};

/// RGB bytes of images of one size → (n, 1, height + after, width + after, 4) of (x − mean) / scale, `after` rows and columns of zeros
/// below and to the right.
pub fn blocked(pictures: &[Rgb<'_>], [width, height, after]: [usize; 3], with: Normalization) -> Result<Tensor> {
    if width == 0 || pictures.iter().any(|picture| picture.len() != 3 * width * height) {
        return Err(Error::Msg(format!("a picture that is not {width}×{height}")));
    }
    // A byte has 256 values: they are divided once.
    let made = with.mean.map(|mean| std::array::from_fn::<f32, 256, _>(|byte| (byte as f32 - mean) / with.scale));
    let line = (width + after) * PICTURE_LANES;
    let each = (height + after) * line;
    let mut all = memory::take(pictures.len() * each);
    for (picture, to) in pictures.iter().zip(all.chunks_exact_mut(each)) {
        let (rows, below) = to.split_at_mut(height * line);
        below.fill(0.0);
        for (row, to) in picture.chunks_exact(3 * width).zip(rows.chunks_exact_mut(line)) {
            let (pixels, beside) = to.split_at_mut(width * PICTURE_LANES);
            beside.fill(0.0);
            for ([r, g, b], to) in row.as_chunks::<3>().0.iter().zip(pixels.as_chunks_mut::<PICTURE_LANES>().0) {
                *to = [made[0][usize::from(*r)], made[1][usize::from(*g)], made[2][usize::from(*b)], 0.0];
            }
        }
    }
    let shape = (pictures.len(), 1, height + after, width + after, PICTURE_LANES);
    Ok(Tensor::from_storage(Storage::Cpu(CpuStorage::F32(all)), shape, BackpropOp::none(), false))
}

/// A blocked tensor whose maps are `channels` × h × w → rows of values per image, in the order (h, w, channel).
pub fn unblocked(x: &Tensor, channels: usize) -> Result<Vec<Vec<f32>>> {
    let (storage, layout) = x.storage_and_layout();
    let (_, size) = images(layout, LANES)?;
    let Storage::Cpu(storage) = &*storage else { return Err(misfit("a blocked tensor elsewhere", layout)) };
    if channels > size.blocks * LANES {
        return Err(misfit(&format!("{channels} channels of a blocked tensor"), layout));
    }
    let plane = size.height * size.width * LANES;
    let row = |image: &[f32]| {
        let mut row = Vec::with_capacity(size.height * size.width * channels);
        for pixel in (0..plane).step_by(LANES) {
            for (block, first) in (0..channels).step_by(LANES).enumerate() {
                row.extend_from_slice(&image[block * plane + pixel..][..LANES.min(channels - first)]);
            }
        }
        row
    };
    Ok(values(storage, layout)?.chunks_exact(size.blocks * plane).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH: Normalization = Normalization { mean: [122.782, 117.001, 104.298], scale: 256.0 };

    fn picture(seed: usize) -> Vec<u8> {
        (0..3 * 5 * 4).map(|at| ((at + seed) * 7919 % 256) as u8).collect()
    }

    #[test]
    fn bytes_become_the_values_they_stand_for_and_what_lies_around_them_zeros() {
        // Memory that holds something else.
        let old = Tensor::from_vec(vec![f32::NAN; 1_000], 1_000, &candle_core::Device::Cpu).unwrap();
        memory::give(&old).unwrap();
        let pictures = [picture(0), picture(1)];
        let x = blocked(&[&pictures[0], &pictures[1]], [5, 4, 2], WITH).unwrap();
        assert_eq!(x.dims(), [2, 1, 6, 7, PICTURE_LANES]);
        let mut expected = Vec::new();
        for (picture, row, column, lane) in
            (0..2 * 6 * 7 * 4).map(|at| (at / 168, at / 28 % 6, at / 4 % 7, at % PICTURE_LANES))
        {
            let inside = row < 4 && column < 5 && lane < 3;
            expected.push(if inside {
                (f32::from(pictures[picture][3 * (5 * row + column) + lane]) - WITH.mean[lane]) / WITH.scale
            } else {
                0.0
            });
        }
        let (storage, layout) = x.storage_and_layout();
        let Storage::Cpu(storage) = &*storage else { unreachable!() };
        assert_eq!(values(storage, layout).unwrap(), expected);
    }

    #[test]
    fn a_picture_of_another_size_is_none() {
        assert!(blocked(&[&picture(0)], [4, 5, 0], WITH).is_ok());
        assert!(blocked(&[&picture(0)[1..]], [5, 4, 0], WITH).is_err());
        assert!(blocked(&[&[]], [0, 4, 0], WITH).is_err());
    }

    #[test]
    fn channels_of_a_pixel_come_one_after_the_other() {
        let value = |image: usize, channel: usize, row: usize, column: usize| {
            (1000 * image + 100 * channel + 10 * row + column) as f32
        };
        let mut blocks = Vec::new();
        for (image, channel, row, column) in (0..2 * 2 * 3 * 2 * LANES).map(|at| {
            let (lane, at) = (at % LANES, at / LANES);
            (at / 12, at / 6 % 2 * LANES + lane, at / 2 % 3, at % 2)
        }) {
            blocks.push(value(image, channel, row, column));
        }
        let x = Tensor::from_vec(blocks, (2, 2, 3, 2, LANES), &candle_core::Device::Cpu).unwrap();
        for channels in [1, 16, 20, 32] {
            let rows = unblocked(&x, channels).unwrap();
            for (image, row) in rows.iter().enumerate() {
                let at = |at: usize| value(image, at % channels, at / channels / 2, at / channels % 2);
                assert_eq!(*row, (0..6 * channels).map(at).collect::<Vec<_>>());
            }
        }
        assert!(unblocked(&x, 33).is_err());
    }
}
