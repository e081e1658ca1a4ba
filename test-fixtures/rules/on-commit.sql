CREATE TABLE a (id UUID PRIMARY KEY) ON COMMIT DROP;
--                                   ^^^^^^^^^^^^^^ on-commit
CREATE TABLE a (id UUID PRIMARY KEY) ON COMMIT DELETE ROWS;
--                                   ^^^^^^^^^^^^^^^^^^^^^ on-commit
CREATE TABLE a (id UUID PRIMARY KEY) ON COMMIT PRESERVE ROWS;
--                                   ^^^^^^^^^^^^^^^^^^^^^^^ on-commit
CREATE TABLE a (id UUID PRIMARY KEY REFERENCES b ON DELETE CASCADE, commit TEXT);
