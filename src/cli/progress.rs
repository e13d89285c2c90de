//! What a person at a terminal sees while something takes long; nothing where nobody watches.

use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;

/// A spinner with words, or a bar; gone from the terminal when it is dropped, also where the command fails.
pub struct Progress(ProgressBar);

impl Progress {
    /// Steps of which nobody knows how many there will be.
    pub fn spinner(output: Output) -> Self {
        Self(if output.can_draw() { ProgressBar::new_spinner() } else { ProgressBar::hidden() })
    }

    /// So many of so many `things`, with rate and time left.
    pub fn counted(output: Output, things: &str) -> Self {
        if !output.can_draw() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        let form = format!("{{bar:30}} {{pos}}/{{len}} {things}  {{per_sec}}  {{eta}} left");
        bar.set_style(ProgressStyle::with_template(&form).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// Shows what is going on.
    pub fn say(&self, words: impl Into<String>) {
        self.0.set_message(words.into());
        self.0.tick();
    }

    /// How many there will be.
    pub fn of(&self, all: u64) {
        self.0.set_length(all);
    }

    /// One more is done; how many that makes.
    pub fn one_more(&self) -> u64 {
        self.0.inc(1);
        self.0.position()
    }

    /// Writes past the bar, so that the two do not stand in each other's lines.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
