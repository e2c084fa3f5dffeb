-- The edition file, schema 1: a public contract (ARCHITECTURE.md). Names and meanings are fixed; columns and
-- tables may be added. Counts are integers, shares are never stored. Dates are DATE, times UTC TIMESTAMP.

CREATE TABLE edition (
    number            INTEGER   NOT NULL,
    published_at      TIMESTAMP NOT NULL,
    snapshot_on       DATE      NOT NULL,
    method_version    VARCHAR   NOT NULL,
    schema_version    INTEGER   NOT NULL,
    is_demonstration  BOOLEAN   NOT NULL,
    trail_head        VARCHAR   NOT NULL,
    title             VARCHAR   NOT NULL
);

CREATE TABLE item (
    code   VARCHAR NOT NULL,
    kind   VARCHAR NOT NULL,
    sort   INTEGER NOT NULL,
    short  VARCHAR NOT NULL,
    title  VARCHAR NOT NULL
);

CREATE TABLE signatory (
    id                VARCHAR NOT NULL,
    name              VARCHAR NOT NULL,
    name_fr           VARCHAR,
    name_es           VARCHAR,
    name_ru           VARCHAR,
    name_ar           VARCHAR,
    name_zh           VARCHAR,
    stakeholder_type  VARCHAR NOT NULL,
    iso3              VARCHAR,
    itu_region        VARCHAR,
    un_region         VARCHAR,
    is_ldc            BOOLEAN,
    is_lldc           BOOLEAN,
    is_sids           BOOLEAN,
    income_group      VARCHAR,
    endorsed_on       DATE,
    withdrawn_on      DATE,
    annex_i           BOOLEAN,
    known_since       DATE,
    website           VARCHAR
);

CREATE TABLE cell (
    signatory_id       VARCHAR NOT NULL,
    item               VARCHAR NOT NULL,
    is_due             BOOLEAN NOT NULL,
    off_scale          VARCHAR,
    claimed            TINYINT,
    evidence           TINYINT,
    assessed           TINYINT,
    as_of              DATE,
    age_months         SMALLINT,
    age_class          VARCHAR,
    additionality      VARCHAR,
    cycle              VARCHAR,
    was_on_time        BOOLEAN,
    attached_evidence  TINYINT,
    decided_status     TINYINT,
    submitted_on       DATE
);

CREATE TABLE rate (
    item              VARCHAR NOT NULL,
    dimension         VARCHAR NOT NULL,
    member            VARCHAR NOT NULL,
    stakeholder_type  VARCHAR NOT NULL,
    additionality     VARCHAR NOT NULL,
    due               INTEGER NOT NULL,
    responded         INTEGER NOT NULL,
    claimed           INTEGER NOT NULL,
    evidence_backed   INTEGER NOT NULL,
    verified          INTEGER NOT NULL,
    acting            INTEGER NOT NULL,
    on_time           INTEGER NOT NULL
);

CREATE TABLE funnel (
    item              VARCHAR NOT NULL,
    dimension         VARCHAR NOT NULL,
    member            VARCHAR NOT NULL,
    stakeholder_type  VARCHAR NOT NULL,
    additionality     VARCHAR NOT NULL,
    endorsed          INTEGER NOT NULL,
    due               INTEGER NOT NULL,
    reported          INTEGER NOT NULL,
    claimed           INTEGER NOT NULL,
    evidence_backed   INTEGER NOT NULL,
    verified          INTEGER NOT NULL,
    possible          INTEGER NOT NULL,
    acting            INTEGER                -- added later: editions made before lack it
);

CREATE TABLE reporting (
    signatory_id  VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    light         VARCHAR NOT NULL,
    received_on   DATE,
    due_on        DATE NOT NULL
);

-- Of the objectives alone, how many cells of one signatory meet each test; `has_report` is about every item.
CREATE TABLE follow_up (
    signatory_id     VARCHAR NOT NULL,
    additionality    VARCHAR NOT NULL,
    due              INTEGER NOT NULL,
    responded        INTEGER NOT NULL,
    claimed          INTEGER NOT NULL,
    evidence_backed  INTEGER NOT NULL,
    verified         INTEGER NOT NULL,
    has_report       BOOLEAN NOT NULL
);

CREATE TABLE entry (
    signatory_id   VARCHAR NOT NULL,
    item           VARCHAR NOT NULL,
    cycle          VARCHAR NOT NULL,
    claimed        TINYINT,
    off_scale      VARCHAR,
    reason_code    VARCHAR,
    reason         VARCHAR,
    as_of          DATE,
    submitted_on   DATE NOT NULL,
    was_on_time    BOOLEAN,
    additionality  VARCHAR,
    evidence       TINYINT,
    narrative      VARCHAR,
    elements       VARCHAR
);

