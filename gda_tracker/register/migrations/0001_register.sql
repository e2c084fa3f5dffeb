-- The register, append-only: rows are inserted, never updated; a view gives the newest row of each key.
-- Every row names the trail record (trail_seq) of the act that made it. Only SQL that PostgreSQL knows too.

CREATE SEQUENCE row_no;

CREATE TABLE trail (
    seq            BIGINT PRIMARY KEY,
    recorded_at    TIMESTAMP NOT NULL,
    actor_id       TEXT NOT NULL,
    action         TEXT NOT NULL,
    subject        TEXT NOT NULL,
    signatory_id   TEXT,
    before_json    TEXT,
    after_json     TEXT,
    previous_hash  TEXT NOT NULL,
    hash           TEXT NOT NULL
);

-- One row, written at creation: what kind of register this is. It can never be switched.
CREATE TABLE register_info (
    is_demonstration  BOOLEAN NOT NULL,
    created_at        TIMESTAMP NOT NULL,
    trail_seq         BIGINT NOT NULL
);

CREATE TABLE person_row (
    row_no     BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq  BIGINT NOT NULL,
    person_id  TEXT NOT NULL,
    email      TEXT NOT NULL,
    name       TEXT NOT NULL,
    is_active  BOOLEAN NOT NULL
);

CREATE TABLE role_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    person_id     TEXT NOT NULL,
    role          TEXT NOT NULL,
    signatory_id  TEXT NOT NULL,             -- '' for a role that is about no signatory
    is_held       BOOLEAN NOT NULL
);

CREATE TABLE password_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    person_id      TEXT NOT NULL,
    password_hash  TEXT NOT NULL
);

CREATE TABLE invitation_row (
    row_no      BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq   BIGINT NOT NULL,
    person_id   TEXT NOT NULL,
    token_hash  TEXT NOT NULL,               -- SHA-256; the token itself is in the link alone
    expires_at  TIMESTAMP NOT NULL,
    is_used     BOOLEAN NOT NULL
);

CREATE TABLE session_row (
    row_no      BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq   BIGINT NOT NULL,
    person_id   TEXT NOT NULL,
    token_hash  TEXT NOT NULL,
    started_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP NOT NULL,
    is_ended    BOOLEAN NOT NULL
);

CREATE TABLE sign_in_failure (
    row_no      BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq   BIGINT NOT NULL,
    account_key TEXT NOT NULL,               -- SHA-256 of the address that was tried, known or not
    failed_at   TIMESTAMP NOT NULL
);

CREATE TABLE signatory_row (
    row_no            BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq         BIGINT NOT NULL,
    signatory_id      TEXT NOT NULL,
    name              TEXT NOT NULL,
    acronym           TEXT,
    stakeholder_type  TEXT NOT NULL,
    iso3              TEXT,
    website           TEXT,
    parent_id         TEXT
);

CREATE TABLE endorsement_row (
    row_no                BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq             BIGINT NOT NULL,
    endorsement_id        TEXT NOT NULL,
    signatory_id          TEXT NOT NULL,
    endorsed_on           DATE,
    channel               TEXT,
    additional_statement  TEXT,
    document              TEXT,
    source_title          TEXT,
    source_url            TEXT,
    source_dated_on       DATE,
    note                  TEXT,
    withdrawn_on          DATE
);

CREATE TABLE cycle_row (
    row_no     BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq  BIGINT NOT NULL,
    code       TEXT NOT NULL,
    cop        TEXT NOT NULL,
    place      TEXT NOT NULL,
    opens_on   DATE NOT NULL,
    due_on     DATE NOT NULL,
    closes_on  DATE NOT NULL
);

-- A report is what one signatory submits for one cycle; it is received when first submitted.
CREATE TABLE submission_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    signatory_id  TEXT NOT NULL,
    cycle         TEXT NOT NULL,
    submitted_at  TIMESTAMP NOT NULL,
    submitted_by  TEXT NOT NULL
);

-- One version of one entry; drafts count for nothing, submitted versions count unless returned.
CREATE TABLE entry_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    entry_id       TEXT NOT NULL,            -- signatory_id/cycle/item
    version_id     TEXT NOT NULL,            -- names this version; reviews and evidence refer to it
    signatory_id   TEXT NOT NULL,
    cycle          TEXT NOT NULL,
    item           TEXT NOT NULL,
    claimed        SMALLINT,
    off_scale      TEXT,
    reason_code    TEXT,
    reason         TEXT,
    as_of          DATE,
    narrative      TEXT,
    elements       TEXT,                     -- element codes joined by a space, as the workbook shows them
    additionality  TEXT NOT NULL,
    saved_at       TIMESTAMP NOT NULL,
    saved_by       TEXT NOT NULL,
    is_submitted   BOOLEAN NOT NULL
);

