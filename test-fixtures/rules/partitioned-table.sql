CREATE TABLE a (b int, c date) PARTITION BY RANGE (c, (b + 1)) WITH (fillfactor = 70);
--                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ partitioned-table
CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM (1) TO (2);
--               ^^^^^^^^^^^^ partitioned-table
CREATE TABLE a_2 PARTITION OF a DEFAULT;
--               ^^^^^^^^^^^^ partitioned-table
ALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1);
--            ^^^^^^^^^^^^^^^^ partitioned-table
ALTER TABLE a DETACH PARTITION b CONCURRENTLY;
--            ^^^^^^^^^^^^^^^^ partitioned-table
SELECT sum(x) OVER (PARTITION BY y) FROM t;
CREATE TABLE partition_key (partition int);
CREATE SCHEMA app CREATE TABLE b (c int) PARTITION BY LIST (c) CREATE TABLE b_1 PARTITION OF b FOR VALUES IN (1);
--                                       ^^^^^^^^^^^^^^^^^^^^^ partitioned-table
--                                                                              ^^^^^^^^^^^^ partitioned-table
