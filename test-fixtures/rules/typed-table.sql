CREATE TABLE people OF app.person (PRIMARY KEY (id));
--                  ^^^^^^^^^^^^^ typed-table
CREATE TABLE IF NOT EXISTS people OF person;
--                                ^^^^^^^^^ typed-table
ALTER TABLE people OF person;
--                 ^^^^^^^^^ typed-table
ALTER TABLE people NOT OF;
--                 ^^^^^^ typed-table
CREATE TABLE people (of TEXT);
