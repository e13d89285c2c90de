//! What must be read beside a candidate (2-110-2, 3-E, 4-D-4; ADR 34).
//!
//! A disclaimer is no control: these texts stand beside rules that refuse, never in their place.

/// On whatever shows a candidate: terminal, JSON, HTML, PDF, bundle (2-110-2, 2-110-3-E, 2-110-4-D-4).
pub const LEAD_NOTICE: &str = "INVESTIGATIVE LEAD ONLY. A candidate is not a positive identification and is not \
    probable cause for an arrest warrant. Further investigation must verify the person's identity (SOP 2-110).";

/// Beside every comparison score (2-110-3-E).
pub const SCORE_NOTICE: &str = "A comparison score says how alike two images are to the software. It is neither a \
    percentage nor a probability that two images show one person.";

/// Beside the expected number of chance hits.
pub const CHANCE_HITS_NOTICE: &str = "Expected chance hits: how many photographs of other people (with >= how many other \
    people) of a repository of this size are expected to reach the score by chance: an average over probes, from the safe \
    end of the interval of the rates measured on the data set that the model's card names. A poor probe, relatives, \
    look-alike groups and closed-circuit images raise the number; of photographs that were all taken alike up to 20 times as \
    many were measured.";

/// Beside a candidate or probe that shows a child.
pub const CHILD_NOTICE: &str = "CHILD: the software errs more often on children and on photographs taken years apart \
    in childhood.";

/// On lead reports.
pub const LINE_UP_NOTICE: &str = "Do not use candidate photographs to fill a line-up: the software chose them because \
    they look like the person sought. A match by another facial recognition service verifies nothing.";

/// On every page of a sheet that precedes the blind review.
pub const PRELIMINARY_NOTICE: &str = "PRELIMINARY: no second examiner has reviewed this list yet.";

/// Beside what an operator attested of a probe (2-110-3-G).
pub const ATTESTED_NOTICE: &str = "Attested by the operator, not checked: the software cannot reliably see whether an \
    image is a sketch, a composite, a look-alike, synthesized or retouched.";

/// On every file that a command writes outside the store for the person who works with it.
pub const WORKING_COPY_NOTICE: &str = "WORKING COPY, NOT FOR RELEASE. It holds case numbers, badges and reasons. Keep \
    it as the case files are kept; what leaves the Department is released under 2-110-4-C.";

/// On every file with photographs that a command writes outside the store.
pub const WORKING_COPY_IMAGES_NOTICE: &str = "WORKING COPY, NOT FOR RELEASE. It shows people who may have nothing to do \
    with the case. Keep it as the case files are kept, and delete it when the comparison is recorded; what leaves the \
    Department is released under 2-110-4-C.";

/// On every stage of recognition that is written outside the store.
pub const WORKING_COPY_STAGES_NOTICE: &str = "WORKING COPY, NOT FOR RELEASE. It holds photographs of a person and what was \
    measured of them. Keep it as the case files are kept; what leaves the Department is released under 2-110-4-C.";

/// On what is shared inside the Department (2-110-3-F, 2-110-4-D-6).
pub const SHARE_NOTICE: &str = "SHARED INSIDE THE DEPARTMENT, for the recipient named here and their need to know only (SOP \
    2-110-3-F, 4-D-6). It is not passed on, inside or outside; what leaves the Department is released under 2-110-4-C. It is \
    deleted on its end date.";

/// Beside every report made from the book.
pub const AUDIT_NOTICES: &[&str] = &[
    "A candidate is an investigative lead only: not a positive identification, not probable cause for an arrest \
        warrant (SOP 2-110). A lead that is counted as confirmed was confirmed by the sources that the examiner named.",
    "The report tells what the book holds. It cannot tell whether a stated purpose was true, and it sees nothing of \
        what was done with a copy of the repository by another program.",
    "Entries that no witness has seen can be rewritten or cut off by whoever holds valid keys. Check the book \
        (frs audit verify) and have it witnessed before you rely on what stands here.",
    "Times are UTC, by the clock of the machine that wrote the entry; order is by place.",
];

/// Beside the yearly statistics.
pub const STATISTICS_NOTICES: &[&str] = &[
    "Numbers from 1 to 4 are withheld: a single case could be recognized. Where a withheld number could be computed \
        from the others, further ones are withheld with it.",
    "Counted from the program's own book. A confirmed lead was confirmed by the sources that the examiner named; a \
        lead is no identification.",
];

/// On every file of figures that a command writes outside the store for the person who works with it.
pub const WORKING_COPY_SHORT: &str =
    "WORKING COPY, NOT FOR RELEASE. What leaves the Department is released under 2-110-4-C.";

/// On a report in which other candidates are redacted: the only kind that can leave.
pub const REDACTED_COPY_SHORT: &str = "REDACTED COPY. It leaves the Department only in a release that was approved (2-110-4-C); until then it is a working copy.";

/// Beside measured error rates.
pub const EVALUATION_NOTICES: &[&str] = &[
    "Measured on the photographs of this list, with these models; other photographs give other rates. Closed-circuit images, \
        low light, years between photographs, relatives and look-alikes raise them, and groups of people differ.",
    "FMR: share of different people's photographs that reach the score. FNMR: share of one person's that do not. FPIR: \
        share of searches for somebody not enrolled that name anybody; FNIR: share of searches that miss who is enrolled. \
        Photographs without template are misses (ISO/IEC 19795-1).",
    "Intervals hold 95 of 100 measurements with other people of the same kind (bootstrap by person). No rate is claimed on \
        fewer than 3 / rate trials, nor of searches or a part with fewer than 10 people or 30 comparisons. Scores are rounded up: to a \
        thousandth, and to a hundredth where fewer than 30 strangers reach them, in parts and in curves.",
];
