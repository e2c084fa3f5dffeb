-- A later due day follows its signatory into the one that it was merged into: the later of both days holds there, until
-- the secretariat gives or takes back a day of that one itself. A split gives each its own again, for no row moves.

CREATE OR REPLACE VIEW extension AS
    WITH said AS (
        SELECT row_no, signatory_id, cycle, due_on, reason, is_given, set_at, set_by FROM
            (SELECT *, row_number() OVER (PARTITION BY signatory_id, cycle ORDER BY row_no DESC) AS newest
             FROM extension_row) AS r
        WHERE newest = 1
    ),
    joined AS (SELECT signatory_id, max(row_no) AS row_no FROM merge_row WHERE is_merged GROUP BY signatory_id),
    holds AS (
        SELECT signatory_id, cycle, due_on, reason, set_at, set_by, row_no FROM said WHERE is_given
        UNION ALL
        SELECT m.into_id, s.cycle, s.due_on, s.reason, s.set_at, s.set_by, s.row_no
        FROM said AS s
        JOIN merged AS m ON m.signatory_id = s.signatory_id
        JOIN joined AS j ON j.signatory_id = s.signatory_id
        LEFT JOIN said AS own ON own.signatory_id = m.into_id AND own.cycle = s.cycle
        WHERE s.is_given AND (own.row_no IS NULL OR own.row_no < j.row_no)
    )
    SELECT signatory_id, cycle, due_on, reason, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id, cycle ORDER BY due_on DESC, row_no DESC) AS first
         FROM holds) AS h
    WHERE first = 1;
