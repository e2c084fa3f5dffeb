-- How somebody had the columns of a list read, what a decision on a row was made on, and why an import ended.

-- All of a list's columns that are read otherwise than their headings say; an empty field is not imported.
CREATE TABLE import_column_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    import_id      TEXT NOT NULL,
    column_no      INTEGER NOT NULL,         -- its place in the list, from 1
    field          TEXT NOT NULL,            -- what it holds, as domain/list_columns.py names it, or ''
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

-- A hash over what the decision rests on: where that has changed since, the row is asked again.
ALTER TABLE import_decision_row ADD COLUMN seen TEXT;

ALTER TABLE import_row ADD COLUMN reason TEXT;
