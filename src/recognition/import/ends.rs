//! What follows the layers: the form of a head's output, scaling of an embedding, and that nothing is left over.

use std::collections::HashSet;

use super::recognize::{Fits, Walk};

impl<'a> Walk<'_, '_, 'a> {
    /// Behind each head: a change of order and shape, and the logistic function for what is a probability.
    pub(super) fn heads(&mut self) -> Fits<()> {
        for output in self.plan.outputs.clone() {
            let wanted = self.planned[output.value];
            let mut value = self.at[output.value];
            let mut probability = false;
            while 1u64 << self.graph.outputs.iter().position(|name| *name == value).unwrap_or(63) != wanted {
                let next = self.graph.only_reader(value);
                let fitting = next.filter(|index| match self.node(*index).kind {
                    "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" => true,
                    "Sigmoid" => !std::mem::replace(&mut probability, true),
                    "Transpose" => matches!(self.node(*index).ints("perm"), Some([0, 2, 3, 1] | [2, 3, 0, 1])),
                    _ => false,
                });
                let index =
                    fitting.ok_or_else(|| self.misfit(next, format!("it is no part of the output {}", output.name)))?;
                self.used.insert(index);
                value = self.made(index);
            }
            let kind = output.name.split('_').next().unwrap_or_default();
            if probability != matches!(kind, "cls" | "obj" | "score") {
                let problem = format!(
                    "the output {} must {}be a probability",
                    output.name,
                    if probability { "not " } else { "" }
                );
                return Err(self.misfit(None, problem));
            }
        }
        Ok(())
    }

    /// Behind an embedding: a change of shape, or scaling to unit length, which a template gets anyway.
    pub(super) fn tail(&mut self) -> Fits<()> {
        let mut reached: HashSet<&str> = self.plan.outputs.iter().map(|output| self.at[output.value]).collect();
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let reads = |name: &&'a str| reached.contains(self.graph.root(name));
            if self.used.contains(&index) || !node.inputs.iter().any(&reads) {
                continue;
            }
            let fits = match node.kind {
                "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" | "ReduceL2" | "LpNormalization" | "Clip"
                | "Expand" | "Shape" => true,
                "Div" => node.inputs.iter().all(reads),
                _ => false,
            };
            if !fits {
                return Err(self.misfit(Some(index), "nothing but scaling to unit length may follow the embedding"));
            }
            self.used.insert(index);
            reached.extend(node.outputs.iter().copied());
        }
        match self.graph.outputs.iter().all(|output| reached.contains(output)) {
            true => Ok(()),
            false => Err(self.misfit(None, "the graph gives something beside the embedding")),
        }
    }

    /// Only arithmetic on sizes may be left over.
    pub(super) fn nothing_left(&self) -> Fits<()> {
        let mut sizes: HashSet<&str> = HashSet::new();
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let known = |name: &&'a str| {
                name.is_empty() || sizes.contains(self.graph.root(name)) || self.graph.constant(name).is_some()
            };
            if matches!(node.kind, "Shape" | "Constant") || node.inputs.iter().all(known) {
                sizes.extend(node.outputs.iter().map(|name| self.graph.root(name)));
            } else if !self.used.contains(&index)
                && !node
                    .outputs
                    .iter()
                    .all(|name| node.inputs.iter().any(|input| self.graph.root(input) == self.graph.root(name)))
            {
                return Err(self.misfit(Some(index), "it is no part of the architecture"));
            }
        }
        Ok(())
    }
}
