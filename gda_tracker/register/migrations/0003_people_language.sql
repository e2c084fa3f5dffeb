-- In which language somebody is written to, and which mails are gathered into one.

CREATE TABLE person_language_row (
    row_no     BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq  BIGINT NOT NULL,
    person_id  TEXT NOT NULL,
    language   TEXT NOT NULL                 -- en, fr
);

CREATE VIEW person_language AS
    SELECT person_id, language FROM
        (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY row_no DESC) AS newest
         FROM person_language_row) AS r
    WHERE newest = 1;

-- Of a mail about decisions: the report, such as kenya/2026. Those of one report that still wait go as one.
ALTER TABLE mail_row ADD COLUMN report TEXT;
