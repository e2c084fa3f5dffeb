-- What reporting holds beside the answer itself: measures, indicators, files, lent items, suggestions, warnings, mail.
-- Append-only like the rest; a state is the newest row of its key. Only SQL that PostgreSQL knows too.

CREATE TABLE measure_row (
    row_no           BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq        BIGINT NOT NULL,
    version_id       TEXT NOT NULL,          -- of the entry version that it belongs to
    ordinal          SMALLINT NOT NULL,
    title            TEXT NOT NULL,
    starts_on        DATE,
    ends_on          DATE,
    owner            TEXT,
    budget_amount    DECIMAL(18, 2),
    budget_currency  TEXT                    -- ISO 4217
);

CREATE TABLE indicator_row (
    row_no          BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq       BIGINT NOT NULL,
    version_id      TEXT NOT NULL,
    ordinal         SMALLINT NOT NULL,
    code            TEXT,                    -- of the catalogue, empty for an own indicator
    name            TEXT,                    -- of an own indicator
    unit            TEXT,                    -- of an own indicator
    value           DOUBLE PRECISION NOT NULL,
    year            SMALLINT NOT NULL,
    baseline_value  DOUBLE PRECISION,
    baseline_year   SMALLINT
);

-- At most one row a version: what is rarely given, and the good practice offered with the answer.
CREATE TABLE entry_extra_row (
    row_no            BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq         BIGINT NOT NULL,
    version_id        TEXT NOT NULL,
    partners          TEXT,                  -- one a line
    sdgs              TEXT,                  -- numbers 1 to 17 joined by a space
    practice_title    TEXT,
    practice_summary  TEXT,
    practice_url      TEXT
);

-- A file that somebody uploaded as evidence; its content lies under its hash beside the register.
CREATE TABLE file_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    sha256        TEXT NOT NULL,
    signatory_id  TEXT NOT NULL,             -- for whom it was uploaded; the same content may come for several
    name          TEXT NOT NULL,
    media_type    TEXT NOT NULL,
    size_bytes    BIGINT NOT NULL,
    added_at      TIMESTAMP NOT NULL,
    added_by      TEXT NOT NULL
);

-- An item of a report that a focal point lends to a contributor, and that comes back.
CREATE TABLE lending_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    signatory_id  TEXT NOT NULL,
    cycle         TEXT NOT NULL,
    item          TEXT NOT NULL,
    person_id     TEXT NOT NULL,             -- of the contributor
    state         TEXT NOT NULL,             -- lent, handed_back, ended
    note          TEXT,
    set_at        TIMESTAMP NOT NULL,
    set_by        TEXT NOT NULL
);

-- A suggestion that somebody rejected or confirmed; unanswered ones have no row and count for nothing.
CREATE TABLE suggestion_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,
    cycle          TEXT NOT NULL,
    item           TEXT NOT NULL,
    suggestion_id  TEXT NOT NULL,            -- names source and content, so that a new fact is a new suggestion
    answer         TEXT NOT NULL,            -- confirmed, rejected
    answered_at    TIMESTAMP NOT NULL,
    answered_by    TEXT NOT NULL
);

-- A warning of the helper that somebody answered: mended it is gone by itself, accepted it stays with its reason.
CREATE TABLE warning_row (
    row_no       BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq    BIGINT NOT NULL,
    entry_id     TEXT NOT NULL,
    rule         TEXT NOT NULL,
    about        TEXT NOT NULL,              -- fingerprint of the words that the warning is about
    answer       TEXT NOT NULL,
    answered_at  TIMESTAMP NOT NULL,
    answered_by  TEXT NOT NULL
);

-- Mail to be sent, written in the transaction of the act that it tells of; sending it adds a state.
CREATE TABLE mail_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    mail_id       TEXT NOT NULL,
    kind          TEXT NOT NULL,
    person_id     TEXT NOT NULL,
    recipient     TEXT NOT NULL,
    language      TEXT NOT NULL,
    subject       TEXT NOT NULL,             -- JSON: a sentence with its values, said in the language when it goes
    body          TEXT NOT NULL,             -- JSON: paragraphs of such lines (domain/mail.py)
    signatory_id  TEXT,
    queued_at     TIMESTAMP NOT NULL
);

CREATE TABLE mail_state_row (
    row_no       BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq    BIGINT NOT NULL,
    mail_id      TEXT NOT NULL,
    state        TEXT NOT NULL,              -- sent, failed, given_up, again, printed, not_needed
    attempt      SMALLINT NOT NULL,
    note         TEXT,
    recorded_at  TIMESTAMP NOT NULL
);

-- Signatory × item beyond the endorsement of the whole: which item its statement or plan names, and how strongly.
CREATE TABLE mapping_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    signatory_id  TEXT NOT NULL,
    item          TEXT NOT NULL,
    degree        TEXT NOT NULL,             -- high, medium, low
    state         TEXT NOT NULL,             -- proposed, confirmed, rejected
    quote         TEXT,                      -- the words of the statement that name the item
    explanation   TEXT,                      -- why it was proposed
    set_at        TIMESTAMP NOT NULL,
    set_by        TEXT NOT NULL
);

-- What was found when a link was opened.
CREATE TABLE link_check_row (
    row_no      BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq   BIGINT NOT NULL,
    url         TEXT NOT NULL,
    outcome     TEXT NOT NULL,               -- works, gone, refused, unreachable
    status      SMALLINT,
    title       TEXT,
    dated_on    DATE,
    note        TEXT,
    checked_at  TIMESTAMP NOT NULL
);

CREATE VIEW lending AS
    SELECT signatory_id, cycle, item, person_id, state, note, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id, cycle, item, person_id ORDER BY row_no DESC) AS newest
         FROM lending_row) AS r
    WHERE newest = 1;

CREATE VIEW mapping AS
    SELECT signatory_id, item, degree, state, quote, explanation, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id, item ORDER BY row_no DESC) AS newest
         FROM mapping_row) AS r
    WHERE newest = 1;