CREATE TABLE evidence (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL,
    title         VARCHAR,
    url           VARCHAR,
    locator       VARCHAR,
    dated_on      DATE,
    file_sha256   VARCHAR,
    ordinal       SMALLINT
);

CREATE TABLE review (
    signatory_id      VARCHAR NOT NULL,
    item              VARCHAR NOT NULL,
    cycle             VARCHAR NOT NULL,
    decision          VARCHAR NOT NULL,
    decided_status    TINYINT,
    decided_evidence  TINYINT,
    reason            VARCHAR,
    decided_on        DATE NOT NULL,
    is_superseded     BOOLEAN,               -- added later: editions made before lack it
    is_tacit          BOOLEAN                -- added later
);

CREATE TABLE reply (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    reply         VARCHAR NOT NULL,
    replied_on    DATE NOT NULL
);

CREATE TABLE endorsement (
    signatory_id          VARCHAR NOT NULL,
    channel               VARCHAR,
    endorsed_on           DATE,
    additional_statement  VARCHAR,
    source_title          VARCHAR,
    source_url            VARCHAR,
    source_dated_on       DATE,
    withdrawn_on          DATE
);

CREATE TABLE practice (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    title         VARCHAR NOT NULL,
    summary       VARCHAR NOT NULL,
    url           VARCHAR
);

CREATE TABLE reported_total (
    what          VARCHAR NOT NULL,
    whom          VARCHAR NOT NULL,
    value         VARCHAR NOT NULL,
    date          DATE,
    source_title  VARCHAR,
    source_url    VARCHAR
);

CREATE TABLE registry_fact (
    what          VARCHAR NOT NULL,
    whom          VARCHAR NOT NULL,
    value         VARCHAR NOT NULL,
    date          DATE,
    source_title  VARCHAR,
    source_url    VARCHAR
);

-- The tables from here to the view were added later: editions made before lack them. Money is listed, never summed.
CREATE TABLE measure (
    signatory_id     VARCHAR NOT NULL,
    item             VARCHAR NOT NULL,
    cycle            VARCHAR NOT NULL,
    ordinal          SMALLINT NOT NULL,
    title            VARCHAR NOT NULL,
    starts_on        DATE,
    ends_on          DATE,
    owner            VARCHAR,
    budget_amount    DECIMAL(18, 2),
    budget_currency  VARCHAR
);

CREATE TABLE indicator (
    signatory_id    VARCHAR NOT NULL,
    item            VARCHAR NOT NULL,
    cycle           VARCHAR NOT NULL,
    ordinal         SMALLINT NOT NULL,
    code            VARCHAR,
    name            VARCHAR NOT NULL,
    unit            VARCHAR,
    definition      VARCHAR,
    standard        VARCHAR,
    value           DOUBLE NOT NULL,
    year            SMALLINT NOT NULL,
    baseline_value  DOUBLE,
    baseline_year   SMALLINT
);

CREATE TABLE partner (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    ordinal       SMALLINT NOT NULL,
    name          VARCHAR NOT NULL
);

CREATE TABLE goal (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    cycle         VARCHAR NOT NULL,
    sdg           SMALLINT NOT NULL
);

CREATE TABLE mapping (
    signatory_id  VARCHAR NOT NULL,
    item          VARCHAR NOT NULL,
    degree        VARCHAR NOT NULL,
    quote         VARCHAR,
    confirmed_by  VARCHAR NOT NULL,
    confirmed_on  DATE NOT NULL
);

-- The secretariat's own work, counted in its register when the edition was made.
CREATE TABLE service (
    measure   VARCHAR NOT NULL,
    count_of  INTEGER,
    count_in  INTEGER,
    value     DOUBLE,
    unit      VARCHAR NOT NULL,
    since     DATE,
    known_on  DATE
);

-- Which groups a signatory is in, as `dimension` and `member` of `rate` and `funnel`.
CREATE VIEW membership AS
    SELECT id AS signatory_id, 'all' AS dimension, 'all' AS member FROM signatory
    UNION ALL
    SELECT id, 'itu_region', itu_region FROM signatory WHERE itu_region IS NOT NULL
    UNION ALL
    SELECT id, 'un_region', un_region FROM signatory WHERE un_region IS NOT NULL
    UNION ALL
    SELECT id, 'ldc', CASE WHEN is_ldc THEN 'yes' ELSE 'no' END FROM signatory WHERE is_ldc IS NOT NULL
    UNION ALL
    SELECT id, 'lldc', CASE WHEN is_lldc THEN 'yes' ELSE 'no' END FROM signatory WHERE is_lldc IS NOT NULL
    UNION ALL
    SELECT id, 'sids', CASE WHEN is_sids THEN 'yes' ELSE 'no' END FROM signatory WHERE is_sids IS NOT NULL
    UNION ALL
    SELECT id, 'income_group', income_group FROM signatory WHERE income_group IS NOT NULL;
