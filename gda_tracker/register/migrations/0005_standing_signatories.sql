-- Who stands: a signatory that was merged into another, or removed, is no signatory; what the merged one holds counts
-- for the one that it stands for. Every reader goes through these views. Only SQL that PostgreSQL knows too.

-- A merged signatory and the one that it stands for in the end, where that one was merged in its turn.
CREATE VIEW merged AS
    WITH RECURSIVE held AS (
        SELECT signatory_id, into_id FROM
            (SELECT signatory_id, into_id, is_merged,
                    row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM merge_row) AS r
        WHERE newest = 1 AND is_merged
    ),
    followed AS (
        SELECT signatory_id, into_id, 1 AS step FROM held
        UNION ALL
        SELECT f.signatory_id, h.into_id, f.step + 1
        FROM followed AS f JOIN held AS h ON h.signatory_id = f.into_id WHERE f.step < 50
    )
    SELECT signatory_id, into_id FROM followed WHERE into_id NOT IN (SELECT signatory_id FROM held);

CREATE VIEW removed AS
    SELECT signatory_id FROM
        (SELECT signatory_id, is_removed,
                row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM removal_row) AS r
    WHERE newest = 1 AND is_removed;

CREATE OR REPLACE VIEW signatory AS
    SELECT r.signatory_id, r.name, r.acronym, r.stakeholder_type, r.iso3, r.website,
           coalesce(p.into_id, r.parent_id) AS parent_id, r.trail_seq
    FROM (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
          FROM signatory_row) AS r
    LEFT JOIN merged AS p ON p.signatory_id = r.parent_id
    WHERE r.newest = 1
      AND r.signatory_id NOT IN (SELECT signatory_id FROM merged)
      AND r.signatory_id NOT IN (SELECT signatory_id FROM removed);

-- Endorsements under the signatory that they count for.
CREATE OR REPLACE VIEW endorsement AS
    SELECT r.endorsement_id, coalesce(m.into_id, r.signatory_id) AS signatory_id, r.endorsed_on, r.channel,
           r.additional_statement, r.document, r.source_title, r.source_url, r.source_dated_on, r.note, r.withdrawn_on
    FROM (SELECT *, row_number() OVER (PARTITION BY endorsement_id ORDER BY row_no DESC) AS newest
          FROM endorsement_row) AS r
    LEFT JOIN merged AS m ON m.signatory_id = r.signatory_id
    WHERE r.newest = 1
      AND coalesce(m.into_id, r.signatory_id) NOT IN (SELECT signatory_id FROM removed);

-- Who reports for a merged signatory reports for the one that it stands for; for a removed one nobody does.
CREATE OR REPLACE VIEW role AS
    SELECT DISTINCT r.person_id, r.role, coalesce(m.into_id, r.signatory_id) AS signatory_id
    FROM (SELECT *, row_number() OVER (PARTITION BY person_id, role, signatory_id ORDER BY row_no DESC) AS newest
          FROM role_row) AS r
    LEFT JOIN merged AS m ON m.signatory_id = r.signatory_id
    WHERE r.newest = 1 AND r.is_held
      AND coalesce(m.into_id, r.signatory_id) NOT IN (SELECT signatory_id FROM removed);

CREATE OR REPLACE VIEW mapping AS
    SELECT signatory_id, item, degree, state, quote, explanation, set_at, set_by FROM
        (SELECT coalesce(m.into_id, r.signatory_id) AS signatory_id, r.item, r.degree, r.state, r.quote,
                r.explanation, r.set_at, r.set_by,
                row_number() OVER (PARTITION BY coalesce(m.into_id, r.signatory_id), r.item
                                   ORDER BY r.row_no DESC) AS newest
         FROM mapping_row AS r LEFT JOIN merged AS m ON m.signatory_id = r.signatory_id) AS n
    WHERE newest = 1;

-- Answers under the signatory, and the name of the entry, that they count for.
CREATE VIEW counted_entry AS
    SELECT e.row_no, e.version_id, coalesce(m.into_id, e.signatory_id) AS signatory_id, e.cycle, e.item,
           CASE WHEN m.into_id IS NULL THEN e.entry_id ELSE m.into_id || '/' || e.cycle || '/' || e.item END AS entry_id,
           e.claimed, e.off_scale, e.reason_code, e.reason, e.as_of, e.narrative, e.elements, e.additionality,
           e.saved_at, e.saved_by, e.is_submitted
    FROM entry_row AS e LEFT JOIN merged AS m ON m.signatory_id = e.signatory_id
    WHERE coalesce(m.into_id, e.signatory_id) NOT IN (SELECT signatory_id FROM removed);
