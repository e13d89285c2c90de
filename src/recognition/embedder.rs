//! Stage 5: an embedder of any architecture, with the alignment that its card asks for.

use std::path::Path;

use super::{
    AlignedFace, Face, Landmarks, ModelCard, ModelIdentity, ModelRole, RecognitionError, Sample, align,
    card::{self, LoadedModel},
    network_failed,
    networks::{architecture, mobilefacenet::MobileFaceNet, network::Network},
    normalization, weights,
};
use crate::vocabulary::Template;

/// A network that makes templates, loaded and checked. Shared between threads by reference.
pub struct Embedder {
    network: Built,
    identity: ModelIdentity,
    card: ModelCard,
    template: Landmarks,
    side: usize,
}

enum Built {
    MobileFaceNet(Box<MobileFaceNet>),
    Planned(Network),
}

impl Embedder {
    /// Loads a model by its folder's name. Every file is read once, and those bytes are hashed before they are parsed.
    ///
    /// # Errors
    /// Where a file is missing, the card is not understood, weights are not those it names, or do not fit.
    pub fn load(models: &Path, name: &str) -> Result<Self, RecognitionError> {
        let loaded = card::load(models, name, ModelRole::Embedder)?;
        let refuse = |problem: String| RecognitionError::Card { path: models.join(name).join("card.toml"), problem };
        let Some(alignment) = &loaded.card.alignment else { return Err(refuse("[alignment] is missing".to_owned())) };
        let template = alignment.points;
        let kind = &loaded.card.architecture;
        let Some(side) = architecture::side(kind) else {
            return Err(refuse(format!("the architecture {kind:?} is no embedder that this program knows")));
        };
        if [loaded.card.input.width, loaded.card.input.height].map(|size| size as usize) != [side; 2] {
            return Err(refuse(format!("the input of {kind} must be {side}×{side}")));
        }
        let network = build(&loaded).map_err(network_failed(name))?;
        let network = network.ok_or_else(|| refuse(format!("the architecture {kind:?} is not built")))?;
        Ok(Self { network, template, side, identity: loaded.identity, card: loaded.card })
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// Its card.
    pub fn card(&self) -> &ModelCard {
        &self.card
    }

    /// Side of the aligned face that it takes, pixels.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The face as this network wants it.
    pub fn align(&self, sample: &Sample, face: &Face) -> AlignedFace {
        align::align(sample, &face.landmarks, &self.template, self.side)
    }

    /// What the network gives for each face: not mirrored, not scaled.
    ///
    /// # Errors
    /// Where a face has another size, or a layer fails.
    pub fn outputs(&self, faces: &[&AlignedFace]) -> Result<Vec<Vec<f32>>, RecognitionError> {
        let pixels: Vec<&[u8]> = faces.iter().map(|face| face.pixels()).collect();
        self.check(faces)?;
        self.forward(&pixels)
    }

    /// The template: the sum of the outputs for the face and for its mirror image, scaled to unit length.
    ///
    /// # Errors
    /// Where the face has another size, a layer fails, or the output is no template.
    pub fn embed(&self, aligned: &AlignedFace) -> Result<Template, RecognitionError> {
        self.check(&[aligned])?;
        let rows = self.forward(&[aligned.pixels(), &aligned.mirrored()])?;
        let mut sum = vec![0.0; self.card.output.values];
        for row in rows {
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        Ok(Template::normalized(self.identity.weights, sum)?)
    }

    fn check(&self, faces: &[&AlignedFace]) -> Result<(), RecognitionError> {
        match faces.iter().find(|face| face.side() != self.side) {
            None => Ok(()),
            Some(face) => Err(RecognitionError::Network {
                network: self.identity.name.clone(),
                problem: format!("it takes {0}×{0} pixels, not {1}×{1}", self.side, face.side()),
            }),
        }
    }

    fn forward(&self, images: &[&[u8]]) -> Result<Vec<Vec<f32>>, RecognitionError> {
        let rows = match &self.network {
            Built::MobileFaceNet(network) => network.forward(images),
            Built::Planned(network) => network.forward(images, self.side, self.side).map(|outputs| {
                let embeddings = outputs.into_iter().next().unwrap_or_default();
                embeddings.into_iter().map(|map| map.values).collect()
            }),
        };
        rows.map_err(network_failed(&self.identity.name))
    }
}

fn build(model: &LoadedModel) -> candle_core::Result<Option<Built>> {
    let (name, values) = (&model.card.architecture, model.card.output.values);
    let weights = weights(model)?;
    if name == architecture::MOBILEFACENET {
        let network = MobileFaceNet::new(values, &weights, normalization(model))?;
        return Ok(Some(Built::MobileFaceNet(Box::new(network))));
    }
    let Some(architecture) = architecture::of(name) else { return Ok(None) };
    Network::new(architecture.plan(values), &weights, normalization(model)).map(|network| Some(Built::Planned(network)))
}
