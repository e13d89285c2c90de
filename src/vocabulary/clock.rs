//! Where the time comes from. There is one clock in the product, the system's; tests of rules pass times as facts.

use jiff::Timestamp;

/// Without its fraction of a second: papers and cosignatures say times to the second.
pub fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

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
