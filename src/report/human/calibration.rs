//! A new table of false match rates on the terminal.

use super::{Human, Width, evaluation::interval, layout::Page, table::Column};
use crate::{
    policy::EVALUATION_NOTICES,
    report::{
        ModelCalibrated,
        evaluation::{at_most_one_in, grouped, one_in},
    },
};

impl Human for ModelCalibrated {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Model", format!("{}  weights {}", self.model.name, self.model.weights.short())),
            ("Measured on", self.data_set.clone()),
            ("List", format!("{}, SHA-256 {}", self.list.kind, self.list.digest.short())),
            ("Photographs", format!("{} of {} with template", self.photographs.usable, self.photographs.offered)),
            ("Comparisons", format!("{} between {} different people", grouped(self.comparisons), grouped(self.people))),
        ]);
        page.gap();
        let columns = [
            ("Score", Column::Number),
            ("FMR", Column::Number),
            ("at most", Column::Number),
            ("95%", Column::Number),
            ("Let through", Column::Rest),
        ];
        let rows = self.rows.iter().map(|row| {
            vec![
                format!("{:.4}", row.score),
                one_in(row.fmr.value),
                at_most_one_in(row.fmr.high),
                interval(&row.fmr),
                grouped(row.fmr.errors),
            ]
        });
        page.table(&columns, &rows.collect::<Vec<_>>());
        if let Some(last) = self.rows.last() {
            page.paragraph(&format!(
                "Of higher scores than {:.4} only this is known: below {}.",
                last.score,
                at_most_one_in(last.fmr.high)
            ));
        }
        page.gap();
        page.paragraph(EVALUATION_NOTICES[0]);
        page.gap();
        page.facts(&[
            ("New card", self.file.clone()),
            ("SHA-256", self.card.to_string()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph(
            "Next: nothing uses the new card yet. Put it in the place of the model's card.toml, on every machine, \
            together with a floor that the Commander signed and that pins it by this line (frs paper request floor):",
        );
        // Whole at any width: it is copied.
        format!("{}embedder: {} {} {}\n", page.finish(), self.model.name, self.model.weights, self.card)
    }
}
