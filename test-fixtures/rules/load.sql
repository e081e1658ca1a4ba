LOAD 'auto_explain';
-- ^^^^ load (at 0)
SELECT load FROM machines;
