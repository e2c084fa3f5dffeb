-- What reminders need beside the ladder: the due day that each is about, copies to missions, links that end mails.

-- The due day that the reminder speaks of: under a later one the step is owed again.
ALTER TABLE reminder_row ADD COLUMN due_on DATE;
-- What was looked at when it was sent, so that the same click twice is one act.
ALTER TABLE reminder_row ADD COLUMN sending_id TEXT;

-- Who gets a copy of the mail, and sees and is seen by its recipient.
ALTER TABLE mail_row ADD COLUMN copy_to TEXT;

-- The permanent mission of a signatory, to which the last step of the ladder goes in copy; '' for none any more.
CREATE TABLE mission_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    signatory_id   TEXT NOT NULL,
    email          TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- The link in a contributor's mail that ends such mails; only the hash of its secret is kept.
CREATE TABLE unsubscribe_link_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    token_hash     TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    made_at        TIMESTAMP NOT NULL
);

CREATE VIEW mission AS
    SELECT signatory_id, email, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM mission_row) AS r
    WHERE newest = 1 AND email <> '';

CREATE VIEW unsubscribed AS
    SELECT person_id, set_at FROM
        (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY row_no DESC) AS newest
         FROM unsubscribed_row) AS r
    WHERE newest = 1 AND is_unsubscribed;

CREATE VIEW reminder AS
    SELECT * FROM
        (SELECT *, row_number() OVER (PARTITION BY reminder_id ORDER BY row_no DESC) AS newest FROM reminder_row) AS r
    WHERE newest = 1;

CREATE VIEW reminder_words AS
    SELECT step, language, subject, body, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY step, language ORDER BY row_no DESC) AS newest
         FROM reminder_words_row) AS r
    WHERE newest = 1 AND body <> '';

CREATE VIEW calendar AS
    SELECT token_hash, person_id, signatory_id, set_at FROM
        (SELECT *, row_number() OVER (PARTITION BY token_hash ORDER BY row_no DESC) AS newest FROM calendar_row) AS r
    WHERE newest = 1 AND is_valid;
