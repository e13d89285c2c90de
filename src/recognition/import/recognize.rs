//! Which architecture a graph is: the plan of each is walked through the graph, operator by operator, and the weights are taken along.
//!
//! A plan is a promise about every operator: one that is missing, of another kind, of another shape, or left over refuses the file. Batch norms
//! and scalings are folded (in 64 bits) into the convolution before them, or after where no zeros are padded in between.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    fold::{Fold, Slopes, affine_of, batch_norm},
    graph::{Graph, Index},
    onnx::Node,
};
use crate::recognition::networks::{
    architecture::{ARCHITECTURES, Architecture, Kind},
    plan::{Activation, Layer, Plan, Step, Value, Window},
};

/// A tensor of the weights file.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// What a graph was found to be.
pub struct Recognized {
    pub architecture: &'static Architecture,
    /// Length of an embedder's output; 0 for a detector.
    pub values: usize,
    pub tensors: BTreeMap<String, Stored>,
    /// What the graph does to each channel of the picture before its first layer: x · scale + shift.
    pub picture: [[f64; 2]; 3],
}

/// The first operator that does not fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// How many steps of the plan, and operators of the graph, fitted before.
    pub fitted: (usize, usize),
    pub operator: Option<Index>,
    pub why: String,
}

/// Walks every architecture through the graph.
///
/// # Errors
/// The misfit of the one that went farthest, and its title.
pub fn recognize(graph: &Graph<'_, '_>) -> Result<Recognized, (Misfit, &'static str)> {
    let mut farthest: Option<(Misfit, &'static str)> = None;
    for architecture in ARCHITECTURES.iter().filter(|architecture| architecture.imported) {
        match Walk::new(graph, architecture).run() {
            Ok(recognized) => return Ok(recognized),
            Err(misfit) => {
                if farthest.as_ref().is_none_or(|(other, _)| misfit.fitted > other.fitted) {
                    farthest = Some((misfit, architecture.title));
                }
            }
        }
    }
    match farthest {
        Some((misfit, title)) if misfit.fitted.1 > 0 => Err((misfit, title)),
        Some((misfit, _)) => {
            Err((Misfit { why: "no architecture begins with it".to_owned(), ..misfit }, "none of them"))
        }
        None => Err((Misfit { fitted: (0, 0), operator: None, why: "no architecture is known".to_owned() }, "none")),
    }
}

/// One plan on its way through the graph.
pub(super) struct Walk<'g, 'm, 'a> {
    pub(super) graph: &'g Graph<'m, 'a>,
    architecture: &'static Architecture,
    pub(super) plan: Plan,
    /// The graph's value for each of the plan's.
    pub(super) at: Vec<&'a str>,
    pub(super) used: HashSet<Index>,
    tensors: BTreeMap<String, Stored>,
    values: usize,
    /// Which outputs hang on each value: of the graph, and of the plan.
    reaches: HashMap<&'a str, u64>,
    pub(super) planned: Vec<u64>,
    step: usize,
}

/// A convolution or dense layer, and what stands before it.
struct Candidate {
    kernel: Index,
    through: Vec<Index>,
    before: Option<[Vec<f64>; 2]>,
}

pub(super) type Fits<T> = Result<T, Misfit>;

impl<'g, 'm, 'a> Walk<'g, 'm, 'a> {
    fn new(graph: &'g Graph<'m, 'a>, architecture: &'static Architecture) -> Self {
        // The length of an embedder's output is found, not asked for.
        let plan = architecture.plan(0);
        let named = plan.outputs.iter().all(|output| graph.outputs.contains(&output.name.as_str()));
        let bit = |index: usize, name: &str| {
            let position = graph.outputs.iter().position(|output| *output == name).filter(|_| named);
            1u64 << position.unwrap_or(index).min(63)
        };
        let mut planned = vec![0; plan.steps.len() + 1];
        for (index, output) in plan.outputs.iter().enumerate() {
            planned[output.value] |= bit(index, &output.name);
        }
        for (index, step) in plan.steps.iter().enumerate().rev() {
            for value in step.reads() {
                planned[value] |= planned[index + 1];
            }
        }
        Self {
            graph,
            architecture,
            at: vec![graph.input],
            used: HashSet::new(),
            tensors: BTreeMap::new(),
            values: 0,
            reaches: graph.reaches(),
            planned,
            plan,
            step: 0,
        }
    }

