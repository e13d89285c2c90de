//! Where the clock was put back, by the times of the entries (docs/threat-model.md#time).

use jiff::{SignedDuration, Timestamp};

/// A command takes its time before it waits for the book: of those that run side by side, one may enter after another that
/// began later. Less than this is no step.
const OUT_OF_TURN: SignedDuration = SignedDuration::from_mins(2);

/// Hears the times of the entries in their order.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClockSteps {
    latest: Option<Timestamp>,
}

impl ClockSteps {
    /// Takes the time of the next entry; whether the clock was put back before it. A step is told once: what follows is
    /// held against the time after it, or one clock that ran ahead would mark everything.
    pub fn hear(&mut self, time: Timestamp) -> bool {
        let back = self.latest.is_some_and(|latest| latest.duration_since(time) > OUT_OF_TURN);
        self.latest = if back { Some(time) } else { self.latest.max(Some(time)) };
        back
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_once_and_neighbours_out_of_turn_are_none() {
        let mut steps = ClockSteps::default();
        let mut hear = |second: i64| steps.hear(Timestamp::from_second(second).unwrap());
        // Commands side by side, and then a clock that an hour later stands where it stood before.
        assert_eq!([1_000, 990, 1_005, 900, 4_600].map(&mut hear), [false; 5]);
        assert_eq!([1_010, 1_011, 1_000].map(&mut hear), [true, false, false]);
        // Whoever goes back in small steps is told as well: they are held against the newest time.
        assert_eq!([911, 822, 733].map(&mut hear), [false, true, false]);
    }
}
