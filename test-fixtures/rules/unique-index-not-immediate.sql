CREATE UNIQUE INDEX ASYNC a ON users (email);
CREATE INDEX ASYNC b ON users (email);
-- Found by another rule first.
CREATE UNIQUE INDEX c ON users (email);
CREATE UNIQUE INDEX ASYNC ON users (name);
CREATE UNIQUE /* c */ INDEX ASYNC d ON users (email);
DROP INDEX d;
CALL sys.wait_for_job('x');
CREATE UNIQUE INDEX ASYNC e ON users (email);
--     ^^^^^^ unique-index-not-immediate
CREATE UNIQUE /* c */ INDEX ASYNC f ON users (email);
--     ^^^^^^ unique-index-not-immediate