    pub(super) fn misfit(&self, operator: Option<Index>, why: impl Into<String>) -> Misfit {
        Misfit { fitted: (self.step, self.used.len()), operator, why: why.into() }
    }

    fn run(mut self) -> Fits<Recognized> {
        let detector = self.architecture.kind == Kind::Detector;
        if detector && self.graph.outputs.len() != self.plan.outputs.len() {
            let (found, wanted) = (self.graph.outputs.len(), self.plan.outputs.len());
            return Err(self.misfit(None, format!("the graph gives {found} outputs, not {wanted}")));
        }
        let picture = self.picture();
        for step in self.plan.steps.clone() {
            let value = match &step {
                Step::Convolution(layer) => self.convolution(layer)?,
                Step::MaxPool { from, window } => self.pool("MaxPool", *from, *window)?,
                Step::AveragePool { from, window } => self.pool("AveragePool", *from, *window)?,
                Step::Upsample { from } => self.upsample(*from)?,
                Step::Add { a, b } => self.add(*a, *b)?,
                Step::Mean { .. } | Step::AddExtended { .. } => {
                    return Err(self.misfit(None, "this architecture is not imported from ONNX"));
                }
            };
            self.at.push(value);
            self.step += 1;
        }
        if detector {
            self.heads()?
        } else {
            self.tail()?
        }
        self.nothing_left()?;
        let Self { architecture, values, tensors, .. } = self;
        Ok(Recognized { architecture, values, tensors, picture })
    }

    /// Scalings of the picture before the first layer.
    fn picture(&mut self) -> [[f64; 2]; 3] {
        let mut found = [[1.0, 0.0]; 3];
        while let Some(next) = self.graph.only_reader(self.at[0]) {
            let Some([scale, shift]) = affine_of(self.graph, next, self.at[0], 3) else { break };
            for (channel, [a, b]) in found.iter_mut().enumerate() {
                (*a, *b) = (*a * scale[channel], *b * scale[channel] + shift[channel]);
            }
            self.used.insert(next);
            self.at[0] = self.graph.root(self.graph.made(next));
        }
        found
    }

    pub(super) fn node(&self, index: Index) -> &'m Node<'a> {
        &self.graph.nodes[index]
    }

