ALTER TABLE app."Games" ALTER "Score" SET NOT NULL, ADD COLUMN x INT;
--                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ set-not-null
ALTER TABLE IF EXISTS ONLY games ALTER COLUMN score /* from now on */ SET NOT NULL;
--                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ set-not-null
ALTER TABLE games ALTER COLUMN score DROP NOT NULL;
ALTER DOMAIN d SET NOT NULL;
