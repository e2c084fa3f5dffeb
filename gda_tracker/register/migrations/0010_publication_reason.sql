-- Why an edition was published in which nothing changed against the last one; without such a case there is none.

ALTER TABLE publication ADD COLUMN reason TEXT;