    pub(super) fn made(&self, index: Index) -> &'a str {
        self.graph.root(self.graph.made(index))
    }

    /// The first reader of a value that no step has taken yet: the operator to name when none fits.
    fn unused(&self, value: &str) -> Option<Index> {
        self.graph.readers(value).iter().copied().find(|index| !self.used.contains(index))
    }

    fn convolution(&mut self, layer: &Layer) -> Fits<&'a str> {
        let from = self.at[layer.from];
        let mut fitting = Vec::new();
        let mut why = None;
        for reader in self.graph.readers(from) {
            let Some(candidate) = self.candidate(*reader, layer) else { continue };
            match Fold::of(self.graph, candidate.kernel, layer) {
                Ok(fold) => fitting.push((candidate, fold)),
                Err(problem) => _ = why.get_or_insert((candidate.kernel, problem)),
            }
        }
        // Several heads of one shape: only one leads to the outputs that the plan says.
        let planned = self.planned[self.step + 1];
        if fitting.len() > 1 && self.architecture.kind == Kind::Detector {
            fitting.retain(|(candidate, _)| self.reaches.get(self.made(candidate.kernel)) == Some(&planned));
        }
        let Some((candidate, mut fold)) = fitting.into_iter().next() else {
            let wanted = describe(layer);
            return Err(match why {
                Some((kernel, problem)) => self.misfit(Some(kernel), format!("{problem}; expected {wanted}")),
                None => self.misfit(self.unused(from), format!("expected {wanted}")),
            });
        };
        let kernel = candidate.kernel;
        let fail = |walk: &Self, problem: String| walk.misfit(Some(kernel), problem);
        match (&candidate.before, layer.affine) {
            (None, true) => return Err(fail(self, "a batch norm is missing before it".to_owned())),
            (Some(_), false) if layer.padding > 0 => {
                return Err(fail(self, "a batch norm stands before zero padding, which cannot be folded".to_owned()));
            }
            (Some(before), false) => fold.before(before).map_err(|problem| fail(self, problem))?,
            _ => {}
        }
        self.used.extend(candidate.through.iter().copied().chain([kernel]));
        let value = self.epilogue(layer, self.made(kernel), &mut fold)?;
        if self.plan.outputs.iter().any(|output| output.value == self.step + 1) && layer.outputs == 0 {
            self.values = fold.outputs();
        }
        let mut put = |name: &str, shape: Vec<usize>, values: Vec<f32>| {
            self.tensors.insert(format!("{}.{name}", layer.name), Stored { shape, values });
        };
        if let (Some([scale, shift]), true) = (&candidate.before, layer.affine) {
            let single = |values: &[f64]| values.iter().map(|value| *value as f32).collect();
            put("scale", vec![layer.inputs], single(scale));
            put("shift", vec![layer.inputs], single(shift));
        }
        let outputs = fold.outputs();
        let slopes = fold.slopes.take();
        let (weight, bias) = fold.finish();
        put("weight", vec![outputs, layer.inputs / layer.groups, layer.side, layer.side], weight);
        put("bias", vec![outputs], bias);
        if let (Some(slopes), Activation::Prelu) = (slopes, layer.activation) {
            put("prelu", vec![outputs], slopes);
        }
        Ok(value)
    }

    /// The way from a reader of a value to the layer's kernel, through a batch norm and a change of shape.
    fn candidate(&self, reader: Index, layer: &Layer) -> Option<Candidate> {
        let mut found = Candidate { kernel: reader, through: Vec::new(), before: None };
        for _ in 0..4 {
            let node = self.node(found.kernel);
            match node.kind {
                "Conv" | "Gemm" | "MatMul" if !self.used.contains(&found.kernel) => return Some(found),
                "BatchNormalization" if found.before.is_none() => {
                    found.before = Some(batch_norm(self.graph, found.kernel, layer.inputs).ok()?);
                }
                // Only a dense layer loses the shape.
                "Flatten" | "Reshape" | "Squeeze" if layer.padding == 0 => {}
                _ => return None,
            }
            found.through.push(found.kernel);
            found.kernel = self.graph.only_reader(self.made(found.kernel))?;
        }
        None
    }

    /// What follows a kernel: scalings are folded, the residual and the activation must be those of the plan.
    fn epilogue(&mut self, layer: &Layer, mut value: &'a str, fold: &mut Fold) -> Fits<&'a str> {
        let mut added = layer.residual.is_none();
        let mut activated = layer.activation == Activation::None;
        let complete = |added: bool, activated: bool| {
            added && activated && (layer.residual.is_some() || layer.activation != Activation::None)
        };
        while !complete(added, activated) {
            let Some(next) = self.graph.only_reader(value) else { break };
            let node = self.node(next);
            let before_sum = layer.residual.is_none() || !added;
            let scaling = if before_sum { affine_of(self.graph, next, value, fold.outputs()) } else { None };
            if let Some(scaling) = scaling {
                fold.after(&scaling);
            } else if let ("Add", Some(residual), false) = (node.kind, layer.residual, added) {
                let other = node.inputs.iter().map(|name| self.graph.root(name)).find(|name| *name != value);
                if other != Some(self.at[residual]) {
                    return Err(self.misfit(Some(next), "it adds another value than the block's input"));
                }
                added = true;
            } else if let (true, false, Some(slopes)) = (added, activated, Slopes::of(self.graph, next, fold.outputs()))
            {
                match (slopes, layer.activation) {
                    (Slopes::Zero, Activation::Relu) => {}
                    (Slopes::Zero, Activation::Prelu) => fold.slopes = Some(vec![0.0; fold.outputs()]),
                    (Slopes::Each(values), Activation::Prelu) => fold.slopes = Some(values),
                    _ => return Err(self.misfit(Some(next), "expected ReLU")),
                }
                activated = true;
            } else {
                break;
            }
            self.used.insert(next);
            value = self.made(next);
        }
        let next = self.graph.readers(value).first().copied();
        match (added, activated) {
            (false, _) => Err(self.misfit(next, format!("expected the sum of a block after {}", describe(layer)))),
            (_, false) => Err(self.misfit(next, format!("expected {:?} after {}", layer.activation, describe(layer)))),
            _ => Ok(value),
        }
    }

    fn pool(&mut self, kind: &str, from: Value, window: Window) -> Fits<&'a str> {
        let from = self.at[from];
        let same = |values: Option<&[i64]>, wanted: usize, absent: usize| match values {
            None => wanted == absent,
            Some(values) => values.iter().all(|value| usize::try_from(*value) == Ok(wanted)),
        };
        // A window as wide as its step never hangs over the edge of a picture whose sides are multiples of 32.
        let even = window.side == window.stride;
        let fits = |node: &Node<'_>| {
            node.kind == kind
                && same(node.ints("kernel_shape"), window.side, 0)
                && same(node.ints("strides"), window.stride, 1)
                && same(node.ints("pads"), window.padding, 0)
                && (even || node.int("ceil_mode", 0) == Some(i64::from(window.ceil)))
        };
        let found = self.graph.readers(from).iter().copied().find(|index| {
            !self.used.contains(index) && fits(self.node(*index)) && !matches!(self.node(*index).outputs[..], [])
        });
        let wanted = format!("expected {kind} of {0}×{0} with stride {1}", window.side, window.stride);
        let index = found.ok_or_else(|| self.misfit(self.unused(from), wanted))?;
        self.used.insert(index);
        Ok(self.made(index))
    }

    /// Each pixel twice: `Upsample`, or `Resize` in one of the ways that come to that.
    fn upsample(&mut self, from: Value) -> Fits<&'a str> {
        let from = self.at[from];
        let fits = |node: &Node<'a>| {
            let mode = |name: &str, default: &'static [u8]| node.text(name).unwrap_or(default);
            let twice = |name: &&'a str| match self.graph.constant(name) {
                // Computed from another value's size: that value is added next, so that it must be twice the size.
                None => node.kind == "Resize",
                Some(tensor) => match (tensor.floats(), tensor.ints()) {
                    (Ok(scales), _) => scales.is_empty() || scales == [1.0, 1.0, 2.0, 2.0],
                    (_, Ok(sizes)) => sizes.len() == 4,
                    _ => false,
                },
            };
            let nearest = mode("mode", b"nearest") == b"nearest";
            let attribute = node
                .attribute("scales")
                .is_none_or(|scales| matches!(scales, super::onnx::Attribute::Floats(v) if *v == [1.0, 1.0, 2.0, 2.0]));
            let rounding = matches!(
                (
                    node.kind,
                    mode("coordinate_transformation_mode", b"half_pixel"),
                    mode("nearest_mode", b"round_prefer_floor"),
                ),
                ("Upsample", ..)
                    | (_, b"asymmetric", b"floor" | b"round_prefer_floor")
                    | (_, b"half_pixel" | b"pytorch_half_pixel", b"round_prefer_floor")
            );
            // From version 11 on, a region stands before the scales; it does not count here.
            let first = if node.kind == "Resize" && node.inputs.len() > 2 { 2 } else { 1 };
            let sizes = node.inputs.iter().skip(first).filter(|name| !name.is_empty());
            matches!(node.kind, "Resize" | "Upsample")
                && node.inputs.first().is_some_and(|name| self.graph.root(name) == from)
                && nearest
                && attribute
                && rounding
                && sizes.into_iter().all(twice)
        };
        let found = self.graph.readers(from).iter().copied();
        let index = found.filter(|index| !self.used.contains(index)).find(|index| fits(self.node(*index)));
        let index =
            index.ok_or_else(|| self.misfit(self.unused(from), "expected a nearest resizing to twice the size"))?;
        self.used.insert(index);
        Ok(self.made(index))
    }

    fn add(&mut self, a: Value, b: Value) -> Fits<&'a str> {
        let (a, b) = (self.at[a], self.at[b]);
        let fits = |index: &Index| {
            let node = self.node(*index);
            let inputs: Vec<_> = node.inputs.iter().map(|name| self.graph.root(name)).collect();
            node.kind == "Add" && (inputs == [a, b] || inputs == [b, a]) && !self.used.contains(index)
        };
        let found = self.graph.readers(a).iter().copied().find(|index| fits(index));
        let index = found.ok_or_else(|| self.misfit(self.unused(a), "expected the sum of two scales"))?;
        self.used.insert(index);
        Ok(self.made(index))
    }
}

/// A layer in words.
fn describe(layer: &Layer) -> String {
    let Layer { inputs, outputs, side, stride, padding, groups, .. } = layer;
    let kind = match groups {
        1 => format!(
            "{inputs} channels to {}",
            if *outputs == 0 { "any number".to_owned() } else { outputs.to_string() }
        ),
        _ => format!("{outputs} channels in {groups} groups"),
    };
    format!("a convolution of {side}×{side} ({kind}, stride {stride}, padding {padding})")
}
