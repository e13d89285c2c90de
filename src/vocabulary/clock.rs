//! Where the time comes from. There is one clock in the product, the system's; tests of rules pass times as facts.

use jiff::Timestamp;

/// A source of the current time (UTC).
pub trait Clock {
    /// The current time.
    fn now(&self) -> Timestamp;
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
