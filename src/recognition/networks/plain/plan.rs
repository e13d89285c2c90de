//! A plan from candle's own layers.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::super::plan::{Activation, Layer, Plan, Step, Window};

/// The outputs for (n, 3, h, w) of normalized pixels, in the plan's order.
pub fn run(plan: &Plan, vb: &VarBuilder<'_>, x: Tensor) -> Result<Vec<Tensor>> {
    let mut values = vec![x];
    for step in &plan.steps {
        let value = match step {
            Step::Convolution(layer) => convolution(layer, vb, &values)?,
            Step::MaxPool { from, window } => pool(&values[*from], *window, false)?,
            Step::AveragePool { from, window } => pool(&values[*from], *window, true)?,
            Step::Mean { from } => values[*from].mean_keepdim((2, 3))?,
            Step::Upsample { from } => {
                let (_, _, height, width) = values[*from].dims4()?;
                values[*from].upsample_nearest2d(2 * height, 2 * width)?
            }
            Step::Add { a, b } => (&values[*a] + &values[*b])?,
            Step::AddExtended { a, b } => {
                let (mut a, mut b) = (values[*a].clone(), values[*b].clone());
                for axis in 1..4 {
                    let size = a.dim(axis)?.max(b.dim(axis)?);
                    a = a.pad_with_zeros(axis, 0, size - a.dim(axis)?)?;
                    b = b.pad_with_zeros(axis, 0, size - b.dim(axis)?)?;
                }
                (a + b)?.relu()?
            }
        };
        values.push(value);
    }
    Ok(plan.outputs.iter().map(|output| values[output.value].clone()).collect())
}

fn convolution(layer: &Layer, vb: &VarBuilder<'_>, values: &[Tensor]) -> Result<Tensor> {
    let vb = vb.pp(&layer.name);
    let per_channel = |name: &str, count: usize| vb.get(count, name)?.reshape((1, count, 1, 1));
    let mut x = values[layer.from].clone();
    if layer.affine {
        x = x.broadcast_mul(&per_channel("scale", layer.inputs)?)?;
        x = x.broadcast_add(&per_channel("shift", layer.inputs)?)?;
    }
    let weight = vb.get((layer.outputs, layer.inputs / layer.groups, layer.side, layer.side), "weight")?;
    let y = x.conv2d(&weight, layer.padding, layer.stride, 1, layer.groups)?;
    let mut y = y.broadcast_add(&per_channel("bias", layer.outputs)?)?;
    if let Some(residual) = layer.residual {
        y = (y + &values[residual])?;
    }
    match layer.activation {
        Activation::None => Ok(y),
        Activation::Relu => y.relu(),
        Activation::Prelu => {
            let below = y.minimum(&y.zeros_like()?)?.broadcast_mul(&per_channel("prelu", layer.outputs)?)?;
            y.relu()? + below
        }
    }
}

/// Candle pools neither with padding nor past the edge: what is added here never wins, or is not counted.
fn pool(x: &Tensor, window: Window, average: bool) -> Result<Tensor> {
    let Window { side, stride, padding, ceil } = window;
    assert!(!average || padding == 0);
    let (_, _, height, width) = x.dims4()?;
    let after = |size: usize| if ceil { (stride - (size + 2 * padding - side) % stride) % stride } else { 0 };
    let framed = |x: &Tensor| -> Result<Tensor> {
        let x = x.pad_with_zeros(2, padding, padding + after(height))?;
        x.pad_with_zeros(3, padding, padding + after(width))
    };
    if average {
        let share = framed(&x.ones_like()?)?.avg_pool2d_with_stride(side, stride)?;
        return framed(x)?.avg_pool2d_with_stride(side, stride)? / share;
    }
    // Outside is lower than anything inside.
    let low = ((framed(&x.ones_like()?)? - 1.0)? * 1e9)?;
    (framed(x)? + low)?.max_pool2d_with_stride(side, stride)
}
