-- as of 2026-02-02
CREATE TABLE a (no NUMERIC(20) PRIMARY KEY, other NUMERIC(5, 2), UNIQUE (other, more), more INT);
--                             ^^^^^^^^^^^ numeric-key
--                                                                       ^^^^^ numeric-key
CREATE TABLE a (no BIGINT PRIMARY KEY, other NUMERIC(5, 2));
