//! Stage 5: an embedder of any architecture, with the alignment that its card asks for.

use std::path::Path;

use candle_core::{DType, Device};
use candle_nn::VarBuilder;
use rayon::prelude::*;

use super::{
    AlignedFace, Face, Landmarks, ModelCard, ModelIdentity, ModelRole, RecognitionError, Sample, align,
    card::{self, Alignment, Input, LoadedModel},
    composite::{self, COMPOSITE, components},
    network_failed,
    networks::{Normalization, architecture, mobilefacenet::MobileFaceNet, network::Network},
};
use crate::vocabulary::{Digest, Template};

/// A network that makes templates, or several as one, loaded and checked. Shared between threads by reference.
pub struct Embedder {
    parts: Vec<Part>,
    identity: ModelIdentity,
    card: ModelCard,
}

/// One network, with the alignment it takes.
struct Part {
    network: Built,
    name: String,
    weights: Digest,
    template: Landmarks,
    side: usize,
    values: usize,
    /// What its cosine counts for.
    share: f64,
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
        let LoadedModel { card, identity, weights } = card::load(models, name, ModelRole::Embedder)?;
        let refuse =
            |file: &str, problem: String| RecognitionError::Card { path: models.join(name).join(file), problem };
        let parts = if card.architecture == COMPOSITE {
            let list = components(&weights, card.output.values);
            let list = list.map_err(|problem| refuse(&card.weights.file, problem))?;
            list.iter()
                .map(|one| Part::of_component(models, one, &card.weights.file, name))
                .collect::<Result<_, _>>()?
        } else {
            let Some(alignment) = &card.alignment else {
                return Err(refuse("card.toml", "[alignment] is missing".to_owned()));
            };
            let kind = Kind {
                name,
                architecture: &card.architecture,
                input: &card.input,
                alignment,
                values: card.output.values,
            };
            vec![Part::build(&kind, &weights, identity.weights, 1.0, |problem| refuse("card.toml", problem))?]
        };
        Ok(Self { parts, identity, card })
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// Its card.
    pub fn card(&self) -> &ModelCard {
        &self.card
    }

    /// Side of the aligned face that it takes (of a composite: its first network), pixels.
    pub fn side(&self) -> usize {
        self.parts.first().map_or(0, |part| part.side)
    }

    /// The face as this network wants it; of a composite, as each of its networks does.
    pub fn align(&self, sample: &Sample, face: &Face) -> AlignedFace {
        let aligned = self.parts.iter().map(|part| align::align(sample, &face.landmarks, &part.template, part.side));
        AlignedFace::chain(aligned.collect())
    }

    /// What the network (of a composite: its first one) gives for each face: not mirrored, not scaled.
    ///
    /// # Errors
    /// Where a face has another size, or a layer fails.
    pub fn outputs(&self, faces: &[&AlignedFace]) -> Result<Vec<Vec<f32>>, RecognitionError> {
        let Some(part) = self.parts.first() else { return Ok(Vec::new()) };
        faces.iter().try_for_each(|face| part.check(face))?;
        let pixels: Vec<&[u8]> = faces.iter().map(|face| face.pixels()).collect();
        part.forward(&pixels)
    }

    /// The template: the sum of the outputs for the face and for its mirror image, scaled to unit length. Of a composite: those of
    /// its networks one after the other, each times the square root of its share.
    ///
    /// # Errors
    /// Where the face has another size or was aligned for another embedder, a layer fails, or the output is no template.
    pub fn embed(&self, aligned: &AlignedFace) -> Result<Template, RecognitionError> {
        Ok(self.embed_measured(aligned)?.0)
    }

    /// The template, and how long the sum of the (first) network's two outputs was before it was scaled: of poor photographs, and of
    /// faces unlike those that it was trained on, it is shorter. It compares only with lengths by the same network.
    ///
    /// # Errors
    /// As [`Embedder::embed`].
    pub fn embed_measured(&self, aligned: &AlignedFace) -> Result<(Template, f32), RecognitionError> {
        let failed = || self.failed("it gave nothing for the face".to_owned());
        self.embed_all(&[aligned])?.pop().ok_or_else(failed)
    }

    /// The same for several faces at once, for whom the networks' weights are read once; each has the bits that it has alone.
    ///
    /// # Errors
    /// As [`Embedder::embed`], of any of them.
    pub fn embed_all(&self, faces: &[&AlignedFace]) -> Result<Vec<(Template, f32)>, RecognitionError> {
        let aligned: Vec<Vec<&AlignedFace>> = faces.iter().map(|face| face.all().collect()).collect();
        if let Some(wrong) = aligned.iter().find(|all| all.len() != self.parts.len()) {
            let problem = format!("it takes {} aligned images of a face, not {}", self.parts.len(), wrong.len());
            return Err(self.failed(problem));
        }
        let of_part = |(at, part): (usize, &Part)| {
            part.embed_all(&aligned.iter().map(|all| all[at]).collect::<Vec<_>>()).map(Vec::into_iter)
        };
        let mut made = self.parts.iter().enumerate().map(of_part).collect::<Result<Vec<_>, _>>()?;
        if let [only] = &mut made[..] {
            return Ok(only.collect());
        }
        let fused = |_: &&AlignedFace| {
            let (mut values, mut first) = (Vec::with_capacity(self.card.output.values), None);
            for (part, (template, length)) in self.parts.iter().zip(made.iter_mut().filter_map(Iterator::next)) {
                let root = part.share.sqrt();
                values.extend(template.values().iter().map(|value| (root * f64::from(*value)) as f32));
                first.get_or_insert(length);
            }
            Ok((Template::normalized(self.identity.weights, values)?, first.unwrap_or_default()))
        };
        faces.iter().map(fused).collect()
    }

