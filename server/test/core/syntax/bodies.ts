/** A body of PL/pgSQL and its tree, as `outlineOf` writes it. */
export const bodies: readonly (readonly [body: string, outline: string])[] = [
  ['BEGIN END', 'block(begin())'],
  ['BEGIN NULL; END;', 'block(begin(null()))'],
  [
    '<<outer>> DECLARE a int; BEGIN NULL; END outer;',
    'block(outer declare(declaration variable(a :int)) begin(null()) outer)',
  ],
  [
    'DECLARE a CONSTANT numeric(9, 2) NOT NULL := 1 + 2; BEGIN END',
    'block(declare(declaration variable(a :numeric(9, 2) default(`1 + 2`))) begin())',
  ],
  [
    'DECLARE a text COLLATE "C" DEFAULT \'x\'; b app.t.c%TYPE; c app.t%ROWTYPE; d record = NULL; BEGIN END',
    'block(declare(declaration variable(a :text collate("C") default(`\'x\'`)) declaration variable(b :app.t.c%TYPE) declaration variable(c :app.t%ROWTYPE) declaration variable(d :record default(`NULL`))) begin())',
  ],
  [
    'DECLARE a ALIAS FOR $1; c NO SCROLL CURSOR (k int) FOR SELECT 1; d refcursor; BEGIN END',
    'block(declare(declaration alias(a `$1`) declaration cursor(c list argument(argument(k :int)) for(SelectStmt(select select(select(target(`1`)))))) declaration variable(d :refcursor)) begin())',
  ],
  [
    'DECLARE a int[]; DECLARE b int; BEGIN END',
    'block(declare(declaration variable(a :int[])) block(declare(declaration variable(b :int)) begin()))',
  ],
  ['BEGIN a := b + 1; END', 'block(begin(assign(a `b + 1`)))'],
  [
    'BEGIN a.b = 1; a[1].c := 2; $1 := 3; END',
    'block(begin(assign(a.b `1`) assign(a subscript(`1`) c `2`) assign(`$1` `3`)))',
  ],
  [
    'BEGIN a := CASE WHEN b THEN 1 ELSE 2 END; END',
    'block(begin(assign(a `CASE WHEN b THEN 1 ELSE 2 END`)))',
  ],
  [
    'BEGIN IF a > 1 THEN b := 1; ELSIF c THEN NULL; ELSEIF d THEN NULL; ELSE RETURN; END IF; END',
    'block(begin(if(`a > 1` then(assign(b `1`)) elsif(`c` then(null())) elsif(`d` then(null())) else(return()))))',
  ],
  [
    'BEGIN IF CASE WHEN a THEN b END THEN NULL; END IF; END',
    'block(begin(if(`CASE WHEN a THEN b END` then(null()))))',
  ],
  [
    'BEGIN IF EXISTS (SELECT 1 FROM t) THEN RETURN 1; END IF; END',
    'block(begin(if(`EXISTS (SELECT 1 FROM t)` then(return(`1`)))))',
  ],
  [
    'BEGIN CASE a WHEN 1, 2 THEN NULL; WHEN 3 THEN b := 1; ELSE c := 2; END CASE; END',
    'block(begin(case(`a` when(`1` `2` then(null())) when(`3` then(assign(b `1`))) else(assign(c `2`)))))',
  ],
  ['BEGIN CASE WHEN a = 1 THEN NULL; END CASE; END', 'block(begin(case(when(`a = 1` then(null())))))'],
  [
    'BEGIN LOOP EXIT WHEN a; CONTINUE l WHEN b; EXIT; END LOOP; END',
    'block(begin(loop(loop(exit(when(`a`)) continue(l when(`b`)) exit()))))',
  ],
  ['<<b>> BEGIN <<l>> LOOP EXIT l; END LOOP l; END b', 'block(b begin(loop(l loop(exit(l)) l)) b)'],
  [
    'BEGIN WHILE a < 3 LOOP a := a + 1; END LOOP; END',
    'block(begin(while(`a < 3` loop(assign(a `a + 1`)))))',
  ],
  ['BEGIN FOR i IN 1..10 LOOP NULL; END LOOP; END', 'block(begin(for(i in(`1..10`) loop(null()))))'],
  [
    'BEGIN FOR i IN REVERSE a + 1 .. f(b) BY 2 LOOP NULL; END LOOP; END',
    'block(begin(for(i in(`a + 1 .. f(b)` by(`2`)) loop(null()))))',
  ],
  [
    'BEGIN FOR r IN SELECT a FROM t WHERE b LOOP NULL; END LOOP; END',
    'block(begin(for(r in(SelectStmt(select select(select(target(`a`)) from(source(t)) where(`b`)))) loop(null()))))',
  ],
  [
    'BEGIN FOR a, b IN (SELECT 1, 2) LOOP NULL; END LOOP; END',
    'block(begin(for(a b in(SelectStmt(select parens(SelectStmt(select select(select(target(`1`) target(`2`))))))) loop(null()))))',
  ],
  [
    "BEGIN FOR r IN EXECUTE 'x' || y USING a, b LOOP NULL; END LOOP; END",
    "block(begin(for(r in(execute(`'x' || y`) using(`a` `b`)) loop(null()))))",
  ],
  [
    'BEGIN FOR r IN cur LOOP NULL; END LOOP; FOR r IN cur(1, k := 2) LOOP NULL; END LOOP; END',
    'block(begin(for(r in(cur) loop(null())) for(r in(cur list argument(`1` k `2`)) loop(null()))))',
  ],
  [
    'BEGIN FOR r IN UPDATE t SET a = 1 RETURNING b LOOP NULL; END LOOP; END',
    'block(begin(for(r in(UpdateStmt(update(t) set(assignment(a `1`)) returning(target(`b`)))) loop(null()))))',
  ],
  [
    'BEGIN FOREACH a SLICE 1 IN ARRAY b || c LOOP NULL; END LOOP; END',
    'block(begin(foreach(a slice(`1`) in array(`b || c`) loop(null()))))',
  ],
  [
    'BEGIN RETURN; RETURN a + 1; RETURN NEXT; RETURN NEXT r; END',
    'block(begin(return() return(`a + 1`) return(next()) return(next(`r`))))',
  ],
  [
    "BEGIN RETURN QUERY SELECT a FROM t; RETURN QUERY EXECUTE 'x' USING 1; END",
    "block(begin(return(query(SelectStmt(select select(select(target(`a`)) from(source(t)))))) return(query(execute(`'x'`) using(`1`)))))",
  ],
  [
    "BEGIN RAISE; RAISE NOTICE 'a % b', c + 1, d; RAISE 'x'; END",
    "block(begin(raise() raise(NOTICE `'a % b'` `c + 1` `d`) raise(`'x'`)))",
  ],
  [
    "BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'P0001', HINT = 'h' || a; RAISE division_by_zero; RAISE SQLSTATE '22012'; END",
    "block(begin(raise(EXCEPTION `'x'` using(option(ERRCODE `'P0001'`) option(HINT `'h' || a`))) raise(division_by_zero) raise(`'22012'`)))",
  ],
  ["BEGIN ASSERT a > 1, 'no'; END", "block(begin(assert(`a > 1` `'no'`)))"],
  [
    'BEGIN PERFORM f(a); PERFORM a, b FROM t WHERE c ORDER BY d; END',
    'block(begin(perform(perform(target(`f(a)`))) perform(perform(target(`a`) target(`b`)) from(source(t)) where(`c`) order by(sort(`d`)))))',
  ],
  [
    "BEGIN EXECUTE 'x' INTO STRICT a, b.c USING d, e; EXECUTE f(1) USING g INTO h; END",
    "block(begin(execute(execute(`'x'`) into(a b.c) using(`d` `e`)) execute(execute(`f(1)`) using(`g`) into(h))))",
  ],
  [
    'BEGIN GET DIAGNOSTICS a = ROW_COUNT, b := PG_CONTEXT; GET STACKED DIAGNOSTICS c = MESSAGE_TEXT; END',
    'block(begin(get diagnostics(assignment(a ROW_COUNT) assignment(b PG_CONTEXT)) get diagnostics(assignment(c MESSAGE_TEXT))))',
  ],
  [
    "BEGIN OPEN c; OPEN c(1, k := 2); OPEN c NO SCROLL FOR SELECT a FROM t; OPEN c FOR EXECUTE 'x' USING 1; END",
    "block(begin(open(c) open(c list argument(`1` k `2`)) open(c for(SelectStmt(select select(select(target(`a`)) from(source(t)))))) open(c for(execute(`'x'`) using(`1`)))))",
  ],
  [
    'BEGIN FETCH NEXT FROM c INTO a, b; MOVE c; CLOSE c; END',
    'block(begin(FetchStmt(c into(a b)) FetchStmt(c) close(c)))',
  ],
  [
    'BEGIN COMMIT; ROLLBACK AND CHAIN; CALL p(1); END',
    'block(begin(TransactionStmt() TransactionStmt(and chain()) CallStmt(`p(1)`)))',
  ],
  [
    'BEGIN SELECT a, b INTO STRICT c, d.e FROM t WHERE f; SELECT INTO c a + 1 FROM t; END',
    'block(begin(SelectStmt(select select(select(target(`a`) target(`b`)) into(c d.e) from(source(t)) where(`f`))) SelectStmt(select select(select() into(c target(`a + 1`)) from(source(t))))))',
  ],
  [
    'BEGIN INSERT INTO t VALUES (1) RETURNING a INTO b; UPDATE t SET a = 1 RETURNING a, b INTO c, d; DELETE FROM t WHERE a = b; END',
    'block(begin(InsertStmt(insert into(t) SelectStmt(select values(values(row(`1`)))) returning(target(`a`)) into(b)) UpdateStmt(update(t) set(assignment(a `1`)) returning(target(`a`) target(`b`)) into(c d)) DeleteStmt(delete from(t) where(`a = b`))))',
  ],
  [
    'BEGIN WITH a AS (SELECT 1) SELECT x INTO y FROM a; END',
    'block(begin(SelectStmt(with(cte(a parens(SelectStmt(select select(select(target(`1`))))))) select select(select(target(`x`)) into(y) from(source(a))))))',
  ],
  [
    "BEGIN a := 1; EXCEPTION WHEN unique_violation OR SQLSTATE '22012' THEN b := 2; RETURN; WHEN OTHERS THEN NULL; END",
    "block(begin(assign(a `1`)) exception(handler(unique_violation `'22012'` then(assign(b `2`) return())) handler(OTHERS then(null()))))",
  ],
  [
    'BEGIN DECLARE a int; BEGIN a := 1; EXCEPTION WHEN OTHERS THEN BEGIN NULL; END; END; RETURN a; END',
    'block(begin(block(declare(declaration variable(a :int)) begin(assign(a `1`)) exception(handler(OTHERS then(block(begin(null())))))) return(`a`)))',
  ],
  [
    '#variable_conflict use_column BEGIN CREATE TABLE IF NOT EXISTS t (a int); DROP TABLE IF EXISTS t; END',
    'block(option() begin(CreateStmt(t list element(definition column(a :int))) DropStmt(t)))',
  ],
  [
    'BEGIN DO $x$ BEGIN NULL; END $x$; SET LOCAL x = 1; LOCK TABLE t; END',
    'block(begin(DoStmt(body()) VariableSetStmt(x `1`) LockStmt(t)))',
  ],
  ['BEGIN IF a THEN b := ; END IF; c := 1; END', 'block(begin(if(`a` then(assign(b))) assign(c `1`)))'],
  ['BEGIN IF a THEN b := 1 END IF; c := 1; END', 'block(begin(if(`a` then(assign(b `1`))) assign(c `1`)))'],
  [
    'BEGIN FOR r IN SELECT a FROM LOOP b := 1; END LOOP; END',
    'block(begin(for(r in(SelectStmt(select select(select(target(`a`)) from()))) loop(assign(b `1`)))))',
  ],
  ['BEGIN a := (1; b := 2; END', 'block(begin(assign(a `(1`) assign(b `2`)))'],
  ['BEGIN IF THEN ELSE END', 'block(begin(if(then() else())))'],
  [
    'DECLARE a ; b int BEGIN a := 1',
    'block(declare(declaration variable(a) declaration variable(b :int)) begin(assign(a `1`)))',
  ],
];
