CREATE SEQUENCE s;
-- ^^^^^^^^^^^^^^^ sequence-without-cache (at 0)
CREATE SEQUENCE IF NOT EXISTS app.s AS bigint INCREMENT BY 2 OWNED BY t.id;
-- ^^^^^^^^^^^^^^^ sequence-without-cache (at 0)
CREATE SEQUENCE s CACHE 1;
CREATE SEQUENCE "cache";
-- ^^^^^^^^^^^^^^^ sequence-without-cache (at 0)
