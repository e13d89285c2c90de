//! Notes, proofs, records and keys: the standards' own vectors, properties, damage.

mod c2sp;
mod damage;
mod properties;
