//! Memory of values that nobody reads any more, kept for the next layer: fresh memory is written with zeros first, and costs a page
//! fault every 4 KiB.

use std::cell::RefCell;

use candle_core::{CpuStorage, InplaceOp1, Layout, Result, Tensor};

/// Values kept by a thread at most; longer ones are let go, so that a batch of large pictures does not stay.
const LONGEST: usize = 2 << 20;
/// So many at most.
const MOST: usize = 4;

thread_local! {
    static KEPT: RefCell<Vec<Vec<f32>>> = const { RefCell::new(Vec::new()) };
}

/// At least so many values; they are anything, and whoever takes them writes all that is read.
pub fn take(length: usize) -> Vec<f32> {
    KEPT.with_borrow_mut(|kept| {
        let fits = kept.iter().enumerate().filter(|(_, values)| values.len() >= length);
        let nearest = fits.min_by_key(|(_, values)| values.len()).map(|(at, _)| at);
        nearest.map(|at| kept.swap_remove(at))
    })
    .unwrap_or_else(|| vec![0.0; length])
}

/// Takes the memory of a tensor that nobody reads any more, not even a clone of it.
pub fn give(tensor: &Tensor) -> Result<()> {
    tensor.inplace_op1(&Give)
}

/// What a layer makes of a tensor that nobody else reads; the memory of that is the next layer's.
pub fn next<T>(x: Tensor, layer: impl FnOnce(&Tensor) -> Result<T>) -> Result<T> {
    let made = layer(&x)?;
    give(&x)?;
    Ok(made)
}

struct Give;

impl InplaceOp1 for Give {
    fn name(&self) -> &'static str {
        "give"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, _: &Layout) -> Result<()> {
        let CpuStorage::F32(values) = storage else { return Ok(()) };
        let values = std::mem::take(values);
        if (1..=LONGEST).contains(&values.len()) {
            KEPT.with_borrow_mut(|kept| {
                kept.push(values);
                if kept.len() > MOST {
                    // The shortest is made anew most cheaply.
                    kept.sort_unstable_by_key(|values| std::cmp::Reverse(values.len()));
                    kept.pop();
                }
            });
        }
        Ok(())
    }
}
