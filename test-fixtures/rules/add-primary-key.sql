ALTER TABLE ONLY public.games
    ADD CONSTRAINT games_pkey PRIMARY KEY (id);
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-primary-key
ALTER TABLE games ADD PRIMARY KEY USING INDEX games_id, ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-primary-key
ALTER TABLE games ADD COLUMN id UUID PRIMARY KEY;
CREATE TABLE games (id UUID, PRIMARY KEY (id));
