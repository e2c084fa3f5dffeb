-- The secretariat's desk: settled imports, merges, nominations, cycles, follow-up, reminders, second readers, audits.
-- Append-only like the rest; a state is the newest row of its key. Only SQL that PostgreSQL knows too.

-- One body recorded twice: the one that goes keeps its rows, and stands for nothing while the merge holds.
CREATE TABLE merge_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,            -- the one that goes
    into_id        TEXT NOT NULL,            -- the one that stays
    is_merged      BOOLEAN NOT NULL,         -- false undoes it
    reason         TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- By which document somebody became focal point, and for how long.
CREATE TABLE nomination_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    person_id      TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    channel        TEXT NOT NULL,            -- note_verbale, letter, email, other
    document       TEXT,
    dated_on       DATE,
    term_from      DATE,
    term_until     DATE,
    note           TEXT,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- Totals that were stated in public, beside those of data/reported_totals.csv; disagreements are kept, not settled.
CREATE TABLE reported_total_row (
    row_no           BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq        BIGINT NOT NULL,
    total_id         TEXT NOT NULL,
    subject          TEXT NOT NULL,          -- what was counted, as data/reported_totals.csv names it
    amount           BIGINT NOT NULL,
    is_at_least      BOOLEAN NOT NULL,       -- "more than", "over"
    stated_on        DATE,
    source_title     TEXT NOT NULL,
    source_url       TEXT,
    note             TEXT,
    is_kept          BOOLEAN NOT NULL
);

-- A list that somebody brought; its content lies under its hash beside the register, so that work on it can resume.
CREATE TABLE import_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    import_id      TEXT NOT NULL,
    file_name      TEXT NOT NULL,
    file_sha256    TEXT NOT NULL,
    row_count      INTEGER NOT NULL,
    state          TEXT NOT NULL,            -- open, applied, undone, abandoned
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- What somebody decided about one doubtful row of a list.
CREATE TABLE import_decision_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    import_id      TEXT NOT NULL,
    list_row       INTEGER NOT NULL,         -- its number in the list, as Excel counts
    decision       TEXT NOT NULL,            -- new, same, skip, undecided
    signatory_id   TEXT,                     -- the one that it is the same as
    taken_fields   TEXT,                     -- which fields of the list replace what is on record, joined by a space
    reason         TEXT,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- What an applied import made, so that it can be undone as a whole while nothing builds on it.
CREATE TABLE import_made_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    import_id      TEXT NOT NULL,
    list_row       INTEGER NOT NULL,
    signatory_id   TEXT NOT NULL,
    made           TEXT NOT NULL             -- added, changed
);

-- A signatory that an undone import had added stands for nothing.
CREATE TABLE removal_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,
    is_removed     BOOLEAN NOT NULL,
    reason         TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- What is asked in a cycle, frozen when it opens: items, elements, indicators, statuses, with their words.
CREATE TABLE cycle_form_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    cycle          TEXT NOT NULL,
    form           TEXT NOT NULL,            -- canonical JSON
    form_sha256    TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL
);

CREATE TABLE cycle_state_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    cycle          TEXT NOT NULL,
    state          TEXT NOT NULL,            -- planned, open, closed
    reason         TEXT,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- A later due day for one signatory in one cycle.
CREATE TABLE extension_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,
    cycle          TEXT NOT NULL,
    due_on         DATE NOT NULL,
    reason         TEXT NOT NULL,
    is_given       BOOLEAN NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- Who of the staff looks after a signatory; an empty person_id means nobody any more.
CREATE TABLE officer_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

CREATE TABLE contact_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    contact_id     TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    kind           TEXT NOT NULL,            -- call, email, meeting, letter, mission, other
    happened_on    DATE NOT NULL,
    note           TEXT NOT NULL,
    next_step      TEXT,
    next_on        DATE,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

CREATE TABLE saved_view_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    view_id        TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    page           TEXT NOT NULL,
    name           TEXT NOT NULL,
    query          TEXT NOT NULL,            -- as in the address
    is_kept        BOOLEAN NOT NULL
);

-- One step of the ladder for one person about one signatory; its mail is in mail_row once it is queued.
CREATE TABLE reminder_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    reminder_id    TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    cycle          TEXT NOT NULL,
    step           TEXT NOT NULL,            -- before_due, due, two_weeks, six_weeks, mission
    person_id      TEXT NOT NULL,
    state          TEXT NOT NULL,            -- scheduled, queued, stopped, bounced, skipped
    goes_at        TIMESTAMP NOT NULL,
    mail_id        TEXT,
    note           TEXT,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- The words of a step in a language, where the secretariat has its own.
CREATE TABLE reminder_words_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    step           TEXT NOT NULL,
    language       TEXT NOT NULL,
    subject        TEXT NOT NULL,
    body           TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

CREATE TABLE unsubscribed_row (
    row_no           BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq        BIGINT NOT NULL,
    person_id        TEXT NOT NULL,
    is_unsubscribed  BOOLEAN NOT NULL,
    set_at           TIMESTAMP NOT NULL
);

-- An address of a calendar that needs no sign-in; only its hash is kept.
CREATE TABLE calendar_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    token_hash     TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,            -- '' for the desk's
    is_valid       BOOLEAN NOT NULL,
    set_at         TIMESTAMP NOT NULL
);

-- Who has taken an answer, or was given it; an empty person_id means nobody any more.
CREATE TABLE assignment_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    version_id     TEXT NOT NULL,
    entry_id       TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- What the first and the second reader found, each without seeing the other; the decision follows in review_row.
CREATE TABLE reading_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    version_id     TEXT NOT NULL,
    entry_id       TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    decision       TEXT NOT NULL,
    status         SMALLINT,
    evidence       SMALLINT,
    reason_code    TEXT,
    reason         TEXT,
    read_at        TIMESTAMP NOT NULL,
    read_by        TEXT NOT NULL
);

-- A seeded random sample of claims that nobody verified.
CREATE TABLE audit_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    audit_id       TEXT NOT NULL,
    cycle          TEXT NOT NULL,
    seed           BIGINT NOT NULL,
    population     INTEGER NOT NULL,
    sample_size    INTEGER NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

CREATE TABLE audit_claim_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    audit_id       TEXT NOT NULL,
    version_id     TEXT NOT NULL,
    entry_id       TEXT NOT NULL,
    signatory_id   TEXT NOT NULL,
    ordinal        INTEGER NOT NULL,
    outcome        TEXT NOT NULL,            -- drawn, holds, over_claimed, not_decidable
    status         SMALLINT,                 -- what the evidence shows, when over-claimed
    note           TEXT,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- An edition that no longer stands; its file stays, and says so where it is shown.
CREATE TABLE edition_notice_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    number         INTEGER NOT NULL,
    is_withdrawn   BOOLEAN NOT NULL,
    notice         TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- What was done to keep the register: backups and their checks, accessibility runs.
CREATE TABLE operation_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    kind           TEXT NOT NULL,            -- backup, backup_check, accessibility
    outcome        TEXT NOT NULL,            -- good, bad
    note           TEXT,
    happened_at    TIMESTAMP NOT NULL
);
