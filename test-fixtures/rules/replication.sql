CREATE PUBLICATION p FOR ALL TABLES;
-- ^^^^^^^^^^^^^^^^^^ replication (at 0)
ALTER PUBLICATION p ADD TABLE ONLY games;
-- ^^^^^^^^^^^^^^^^^ replication (at 0)
CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p;
-- ^^^^^^^^^^^^^^^^^^^ replication (at 0)
ALTER SUBSCRIPTION s DISABLE;
-- ^^^^^^^^^^^^^^^^^^ replication (at 0)
CREATE TABLE publication (subscription TEXT);
