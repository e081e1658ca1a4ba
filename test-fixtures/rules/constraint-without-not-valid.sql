ALTER TABLE games ADD CHECK (score > 0), ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (x, y) MATCH FULL;
--                ^^^^^^^^^^^^^^^^^^^^^ constraint-without-not-valid
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constraint-without-not-valid
ALTER TABLE "account" ADD CONSTRAINT "account_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action; -- drizzle
--                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constraint-without-not-valid
ALTER TABLE ONLY public.games
    ADD CONSTRAINT team FOREIGN KEY (team_id) REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED;
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constraint-without-not-valid
ALTER TABLE games ADD CONSTRAINT c CHECK (score > 0) NO INHERIT;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constraint-without-not-valid
ALTER TABLE games ADD CONSTRAINT c CHECK (score > 0) NOT VALID, ADD FOREIGN KEY (a) REFERENCES p NOT VALID DEFERRABLE;
ALTER TABLE games ADD CONSTRAINT u UNIQUE USING INDEX i;
CREATE TABLE games (id UUID PRIMARY KEY, CHECK (id IS NOT NULL));
