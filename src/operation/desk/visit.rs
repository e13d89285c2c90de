//! Past the desk: the gate judges, and what it refuses is recorded in the book.

use jiff::Timestamp;

use super::{
    super::OperationError,
    PurposeSource, Request,
    outside::not_recorded,
    program_line,
    request::{Resolved, request_facts},
};
use crate::{
    audit::{Book, PurposeRecord, Recorded},
    gate::{Operation, Permit, Presented, admit},
    policy::{NEEDS_WITNESS, OperationKind, Refusal, StatedPurpose},
    report::ProgramLine,
    vocabulary::{Clock, PurposeId, PurposeStatement},
};

/// A command past the desk: the book is open, the person is known, the gate has not judged yet.
pub struct Visit<'a> {
    /// The book.
    pub book: Book,
    pub(super) presented: Presented,
    pub(super) clock: &'a dyn Clock,
    /// How many refusals of others were folded into the book on the way in.
    pub folded: usize,
}

/// A permit with what the intent must say.
pub struct Admitted<Op: Operation> {
    /// The permit.
    pub permit: Permit<Op>,
    /// The purpose, where one was needed.
    pub purpose: Option<StatedPurpose>,
    /// The statement, where this command makes it.
    pub statement: Option<PurposeStatement>,
}

impl Visit<'_> {
    /// The time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time by which the gate judges: a clock that was put back does not bring back what has lapsed
    /// (docs/threat-model.md#time).
    pub fn gate_now(&self) -> Timestamp {
        self.book.standing().gate_time(self.now())
    }

    /// The program, for reports.
    pub fn program_line(&self) -> ProgramLine {
        program_line(self.book.standing().founding())
    }

    /// Who is at the desk.
    pub fn presented(&self) -> &Presented {
        &self.presented
    }

    fn resolve(&self, source: &PurposeSource, now: Timestamp) -> Result<Resolved, OperationError> {
        Ok(match source {
            PurposeSource::Nothing => Resolved::Missing,
            PurposeSource::State(draft) => Resolved::draft(draft, now)?,
            PurposeSource::Cite(_) | PurposeSource::Short(_) => {
                let Some(id) = self.cited(source)? else { return Ok(Resolved::Missing) };
                match self.book.purpose(id)? {
                    None => Resolved::Unknown(id),
                    Some(record) => Resolved::Stated(Box::new(self.stated(&record)?), None),
                }
            }
        })
    }

    /// The purpose that is cited, where one is.
    ///
    /// # Errors
    /// Where its id is shortened, and none or several begin so.
    pub fn cited(&self, source: &PurposeSource) -> Result<Option<PurposeId>, OperationError> {
        let digits = match source {
            PurposeSource::Nothing | PurposeSource::State(_) => return Ok(None),
            PurposeSource::Cite(id) => return Ok(Some(*id)),
            PurposeSource::Short(digits) => digits,
        };
        match self.book.purposes_by_prefix(digits)?.as_slice() {
            [one] => Ok(Some(*one)),
            [] => Err(OperationError::Usage(format!(
                "no purpose's id begins with {digits}; frs purpose list names yours"
            ))),
            _ => Err(OperationError::Usage(format!("several purposes' ids begin with {digits}: give more of it"))),
        }
    }

    /// A stated purpose as the rules see it.
    ///
    /// # Errors
    /// Where its probes cannot be counted.
    pub fn stated(&self, record: &PurposeRecord) -> Result<StatedPurpose, OperationError> {
        let used = self.book.probes_used(record.id)?;
        Ok(StatedPurpose {
            id: record.id,
            kind: record.statement.kind(),
            case: record.case().map(str::to_owned),
            stated_at: record.stated_at,
            probes_used: u32::try_from(used).unwrap_or(u32::MAX),
        })
    }

    /// Asks the gate; a refusal is recorded in the book.
    ///
    /// # Errors
    /// The refusal, with every broken paragraph.
    pub fn admit<Op: Operation>(&mut self, request: &Request) -> Result<Admitted<Op>, OperationError> {
        let now = self.gate_now();
        let resolved = self.resolve(&request.purpose, now)?;
        let tail = NEEDS_WITNESS.contains(&Op::KIND).then(|| self.book.unwitnessed()).transpose()?;
        let standing = self.book.standing();
        let mut facts = standing.facts(now, Op::KIND, &self.presented);
        request_facts(&mut facts, request, &resolved);
        facts.tail = tail.as_ref();
        match admit::<Op>(standing, &self.presented, &facts) {
            Ok(permit) => {
                let (purpose, statement) = match resolved {
                    Resolved::Stated(stated, statement) => (Some(*stated), statement),
                    _ => (None, None),
                };
                Ok(Admitted { permit, purpose, statement })
            }
            Err(refusal) => Err(self.refuse(Op::KIND, &request.purpose, refusal, now)?),
        }
    }

    fn refuse(
        &mut self,
        operation: OperationKind,
        purpose: &PurposeSource,
        refusal: Refusal,
        now: Timestamp,
    ) -> Result<OperationError, OperationError> {
        let cited = self.cited(purpose)?;
        if self.book.is_read_only() {
            return Ok(OperationError::Refused { refusal, recorded: not_recorded() });
        }
        let sequence = self.book.refuse(operation, &self.presented, cited, &refusal, now)?;
        Ok(OperationError::Refused { refusal, recorded: Recorded::Book { sequence } })
    }

    /// Book and presented apart, for an entry that stays open while the rules are asked again.
    pub fn parts(&mut self) -> (&mut Book, &Presented) {
        (&mut self.book, &self.presented)
    }
}
