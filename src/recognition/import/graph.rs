//! An ONNX graph as the recognition walks it: who makes a value, who reads it, and what is a constant. Operators that change nothing when a
//! network runs (`Identity`, `Dropout`, a pooling of one pixel) are walked through.

use std::collections::HashMap;

use super::onnx::{Attribute, Model, Node, Tensor};

/// Where an operator stands in the file.
pub type Index = usize;

pub struct Graph<'m, 'a> {
    pub nodes: &'m [Node<'a>],
    constants: HashMap<&'a str, &'m Tensor<'a>>,
    /// Value → the value it is a copy of.
    aliases: HashMap<&'a str, &'a str>,
    readers: HashMap<&'a str, Vec<Index>>,
    makers: HashMap<&'a str, Index>,
    /// The one picture that goes in.
    pub input: &'a str,
    pub outputs: Vec<&'a str>,
}

impl<'m, 'a> Graph<'m, 'a> {
    /// What the operators say of each other. Each value is made once, before it is read.
    ///
    /// # Errors
    /// Where that is not so, or the graph does not take one picture.
    pub fn new(model: &'m Model<'a>) -> Result<Self, String> {
        let mut constants: HashMap<&str, &Tensor<'_>> = model.tensors.iter().map(|t| (t.name, t)).collect();
        let inputs: Vec<_> = model.inputs.iter().filter(|port| !constants.contains_key(port.name)).collect();
        let [input] = inputs[..] else { return Err(format!("it takes {} inputs, not one picture", inputs.len())) };
        if !matches!(input.dims[..], [_, None | Some(3), _, _]) {
            return Err(format!("its input {:?} is no picture of three channels: {:?}", input.name, input.dims));
        }
        let mut graph = Self {
            nodes: &model.nodes,
            constants: HashMap::new(),
            aliases: HashMap::new(),
            readers: HashMap::new(),
            makers: HashMap::new(),
            input: input.name,
            outputs: model.outputs.iter().map(|port| port.name).collect(),
        };
        for (index, node) in model.nodes.iter().enumerate() {
            if !matches!(node.domain, "" | "ai.onnx") {
                return Err(format!(
                    "operator {} is of the set {:?}, which is not standard",
                    node.label(),
                    node.domain
                ));
            }
            if let (true, Some(Attribute::Tensor(tensor)), [name, ..]) =
                (node.kind == "Constant", node.attribute("value"), &node.outputs[..])
            {
                constants.insert(name, tensor);
            }
            for name in node.outputs.iter().filter(|name| !name.is_empty()) {
                if *name == input.name || graph.makers.insert(name, index).is_some() {
                    return Err(format!("operator {} makes a value that is there already", node.label()));
                }
            }
            // What the file stores, and what shape alone decides (a slope with added dimensions), stays a constant.
            if let (true, [from, ..], [to, ..]) = (is_copy(node), &node.inputs[..], &node.outputs[..]) {
                if graph.makers.get(from).is_some_and(|maker| *maker >= index) {
                    return Err(format!("operator {} reads a value that is made later", node.label()));
                }
                graph.aliases.insert(to, graph.root(from));
            } else if let (true, Some(constant), [to, ..]) = (
                matches!(node.kind, "Unsqueeze" | "Reshape" | "Squeeze" | "Cast"),
                node.inputs.first().and_then(|from| constants.get(graph.root(from)).copied()),
                &node.outputs[..],
            ) {
                constants.insert(to, constant);
            }
        }
        graph.constants = constants;
        for (index, node) in model.nodes.iter().enumerate().filter(|(_, node)| !is_copy(node)) {
            for name in &node.inputs {
                let name = graph.root(name);
                if graph.makers.get(name).is_some_and(|maker| *maker >= index) {
                    return Err(format!("operator {} reads a value that is made later", node.label()));
                }
                let readers = graph.readers.entry(name).or_default();
                if readers.last() != Some(&index) {
                    readers.push(index);
                }
            }
        }
        for output in &mut graph.outputs {
            let mut name = *output;
            while let Some(from) = graph.aliases.get(name) {
                name = from;
            }
            *output = name;
        }
        Ok(graph)
    }

    /// The value that a name is a copy of.
    pub fn root(&self, name: &'a str) -> &'a str {
        self.aliases.get(name).copied().unwrap_or(name)
    }

    /// The operators that read a value.
    pub fn readers(&self, name: &str) -> &[Index] {
        self.readers.get(name).map_or(&[], Vec::as_slice)
    }

    /// The only operator that reads a value; none where it is also what the network gives.
    pub fn only_reader(&self, name: &str) -> Option<Index> {
        match self.readers(name) {
            [index] if !self.outputs.contains(&name) => Some(*index),
            _ => None,
        }
    }

    /// A stored tensor.
    pub fn constant(&self, name: &'a str) -> Option<&'m Tensor<'a>> {
        self.constants.get(self.root(name)).copied()
    }

    /// What an operator makes.
    pub fn made(&self, index: Index) -> &'a str {
        self.nodes[index].outputs.first().copied().unwrap_or_default()
    }

    /// For each value, which outputs of the graph hang on it, as bits.
    pub fn reaches(&self) -> HashMap<&'a str, u64> {
        let mut reaches: HashMap<&str, u64> = HashMap::new();
        for (bit, output) in self.outputs.iter().enumerate() {
            *reaches.entry(output).or_default() |= 1 << bit;
        }
        for node in self.nodes.iter().rev() {
            let made = node.outputs.iter().fold(0, |bits, name| bits | reaches.get(self.root(name)).unwrap_or(&0));
            for name in &node.inputs {
                *reaches.entry(self.root(name)).or_default() |= made;
            }
        }
        reaches
    }
}

/// Whether an operator gives what it takes when a network runs.
fn is_copy(node: &Node<'_>) -> bool {
    let ones = |name: &str| node.ints(name).is_none_or(|values| values.iter().all(|value| *value == 1));
    match node.kind {
        "Identity" | "Dropout" => true,
        "MaxPool" => {
            node.ints("kernel_shape").is_some()
                && ones("kernel_shape")
                && ones("strides")
                && node.ints("pads").is_none_or(|pads| pads.iter().all(|pad| *pad == 0))
        }
        _ => false,
    }
}