CREATE TABLE evidence_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    version_id    TEXT NOT NULL,             -- of the entry version that it belongs to
    ordinal       SMALLINT NOT NULL,
    kind          TEXT NOT NULL,
    title         TEXT NOT NULL,
    url           TEXT,
    file_sha256   TEXT,
    locator       TEXT,                      -- page or article
    dated_on      DATE,
    is_public     BOOLEAN NOT NULL
);

CREATE TABLE review_row (
    row_no       BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq    BIGINT NOT NULL,
    version_id   TEXT NOT NULL,
    entry_id     TEXT NOT NULL,
    signatory_id TEXT NOT NULL,
    decision     TEXT NOT NULL,
    status       SMALLINT,                   -- as decided, when confirmed or lowered
    evidence     SMALLINT,                   -- 3 or 4 when confirmed or lowered after opening it
    reason       TEXT,
    decided_at   TIMESTAMP NOT NULL,
    decided_by   TEXT NOT NULL
);

CREATE TABLE reply_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    entry_id      TEXT NOT NULL,
    version_id    TEXT NOT NULL,
    signatory_id  TEXT NOT NULL,
    reply         TEXT NOT NULL,
    replied_at    TIMESTAMP NOT NULL,
    replied_by    TEXT NOT NULL
);

CREATE TABLE practice_row (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    practice_id   TEXT NOT NULL,
    signatory_id  TEXT NOT NULL,
    cycle         TEXT NOT NULL,
    item          TEXT NOT NULL,
    title         TEXT NOT NULL,
    summary       TEXT NOT NULL,
    url           TEXT,
    is_offered    BOOLEAN NOT NULL
);

CREATE TABLE publication (
    row_no        BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq     BIGINT NOT NULL,
    number        INTEGER NOT NULL,
    snapshot_on   DATE NOT NULL,
    published_at  TIMESTAMP NOT NULL,
    file_sha256   TEXT NOT NULL
);

CREATE VIEW person AS
    SELECT person_id, email, name, is_active FROM
        (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY row_no DESC) AS newest FROM person_row) AS r
    WHERE newest = 1;

CREATE VIEW role AS
    SELECT person_id, role, signatory_id FROM
        (SELECT *, row_number() OVER (PARTITION BY person_id, role, signatory_id ORDER BY row_no DESC) AS newest
         FROM role_row) AS r
    WHERE newest = 1 AND is_held;

CREATE VIEW password AS
    SELECT person_id, password_hash FROM
        (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY row_no DESC) AS newest FROM password_row) AS r
    WHERE newest = 1;

CREATE VIEW invitation AS
    SELECT person_id, token_hash, expires_at FROM
        (SELECT *, row_number() OVER (PARTITION BY token_hash ORDER BY row_no DESC) AS newest FROM invitation_row) AS r
    WHERE newest = 1 AND NOT is_used;

CREATE VIEW session AS
    SELECT person_id, token_hash, started_at, expires_at FROM
        (SELECT *, row_number() OVER (PARTITION BY token_hash ORDER BY row_no DESC) AS newest FROM session_row) AS r
    WHERE newest = 1 AND NOT is_ended;

CREATE VIEW signatory AS
    SELECT signatory_id, name, acronym, stakeholder_type, iso3, website, parent_id, trail_seq FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM signatory_row) AS r
    WHERE newest = 1;

CREATE VIEW endorsement AS
    SELECT endorsement_id, signatory_id, endorsed_on, channel, additional_statement, document, source_title,
           source_url, source_dated_on, note, withdrawn_on FROM
        (SELECT *, row_number() OVER (PARTITION BY endorsement_id ORDER BY row_no DESC) AS newest
         FROM endorsement_row) AS r
    WHERE newest = 1;

CREATE VIEW cycle AS
    SELECT code, cop, place, opens_on, due_on, closes_on FROM
        (SELECT *, row_number() OVER (PARTITION BY code ORDER BY row_no DESC) AS newest FROM cycle_row) AS r
    WHERE newest = 1;

-- What the form and the workbook show: the newest version of each entry, submitted or not.
CREATE VIEW entry AS
    SELECT * FROM
        (SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY row_no DESC) AS newest FROM entry_row) AS r
    WHERE newest = 1;

-- The newest submitted version of each entry, whatever the review said.
CREATE VIEW submitted_entry AS
    SELECT * FROM
        (SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY row_no DESC) AS newest
         FROM entry_row WHERE is_submitted) AS r
    WHERE newest = 1;

-- The newest decision on each entry version.
CREATE VIEW review AS
    SELECT version_id, entry_id, signatory_id, decision, status, evidence, reason, decided_at, decided_by FROM
        (SELECT *, row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS newest FROM review_row) AS r
    WHERE newest = 1;

CREATE VIEW practice AS
    SELECT practice_id, signatory_id, cycle, item, title, summary, url FROM
        (SELECT *, row_number() OVER (PARTITION BY practice_id ORDER BY row_no DESC) AS newest FROM practice_row) AS r
    WHERE newest = 1 AND is_offered;
