DECLARE c CURSOR FOR SELECT 1;
-- ^^^^^^^ cursor (at 0)
BEGIN; DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT 1; FETCH NEXT FROM c; MOVE ALL IN c; CLOSE c; COMMIT;
--     ^^^^^^^ cursor
--                                                        ^^^^^ cursor
--                                                                           ^^^^ cursor
--                                                                                          ^^^^^ cursor
CLOSE ALL;
-- ^^^^^ cursor (at 0)
SELECT declare, cursor FROM t FETCH FIRST 3 ROWS ONLY;
