//! Templates and what comparing two of them gives.

use std::fmt;

use super::Digest;

/// Features of one face under one model (ISO/IEC 2382-37: biometric template).
///
/// The values have unit length, so that the cosine is their dot product.
#[derive(Clone, PartialEq)]
pub struct Template {
    /// Which networks made it, as a digest; templates of different ones are never compared.
    pub model: Digest,
    values: Vec<f32>,
}

/// Two templates that cannot be compared, or values that are not a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComparisonError {
    /// The templates come from different models.
    #[error("templates of different models cannot be compared ({} and {})", .0.short(), .1.short())]
    Models(Digest, Digest),
    /// The templates have different lengths.
    #[error("templates of {0} and {1} values cannot be compared")]
    Lengths(usize, usize),
    /// A value is not finite, or all are zero.
    #[error("the values are not a template: not finite, or all zero")]
    NotATemplate,
}

impl Template {
    /// Scales `values` to unit length.
    ///
    /// # Errors
    /// [`ComparisonError::NotATemplate`] where the length is zero or not finite.
    pub fn normalized(model: Digest, mut values: Vec<f32>) -> Result<Self, ComparisonError> {
        let length = values.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt();
        if !length.is_finite() || length <= f64::from(f32::MIN_POSITIVE) {
            return Err(ComparisonError::NotATemplate);
        }
        for value in &mut values {
            *value = (f64::from(*value) / length) as f32;
        }
        Ok(Self { model, values })
    }

    /// Reads the stored form (little-endian `f32`, already of unit length).
    ///
    /// # Errors
    /// [`ComparisonError::NotATemplate`] where the bytes are not whole finite values of about unit length.
    pub fn from_bytes(model: Digest, bytes: &[u8]) -> Result<Self, ComparisonError> {
        let (chunks, rest) = bytes.as_chunks::<4>();
        let values: Vec<f32> = chunks.iter().map(|b| f32::from_le_bytes(*b)).collect();
        let square: f64 = values.iter().map(|v| f64::from(*v) * f64::from(*v)).sum();
        if !rest.is_empty() || !(0.99..1.01).contains(&square) {
            return Err(ComparisonError::NotATemplate);
        }
        Ok(Self { model, values })
    }

    /// The stored form: little-endian `f32`.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.values.iter().flat_map(|v| v.to_le_bytes()).collect()
    }

    /// The values, of unit length.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Cosine of the angle between two templates, −1 … 1.
    ///
    /// The sum runs in one fixed order with `f64` accumulators: the same two templates give the same bits on every
    /// machine and thread count.
    ///
    /// # Errors
    /// Where the models or the lengths differ.
    pub fn compare(&self, other: &Self) -> Result<ComparisonScore, ComparisonError> {
        if self.model != other.model {
            return Err(ComparisonError::Models(self.model, other.model));
        }
        if self.values.len() != other.values.len() {
            return Err(ComparisonError::Lengths(self.values.len(), other.values.len()));
        }
        let mut lanes = [0f64; 8];
        let (a, a_rest) = self.values.as_chunks::<8>();
        let (b, b_rest) = other.values.as_chunks::<8>();
        for (a, b) in a.iter().zip(b) {
            for lane in 0..8 {
                lanes[lane] += f64::from(a[lane]) * f64::from(b[lane]);
            }
        }
        for (lane, (a, b)) in a_rest.iter().zip(b_rest).enumerate() {
            lanes[lane] += f64::from(*a) * f64::from(*b);
        }
        Ok(ComparisonScore(lanes.iter().sum::<f64>() as f32))
    }
}

/// Templates are personal data: their values stay out of logs and error texts.
impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({} values, model {})", self.values.len(), self.model.short())
    }
}

/// How alike two templates are: the cosine of their angle. Never a percentage and never a probability of identity
/// (2-110-3-E).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct ComparisonScore(pub f32);

impl fmt::Display for ComparisonScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(values: &[f32]) -> Template {
        Template::normalized(Digest([1; 32]), values.to_vec()).unwrap()
    }

    #[test]
    fn stored_form_round_trips() {
        let t = template(&[3.0, -4.0, 0.5]);
        assert_eq!(Template::from_bytes(t.model, &t.to_bytes()).unwrap(), t);
        assert!(Template::from_bytes(t.model, &t.to_bytes()[1..]).is_err());
        assert!(Template::from_bytes(t.model, &[0; 12]).is_err());
    }

    #[test]
    fn nothing_is_not_a_template() {
        for values in [vec![], vec![0.0; 4], vec![f32::NAN, 1.0], vec![f32::INFINITY, 1.0]] {
            assert_eq!(Template::normalized(Digest([1; 32]), values), Err(ComparisonError::NotATemplate));
        }
    }

    #[test]
    fn models_never_mix() {
        let a = template(&[1.0, 0.0]);
        let b = Template::normalized(Digest([2; 32]), vec![1.0, 0.0]).unwrap();
        assert!(matches!(a.compare(&b), Err(ComparisonError::Models(..))));
        assert!(a.compare(&template(&[1.0])).is_err());
        assert!((a.compare(&a).unwrap().0 - 1.0).abs() < 1e-6);
    }
}
