-- One home for a signatory's own due day and for the state of a cycle: whoever reads them reads these views.

CREATE VIEW extension AS
    SELECT signatory_id, cycle, due_on, reason, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id, cycle ORDER BY row_no DESC) AS newest
         FROM extension_row) AS r
    WHERE newest = 1 AND is_given;

CREATE VIEW cycle_state AS
    SELECT cycle, state, reason, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY cycle ORDER BY row_no DESC) AS newest FROM cycle_state_row) AS r
    WHERE newest = 1;

CREATE VIEW officer AS
    SELECT signatory_id, person_id, set_at, set_by FROM
        (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM officer_row) AS r
    WHERE newest = 1 AND person_id <> '';
