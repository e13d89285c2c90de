//! Which networks are in use: those that the floor in force pins, weights and card, in whatever folder they lie (ADR 31, ADR 37).

use super::{super::OperationError, Desk, Request, Visit};
use crate::{
    policy::{Floor, ModelsInUse, OperationKind, PinnedModel},
    recognition::{
        DETECTOR, EMBEDDER, ModelIdentity, ModelRole, Recognizer, inspect_model, model_card, model_names,
        template_model,
    },
};

/// The shipped networks, each as it was read: their files are large, and hashed once. What is wrong with one says nothing of the other.
pub(in crate::operation) struct Shipped {
    embedder: Result<Option<PinnedModel>, OperationError>,
    detector: Result<Option<PinnedModel>, OperationError>,
}

impl Shipped {
    /// Both, where the embedder is there and neither is damaged: what whoever cannot open the book is judged by.
    pub fn models(&self) -> Option<ModelsInUse> {
        match (&self.embedder, &self.detector) {
            (Ok(Some(embedder)), Ok(detector)) => Some(together(embedder.clone(), detector.clone(), None)),
            _ => None,
        }
    }
}

impl<'a> Desk<'a> {
    /// The networks that are in use as long as no floor says otherwise. Which ones the floor in force pins is known once the book
    /// is open: [`Desk::models_of`].
    pub(in crate::operation) fn shipped(&self) -> Shipped {
        Shipped { embedder: self.pin(EMBEDDER, ModelRole::Embedder), detector: self.pin(DETECTOR, ModelRole::Detector) }
    }

    /// The networks that are used under this floor. Of each kind the shipped one where the floor pins it; else the first by name
    /// that it does, weights and card as read. Where it pins none that is here, the shipped one is told, for the gate to refuse.
    ///
    /// # Errors
    /// Where they cannot be read, or the embedder is not there.
    pub fn models_under(&self, floor: &Floor) -> Result<ModelsInUse, OperationError> {
        self.models_of(floor, self.shipped())
    }

    /// As [`Desk::models_under`], with the shipped ones as they were read.
    pub(in crate::operation) fn models_of(
        &self,
        floor: &Floor,
        Shipped { embedder, detector }: Shipped,
    ) -> Result<ModelsInUse, OperationError> {
        let embedder = self.one_of(ModelRole::Embedder, EMBEDDER, embedder, |model| floor.allows_embedder(model))?;
        let detector = self.one_of(ModelRole::Detector, DETECTOR, detector, |model| floor.allows_detector(model))?;
        let embedder = embedder.ok_or_else(|| {
            OperationError::Environment(format!(
                "{}: the embedder {EMBEDDER} is not there, and no other one that the floor names; name the models with --models",
                self.models.display()
            ))
        })?;
        Ok(together(embedder, detector, Some(floor)))
    }

    /// The shipped one where the floor pins it, else the first by name that it pins, else the shipped one all the same.
    fn one_of(
        &self,
        role: ModelRole,
        name: &str,
        shipped: Result<Option<PinnedModel>, OperationError>,
        pins: impl Fn(&PinnedModel) -> bool,
    ) -> Result<Option<PinnedModel>, OperationError> {
        if matches!(&shipped, Ok(Some(model)) if pins(model)) {
            return shipped;
        }
        // A folder that cannot be read is none that the floor pins; `frs model list` says what is wrong with it.
        let others = model_names(&self.models)?.into_iter().filter(|other| other != name);
        let mut others = others.filter_map(|other| self.pin(&other, role).ok().flatten());
        others.find(pins).map_or(shipped, |model| Ok(Some(model)))
    }

    /// As [`Desk::visit`], of what looks at faces: the networks that the floor in force decides on are in the request for the
    /// gate to judge. Whoever cannot open the book is judged by the shipped ones.
    ///
    /// # Errors
    /// As there, and as [`Desk::models_under`].
    pub(in crate::operation) fn visit_looking(
        &self,
        operation: OperationKind,
        request: &mut Request,
    ) -> Result<(Visit<'a>, ModelsInUse), OperationError> {
        let shipped = self.shipped();
        request.models = shipped.models();
        let visit = self.visit(operation, request)?;
        let models = self.models_of(visit.book.standing().floor(), shipped)?;
        request.models = Some(models.clone());
        Ok((visit, models))
    }

    /// Loads the networks that the gate judged, and no others.
    ///
    /// # Errors
    /// Where they cannot be read, or are not those any more.
    pub(in crate::operation) fn recognizer(&self, models: &ModelsInUse) -> Result<Recognizer, OperationError> {
        let detector = models.detector.as_ref().map_or(DETECTOR, |detector| &detector.name);
        let recognizer = Recognizer::load_with(&self.models, detector, &models.embedder.name)?;
        let same_detector = models.detector.as_ref().is_none_or(|judged| *judged == pinned(recognizer.detector()));
        if same_detector && models.embedder == pinned(recognizer.embedder()) {
            return Ok(recognizer);
        }
        Err(OperationError::Environment(format!(
            "{}: a model was exchanged while the command ran, so that it is not the one that the gate judged: see frs model list, \
             then begin again",
            self.models.display()
        )))
    }

    fn pin(&self, name: &str, role: ModelRole) -> Result<Option<PinnedModel>, OperationError> {
        if !self.models.join(name).join("card.toml").is_file() {
            return Ok(None);
        }
        // Weights are large: those of another kind are not hashed.
        if model_card(&self.models, name)?.0.role != role {
            return Ok(None);
        }
        let (_, identity) = inspect_model(&self.models, name)?;
        Ok((identity.role == role).then(|| pinned(&identity)))
    }
}

/// A search finds no faces: where no detector is there, the templates are those of the one that the floor pins, the shipped one before others.
fn together(embedder: PinnedModel, detector: Option<PinnedModel>, floor: Option<&Floor>) -> ModelsInUse {
    let of = |detector: &PinnedModel| template_model(embedder.weights, detector.weights);
    let pinned: Vec<_> = match &detector {
        Some(detector) => vec![of(detector)],
        None => floor.into_iter().flat_map(|floor| floor.detectors.iter().map(of)).collect(),
    };
    let shipped = pinned.is_empty() || pinned.contains(&embedder.weights);
    let templates = if shipped { embedder.weights } else { pinned[0] };
    ModelsInUse { embedder, detector, templates }
}

/// A model as the floor pins it.
pub(in crate::operation) fn pinned(identity: &ModelIdentity) -> PinnedModel {
    PinnedModel { name: identity.name.clone(), weights: identity.weights, card: identity.card }
}
