-- A planned cycle that nobody needs is taken away, with the reason; one planned again under its code after that holds.

CREATE TABLE cycle_removal_row (
    row_no         BIGINT NOT NULL DEFAULT nextval('row_no'),
    trail_seq      BIGINT NOT NULL,
    cycle          TEXT NOT NULL,
    reason         TEXT NOT NULL,
    set_at         TIMESTAMP NOT NULL,
    set_by         TEXT NOT NULL
);

CREATE OR REPLACE VIEW cycle AS
    SELECT code, cop, place, opens_on, due_on, closes_on FROM
        (SELECT *, row_number() OVER (PARTITION BY code ORDER BY row_no DESC) AS newest FROM cycle_row) AS r
    WHERE newest = 1
      AND NOT EXISTS (SELECT 1 FROM cycle_removal_row AS x WHERE x.cycle = r.code AND x.row_no > r.row_no);
