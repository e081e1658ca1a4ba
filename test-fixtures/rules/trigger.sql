CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();
-- ^^^^^^^^^^^^^^ trigger (at 0)
CREATE OR REPLACE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f();
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ trigger (at 0)
CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ trigger (at 0)
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f();
-- ^^^^^^^^^^^^^^^^^^^^ trigger (at 0)
DROP TRIGGER IF EXISTS t ON a;
CREATE TABLE trigger (create_trigger text DEFAULT 'CREATE TRIGGER');
