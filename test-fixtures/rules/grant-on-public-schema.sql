GRANT USAGE ON SCHEMA public TO app;
--                    ^^^^^^ grant-on-public-schema
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--                      ^^^^^^ grant-on-public-schema
GRANT ALL ON SCHEMA shop, "public", stock TO app;
--                        ^^^^^^^^ grant-on-public-schema
  REVOKE GRANT OPTION FOR USAGE ON SCHEMA public FROM app CASCADE;
--                                        ^^^^^^ grant-on-public-schema
-- Other schemas, and what lies within public.
GRANT USAGE ON SCHEMA shop TO PUBLIC;
GRANT USAGE ON SCHEMA "Public" TO app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO app;
GRANT SELECT ON public.teams TO app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;
