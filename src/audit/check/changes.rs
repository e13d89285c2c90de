//! What expunges and corrections did, held against the orders and papers that say so, and against the rows.

use std::collections::BTreeSet;

use super::told::Told;
use crate::{
    audit::{
        book::Book,
        corrections::{Corrected, target_bytes},
        error::BookError,
        logs::Place,
        removed::{Gone, Removed},
        verify::{Fault, Verifier},
    },
    gate::CorrectedField,
    policy::OperationKind,
    seal::leaf::Leaf,
    vocabulary::{Digest, PurposeId},
};

impl Book {
    /// What was expunged is not there again, and no position is used twice.
    pub(super) fn check_removed(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let rows = self.store.rows();
        let next = told.removed.iter().filter_map(|(_, removed)| removed.next).max();
        if rows.gallery_end()? != next {
            let what = "the position from which references are enrolled is not the one that the last expunge left";
            verifier.note(None, Fault::Table(what.to_owned()));
        }
        let there: BTreeSet<[u8; 16]> = rows.all_ids()?.into_iter().collect();
        for (at, removed) in &told.removed {
            let back = removed.ids().intersection(&there).count();
            if back > 0 {
                let what = format!("{back} records that it says were expunged are in the repository");
                verifier.note_at(*at, Fault::Table(what));
            }
        }
        Ok(())
    }

    /// The row that says which entry vouches for the packed runs names the last one that does: pointed elsewhere, searches would
    /// read every reference, and nobody would be told why.
    pub(super) fn check_packing(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let named = self.store.rows().packing()?;
        if named != told.packing {
            let name = |place: Option<Place>| place.map_or_else(|| "none".to_owned(), Self::place_name);
            let what = format!(
                "the row gallery_packing names entry {} as the one that vouches for the packed runs, and it is {}. The next entry that \
                 changes the gallery puts that right; searches are whole until then, and slower",
                name(named),
                name(told.packing)
            );
            verifier.note(None, Fault::Table(what));
        }
        Ok(())
    }

    /// The list of corrections is that of the entries.
    pub(super) fn check_corrected(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let entered: BTreeSet<_> = told.corrected.iter().map(|(at, target, _)| (*at, *target)).collect();
        let listed: BTreeSet<_> = self.store.rows().corrections()?.into_iter().collect();
        for (at, _) in entered.symmetric_difference(&listed) {
            let what = "the list of corrections does not have it as what it says it is".to_owned();
            verifier.note_at(*at, Fault::Table(what));
        }
        Ok(())
    }
}

impl Told {
    /// Whether an expunge was ordered by two people and carried out by a third, and takes no more than the order names.
    pub(super) fn hear_expunge(&self, at: Place, leaf: &Leaf, removed: &Removed) -> Result<(), &'static str> {
        let Some(order) = self.standing.kept().expunge_order(removed.order) else {
            return Err("the order that it names was not accepted before it");
        };
        if order.signers.contains(&leaf.signer) {
            return Err("whoever carried it out had signed the order");
        }
        let intent = leaf.content.answers.map(|intent| (at.0, intent));
        if intent.is_none_or(|intent| !self.entitled.contains(&(OperationKind::RepositoryExpunge, intent))) {
            return Err("whoever carried it out may not");
        }
        let paper = &order.paper;
        let (due, by_case) = (paper.due_before.is_some(), !paper.cases.is_empty());
        if !due && !by_case && removed.purposes.iter().any(|id| !paper.purposes.contains(id)) {
            return Err("it removes purposes that the order does not name");
        }
        let place = (order.place.log, order.place.sequence);
        let by_case_alone = removed.purposes.iter().filter(|id| !due && !paper.purposes.contains(id));
        if by_case_alone.into_iter().any(|id| self.came_after(*id, place, &paper.cases)) {
            return Err("it removes purposes that came into the case after the order was accepted");
        }
        if !due && paper.subjects.is_empty() && removed.references.iter().any(|id| !paper.references.contains(id)) {
            return Err("it removes references that the order does not name");
        }
        if !due && removed.failures > 0 {
            return Err("it removes what the order does not name");
        }
        // Who puts an entry of another kind under the purpose of a search makes no honest removal of it a false one.
        if removed.purposes.iter().any(|id| self.accounts.contains(id) && !self.searched.contains(id)) {
            return Err("it removes a purpose under which nobody was searched for");
        }
        let stays = |gone: &Gone| {
            let answered = self.answered.get(&(gone.log, gone.sequence));
            answered.is_some_and(|search| {
                !search.is_some_and(|search| removed.searches.contains(&search))
                    || gone.fields.iter().any(|field| field != "record")
            })
        };
        if removed.openings.iter().any(stays) {
            return Err("it removes what a supervisor found of a search that stays");
        }
        Ok(())
    }

    /// Whether a purpose was stated, or corrected into one of these cases, after a place of the book.
    fn came_after(&self, id: PurposeId, place: Place, cases: &[String]) -> bool {
        let moved = |digest: &Digest| {
            let accepted = self.standing.kept().correction(*digest);
            accepted.is_some_and(|accepted| {
                accepted.paper.field == CorrectedField::Case && cases.contains(&accepted.paper.value)
            })
        };
        self.stated.get(&id).is_some_and(|stated| *stated > place)
            || self.corrected.iter().any(|(at, target, paper)| *at > place && *target == id.0 && moved(paper))
    }

    /// Whether an accepted paper says what is corrected, and whoever entered it may.
    pub(super) fn hear_correction(
        &self,
        at: Place,
        leaf: &Leaf,
        record: Option<&str>,
    ) -> Result<(Place, [u8; 16], Digest), &'static str> {
        let told: Option<Corrected> = record.and_then(|text| serde_json::from_str(text).ok());
        let told = told.ok_or("it does not say what")?;
        let Some(accepted) = self.standing.kept().correction(told.paper) else {
            return Err("the paper that it names was not accepted before it");
        };
        if self.corrected.iter().any(|(_, _, paper)| *paper == told.paper) {
            return Err("the paper that it names was entered before");
        }
        let intent = leaf.content.answers.map(|intent| (at.0, intent));
        if intent.is_none_or(|intent| !self.entitled.contains(&(OperationKind::RepositoryCorrect, intent))) {
            return Err("whoever entered it may not");
        }
        Ok((at, target_bytes(accepted.paper.target), told.paper))
    }
}
