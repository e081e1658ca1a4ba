CREATE UNLOGGED TABLE a (b int);
--     ^^^^^^^^ unlogged-table
create unlogged table if not exists a (b int);
--     ^^^^^^^^ unlogged-table
CREATE TABLE unlogged (b int);
