-- Functions in PL/pgSQL, sound ones and ones that name what there is not. The oracle asks PostgreSQL of both.
CREATE TABLE books (isbn text PRIMARY KEY, title text NOT NULL, pages int);
CREATE TABLE loans (loan_id bigint PRIMARY KEY, isbn text NOT NULL, reader text NOT NULL, due_on date);

-- Variables, sound.
CREATE FUNCTION variables(n int, OUT total int, "Odd" text DEFAULT 'x') LANGUAGE plpgsql AS $$
<<outer>>
DECLARE
  a int := n + variables.n;
  b CONSTANT text NOT NULL := "Odd" || a;
  c ALIAS FOR $1;
  r record;
  book books%ROWTYPE;
  code books.isbn%TYPE := b;
  list int[] := ARRAY[a, c];
  cur CURSOR (least int) FOR SELECT isbn, pages FROM books WHERE pages > least + a;
BEGIN
  total := a + list[1] + outer.a;
  SELECT * INTO book FROM books WHERE isbn = code;
  SELECT pages, title INTO a, code FROM books WHERE isbn = book.isbn;
  FOR r IN SELECT l.reader, count(*) AS n_loans FROM loans l WHERE l.isbn = book.isbn GROUP BY l.reader LOOP
    total := total + r.n_loans;
    INSERT INTO loans (loan_id, isbn, reader) VALUES (total, code, r.reader);
  END LOOP;
  FOR i IN REVERSE n..1 BY 2 LOOP
    PERFORM i, c FROM books WHERE pages = i;
    UPDATE books SET pages = pages + i WHERE isbn = code AND pages < a;
  END LOOP;
  FOR r IN cur(5) LOOP RAISE NOTICE '% %', r.isbn, r.pages; END LOOP;
  FOREACH a IN ARRAY list LOOP total := total + a; END LOOP;
  DECLARE a text := 'inner';
  BEGIN
    RAISE NOTICE '% %', a, outer.a;
    IF NOT found OR EXISTS (SELECT FROM books WHERE title = a) THEN RETURN; END IF;
  EXCEPTION WHEN unique_violation THEN
    RAISE NOTICE '% %', SQLERRM, SQLSTATE;
  END;
  DELETE FROM loans USING books b WHERE b.isbn = loans.isbn AND b.title = code RETURNING loan_id INTO total;
  EXECUTE 'SELECT $1' INTO total USING n, a;
END
$$;
CREATE FUNCTION rows_of(n int) RETURNS TABLE (isbn text, n_loans bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT b.isbn, count(*) FROM books b JOIN loans l USING (isbn) WHERE b.pages > n GROUP BY b.isbn;
  RETURN QUERY WITH few AS (SELECT l.isbn AS i FROM loans l LIMIT n) SELECT few.i, n_loans FROM few;
  n_loans := 1;
  RETURN NEXT;
END $$;
CREATE FUNCTION merged(isbn text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books AS b (isbn, title) VALUES (merged.isbn, 'x')
  ON CONFLICT ON CONSTRAINT books_pkey DO UPDATE SET title = excluded.title, pages = b.pages + 1;
  RETURN (SELECT max(pages) FROM books WHERE books.isbn = merged.isbn);
END $$;
CREATE FUNCTION whole(book books) RETURNS text LANGUAGE plpgsql AS $$
DECLARE copy books; other record;
BEGIN
  copy := book;
  copy.pages := book.pages;
  other := ROW(1, 2);
  INSERT INTO books VALUES (book.*);
  INSERT INTO books SELECT copy.*;
  PERFORM (book).title, whole.book.isbn, to_jsonb(copy);
  RETURN copy.title;
END $$;

-- Names that there are not.
CREATE FUNCTION wrong1(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE total int; BEGIN RETURN totl; END $$;
CREATE FUNCTION wrong2(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE total int; BEGIN total := totl + m; RETURN total; END $$;
CREATE FUNCTION wrong3() RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF flag THEN RETURN 1; ELSIF other THEN RETURN 2; END IF; RETURN 0; END $$;
CREATE FUNCTION wrong4() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT tilte FROM books LIMIT 1); END $$;
CREATE FUNCTION wrong5() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN SELECT pags INTO n FROM books; RETURN n; END $$;
CREATE FUNCTION wrong6() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE books SET pagse = 1 WHERE isbn = cod; END $$;
CREATE FUNCTION wrong7() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM books WHERE isbm = 'x'; END $$;
CREATE FUNCTION wrong8() RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO books (isbn, titel) VALUES ('a', 'b'); END $$;
CREATE FUNCTION wrong9() RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO books (isbn) VALUES ('a', 'b'); END $$;
CREATE FUNCTION wrong10() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM isbn FROM books, loans; END $$;
CREATE FUNCTION wrong11() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM x.isbn FROM books b; END $$;
CREATE FUNCTION wrong12() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM books b, loans b; END $$;
CREATE FUNCTION wrong13() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM bookz; END $$;
CREATE FUNCTION wrong14() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM date_trnc('day', now()); END $$;
CREATE FUNCTION wrong15() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '% %', who, what; END $$;
CREATE FUNCTION wrong16() RETURNS void LANGUAGE plpgsql AS $$ DECLARE x int := y; BEGIN NULL; END $$;
CREATE FUNCTION wrong17() RETURNS void LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..last LOOP PERFORM j; END LOOP; END $$;
CREATE FUNCTION wrong18() RETURNS void LANGUAGE plpgsql AS $$ BEGIN WHILE going LOOP NULL; END LOOP; PERFORM 1; END $$;
CREATE FUNCTION wrong19() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT isbn FROM books WHERE titel = 'x' LOOP PERFORM q.isbn; END LOOP; END $$;
CREATE FUNCTION wrong20() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT titel FROM books; RETURN NEXT nobody; END $$;
CREATE FUNCTION wrong21() RETURNS void LANGUAGE plpgsql AS $$ DECLARE i int; BEGIN DECLARE inner_one int := 1; BEGIN NULL; END; PERFORM inner_one; END $$;
CREATE FUNCTION wrong22() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM sqlerrm; END $$;
CREATE FUNCTION wrong23() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT 1' USING thing; ASSERT other; END $$;
CREATE FUNCTION wrong24() RETURNS void LANGUAGE plpgsql AS $$ BEGIN WITH w AS (SELECT isbn AS i FROM books) UPDATE loans SET reader = w.isbn FROM w; END $$;
