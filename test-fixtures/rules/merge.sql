MERGE INTO stock s USING sales n ON s.id = n.id WHEN MATCHED THEN DELETE;
-- ^^^^^ merge (at 0)
EXPLAIN MERGE INTO stock s USING sales n ON s.id = n.id WHEN NOT MATCHED THEN INSERT VALUES (n.id);
--      ^^^^^ merge
INSERT INTO stock VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2;
SELECT merge FROM t;