    fn failed(&self, problem: String) -> RecognitionError {
        RecognitionError::Network { network: self.identity.name.clone(), problem }
    }
}

/// What decides how a network is built and fed.
struct Kind<'k> {
    name: &'k str,
    architecture: &'k str,
    input: &'k Input,
    alignment: &'k Alignment,
    values: usize,
}

impl Part {
    fn of_component(
        models: &Path,
        one: &composite::Component,
        list: &str,
        name: &str,
    ) -> Result<Self, RecognitionError> {
        let weights = card::read_weights(&models.join(&one.folder).join(&one.file), one.sha256)?;
        let kind = Kind {
            name: &one.folder,
            architecture: &one.architecture,
            input: &one.input,
            alignment: &one.alignment,
            values: one.values,
        };
        let refuse = |problem: String| RecognitionError::Card {
            path: models.join(name).join(list),
            problem: format!("{}: {problem}", one.folder),
        };
        Self::build(&kind, &weights, one.sha256, one.share, refuse)
    }

    fn build(
        kind: &Kind<'_>,
        weights: &[u8],
        digest: Digest,
        share: f64,
        refuse: impl Fn(String) -> RecognitionError,
    ) -> Result<Self, RecognitionError> {
        let Some(side) = architecture::side(kind.architecture) else {
            return Err(refuse(format!(
                "the architecture {:?} is no embedder that this program knows",
                kind.architecture
            )));
        };
        if [kind.input.width, kind.input.height].map(|size| size as usize) != [side; 2] {
            return Err(refuse(format!("the input of {} must be {side}×{side}", kind.architecture)));
        }
        let network = network(kind, weights).map_err(network_failed(kind.name))?;
        let network =
            network.ok_or_else(|| refuse(format!("the architecture {:?} is not built", kind.architecture)))?;
        Ok(Self {
            network,
            name: kind.name.to_owned(),
            weights: digest,
            template: kind.alignment.points,
            side,
            values: kind.values,
            share,
        })
    }

    fn embed_all(&self, faces: &[&AlignedFace]) -> Result<Vec<(Template, f32)>, RecognitionError> {
        faces.iter().try_for_each(|face| self.check(face))?;
        let mirrored: Vec<Vec<u8>> = faces.iter().map(|face| face.mirrored()).collect();
        let both = faces.iter().zip(&mirrored).flat_map(|(face, mirrored)| [face.pixels(), mirrored]);
        let rows = self.forward(&both.collect::<Vec<_>>())?;
        let template = |both: &[Vec<f32>]| {
            let mut sum = vec![0.0; self.values];
            for row in both {
                sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            }
            let length = sum.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt() as f32;
            Ok((Template::normalized(self.weights, sum)?, length))
        };
        rows.chunks_exact(2).map(template).collect()
    }

    fn check(&self, face: &AlignedFace) -> Result<(), RecognitionError> {
        if face.side() == self.side {
            return Ok(());
        }
        Err(RecognitionError::Network {
            network: self.name.clone(),
            problem: format!("it takes {0}×{0} pixels, not {1}×{1}", self.side, face.side()),
        })
    }

    /// One image after the other gives the same bits; who waits for one face alone gets all cores for it. Where many are worked on,
    /// each has a core already, and nothing is spread further.
    fn forward(&self, images: &[&[u8]]) -> Result<Vec<Vec<f32>>, RecognitionError> {
        if images.is_empty() {
            return Ok(Vec::new());
        }
        let cores = if rayon::current_thread_index().is_some() { 1 } else { rayon::current_num_threads() };
        if cores < 2 {
            return self.forward_on(images, 1);
        }
        // Cores that are left over share an image.
        let sharing = cores / images.len().min(cores);
        let parts = images.par_chunks(images.len().div_ceil(cores));
        // Inside the pool, where handing over a part of a layer does not wake the thread that waits here.
        let rows = || parts.map(|images| self.forward_on(images, sharing)).collect::<Result<Vec<_>, _>>();
        Ok(rayon::scope(|_| rows())?.concat())
    }

    /// On this thread; one image alone is spread over so many cores.
    fn forward_on(&self, images: &[&[u8]], cores: usize) -> Result<Vec<Vec<f32>>, RecognitionError> {
        let rows = match &self.network {
            Built::MobileFaceNet(network) => network.forward_on(images, cores),
            Built::Planned(network) => network.forward_on(images, self.side, self.side, cores).map(|outputs| {
                let embeddings = outputs.into_iter().next().unwrap_or_default();
                embeddings.into_iter().map(|map| map.values).collect()
            }),
        };
        rows.map_err(network_failed(&self.name))
    }
}

fn network(kind: &Kind<'_>, bytes: &[u8]) -> candle_core::Result<Option<Built>> {
    let weights = VarBuilder::from_slice_safetensors(bytes, DType::F32, &Device::Cpu)?;
    let normalization = Normalization { mean: kind.input.mean, scale: kind.input.scale };
    if kind.architecture == architecture::MOBILEFACENET {
        let network = MobileFaceNet::new(kind.values, &weights, normalization)?;
        return Ok(Some(Built::MobileFaceNet(Box::new(network))));
    }
    let Some(architecture) = architecture::of(kind.architecture) else { return Ok(None) };
    let network = Network::new(architecture.plan(kind.values), &weights, normalization)?;
    Ok(Some(Built::Planned(network)))
}
