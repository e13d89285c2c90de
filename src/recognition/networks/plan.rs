//! A network as data: which layers, in which order, on which values.
//!
//! An architecture is a function that builds a [`Plan`]. What runs a network ([`super::network`]), the plain twin that tests hold
//! it against, and the import that recognizes an ONNX graph read the same plan, so that there is one description of each.

/// A value that flows between layers; 0 is the picture.
pub type Value = usize;

/// What follows a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    None,
    Relu,
    /// A slope per channel below zero.
    Prelu,
}

/// A convolution; its tensors are `<name>.weight` (out, in / groups, side, side), `<name>.bias`, `<name>.prelu` where the activation has
/// slopes, `<name>.scale` and `<name>.shift` where it is affine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    pub name: String,
    pub from: Value,
    /// Set by [`Plan::push`].
    pub inputs: usize,
    pub outputs: usize,
    pub side: usize,
    pub stride: usize,
    /// Zeros on all four sides.
    pub padding: usize,
    pub groups: usize,
    /// A batch norm stands before it that cannot be folded, since the zeros around the image come after it.
    pub affine: bool,
    /// A value of the output's shape that is added before the activation.
    pub residual: Option<Value>,
    pub activation: Activation,
    /// Computed as the plain sum: its maps are so small that Winograd's larger weights cost more than they save.
    pub plain: bool,
}

impl Layer {
    pub fn new(name: impl Into<String>, from: Value, outputs: usize, side: usize) -> Self {
        Self {
            name: name.into(),
            from,
            inputs: 0,
            outputs,
            side,
            stride: 1,
            padding: 0,
            groups: 1,
            affine: false,
            residual: None,
            activation: Activation::None,
            plain: false,
        }
    }

    /// 3×3 (or 7×7) with zeros around, so that stride 1 keeps the size.
    pub fn same(name: impl Into<String>, from: Value, outputs: usize, side: usize) -> Self {
        Self { padding: side / 2, ..Self::new(name, from, outputs, side) }
    }

    pub fn stride(self, stride: usize) -> Self {
        Self { stride, ..self }
    }

    pub fn groups(self, groups: usize) -> Self {
        Self { groups, ..self }
    }

    pub fn affine(self) -> Self {
        Self { affine: true, ..self }
    }

    pub fn plain(self, plain: bool) -> Self {
        Self { plain, ..self }
    }

    pub fn plus(self, residual: Value) -> Self {
        Self { residual: Some(residual), ..self }
    }

    pub fn relu(self) -> Self {
        Self { activation: Activation::Relu, ..self }
    }

    pub fn prelu(self) -> Self {
        Self { activation: Activation::Prelu, ..self }
    }
}

/// The window of a pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub side: usize,
    pub stride: usize,
    /// Rows and columns around the image that do not count.
    pub padding: usize,
    /// Whether a last window may hang over the edge.
    pub ceil: bool,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Convolution(Layer),
    MaxPool {
        from: Value,
        window: Window,
    },
    /// Mean of the part of the window that lies in the image.
    AveragePool {
        from: Value,
        window: Window,
    },
    /// Mean of each whole map.
    Mean {
        from: Value,
    },
    /// Each pixel twice in both directions.
    Upsample {
        from: Value,
    },
    /// Values of one shape.
    Add {
        a: Value,
        b: Value,
    },
    /// Values of two shapes, the smaller filled up with zeros below, to the right and in further channels; then ReLU.
    AddExtended {
        a: Value,
        b: Value,
    },
}

impl Step {
    /// The values it reads.
    pub fn reads(&self) -> Vec<Value> {
        match self {
            Self::Convolution(layer) => std::iter::once(layer.from).chain(layer.residual).collect(),
            Self::MaxPool { from, .. }
            | Self::AveragePool { from, .. }
            | Self::Mean { from }
            | Self::Upsample { from } => vec![*from],
            Self::Add { a, b } | Self::AddExtended { a, b } => vec![*a, *b],
        }
    }
}

/// What a network gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// As the published exports name it, where they do.
    pub name: String,
    pub value: Value,
    pub channels: usize,
}

/// Layers in the order of execution; step `i` makes value `i + 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
    pub outputs: Vec<Output>,
    channels: Vec<usize>,
}

impl Plan {
    /// The picture.
    pub const PICTURE: Value = 0;

    pub fn new() -> Self {
        Self { steps: Vec::new(), outputs: Vec::new(), channels: vec![3] }
    }

    /// Channels of a value.
    pub fn channels(&self, value: Value) -> usize {
        self.channels[value]
    }

    pub fn push(&mut self, layer: Layer) -> Value {
        let (inputs, outputs) = (self.channels[layer.from], layer.outputs);
        self.step(Step::Convolution(Layer { inputs, ..layer }), outputs)
    }

    pub fn max_pool(&mut self, from: Value, window: Window) -> Value {
        self.step(Step::MaxPool { from, window }, self.channels[from])
    }

    pub fn average_pool(&mut self, from: Value, window: Window) -> Value {
        self.step(Step::AveragePool { from, window }, self.channels[from])
    }

    pub fn mean(&mut self, from: Value) -> Value {
        self.step(Step::Mean { from }, self.channels[from])
    }

    pub fn upsample(&mut self, from: Value) -> Value {
        self.step(Step::Upsample { from }, self.channels[from])
    }

    pub fn add(&mut self, a: Value, b: Value) -> Value {
        self.step(Step::Add { a, b }, self.channels[a])
    }

    pub fn add_extended(&mut self, a: Value, b: Value) -> Value {
        self.step(Step::AddExtended { a, b }, self.channels[a].max(self.channels[b]))
    }

    pub fn output(&mut self, name: impl Into<String>, value: Value) {
        self.outputs.push(Output { name: name.into(), value, channels: self.channels[value] });
    }

    /// The convolutions, in order.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.steps.iter().filter_map(|step| match step {
            Step::Convolution(layer) => Some(layer),
            _ => None,
        })
    }

    fn step(&mut self, step: Step, channels: usize) -> Value {
        self.steps.push(step);
        self.channels.push(channels);
        self.steps.len()
    }
}
