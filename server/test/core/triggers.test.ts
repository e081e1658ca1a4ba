import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

const note =
  '-- review: the trigger no longer runs. Put the logic into the application, or read changes from a CDC stream.';
const created = (body: string, rest = 'LANGUAGE plpgsql'): string =>
  `CREATE FUNCTION f() RETURNS trigger ${rest} AS $$ BEGIN ${body} END $$;`;
const changed = (body: string, rest = 'LANGUAGE plpgsql'): string =>
  `CREATE PROCEDURE f() ${rest} AS $$ BEGIN ${body} END $$;`;
const called = (moment: string): string =>
  `-- review: the trigger no longer runs. CALL f() ${moment}, in the same transaction, does what it did.`;
const afterEach = 'CREATE TRIGGER t AFTER UPDATE ON a EXECUTE FUNCTION f();';
const beforeRow = 'CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();';

/** Scripts with a trigger, and their repair; a note alone where the trigger is left out and nothing else changes. */
const cases: Readonly<Record<string, readonly [script: readonly string[], repaired: readonly string[]]>> = {
  'a procedure that does the same': [
    [created('PERFORM 1; RETURN NULL;'), afterEach],
    [changed('PERFORM 1; RETURN;'), called('after each UPDATE of a'), `-- ${afterEach}`],
  ],
  'two triggers of one function, and statements of it': [
    [
      'DROP FUNCTION IF EXISTS f();',
      created('RETURN NULL;'),
      'ALTER FUNCTION f() OWNER TO o;',
      "comment on function f() is 'x';",
      'CREATE TRIGGER f AFTER INSERT OR UPDATE OR DELETE ON s.a EXECUTE FUNCTION f();',
      'CREATE TRIGGER t AFTER DELETE ON b FOR EACH ROW EXECUTE PROCEDURE f();',
      'DROP TRIGGER IF EXISTS f ON b;',
    ],
    [
      'DROP ROUTINE IF EXISTS f();',
      changed('RETURN;'),
      'ALTER ROUTINE f() OWNER TO o;',
      "comment on routine f() is 'x';",
      called('after each INSERT or UPDATE or DELETE of s.a'),
      '-- CREATE TRIGGER f AFTER INSERT OR UPDATE OR DELETE ON s.a EXECUTE FUNCTION f();',
      called('after each DELETE of b, once for each row'),
      '-- CREATE TRIGGER t AFTER DELETE ON b FOR EACH ROW EXECUTE PROCEDURE f();',
      'DROP TRIGGER IF EXISTS f ON b;',
    ],
  ],
  'a trigger before a statement': [
    [created('RETURN NEW;'), 'CREATE TRIGGER t BEFORE UPDATE ON a EXECUTE FUNCTION f();'],
    [
      changed('RETURN;'),
      called('before each UPDATE of a'),
      '-- CREATE TRIGGER t BEFORE UPDATE ON a EXECUTE FUNCTION f();',
    ],
  ],
};

for (const [name, [script, repaired]] of Object.entries(cases))
  test(`A trigger becomes a call: ${name}`, () =>
    assert.equal(fixAll(analyzer, script.join('\n'), {}, 'review').text, repaired.join('\n')));

/** Scripts whose trigger does what no call does: it is left out, and the rest stays as it is. */
const left: Readonly<Record<string, readonly [before: readonly string[], trigger: string]>> = {
  'the row is asked for': [[created('NEW.at := now(); RETURN NEW;')], beforeRow],
  'the row is asked for in a string of EXECUTE USING': [
    [created("EXECUTE 'SELECT $1' USING OLD.id; RETURN NULL;")],
    afterEach,
  ],
  'the trigger is asked for': [
    [created("IF TG_OP = 'UPDATE' THEN PERFORM 1; END IF; RETURN NULL;")],
    afterEach,
  ],
  'the depth is asked for': [
    [created('IF pg_trigger_depth() > 1 THEN PERFORM 1; END IF; RETURN NULL;')],
    afterEach,
  ],
  'the row passes between others of its statement': [[created('RETURN NEW;')], beforeRow],
  'another row is returned': [[created('RETURN (SELECT a FROM a LIMIT 1);')], afterEach],
  'a condition': [
    [created('RETURN NULL;')],
    'CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW WHEN (new.x > old.x) EXECUTE FUNCTION f();',
  ],
  columns: [[created('RETURN NULL;')], 'CREATE TRIGGER t AFTER UPDATE OF x ON a EXECUTE FUNCTION f();'],
  'rows that changed': [
    [created('RETURN NULL;')],
    'CREATE TRIGGER t AFTER UPDATE ON a REFERENCING NEW TABLE AS n EXECUTE FUNCTION f();',
  ],
  'a constraint': [
    [created('RETURN NULL;')],
    'CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();',
  ],
  'a view': [
    [created('RETURN NULL;')],
    'CREATE TRIGGER t INSTEAD OF INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();',
  ],
  TRUNCATE: [[created('RETURN NULL;')], 'CREATE TRIGGER t AFTER TRUNCATE ON a EXECUTE FUNCTION f();'],
  'rights on the function': [[created('RETURN NULL;'), 'REVOKE ALL ON FUNCTION f() FROM public;'], afterEach],
  'an option that procedures do not have': [
    [created('RETURN NULL;', 'LANGUAGE plpgsql VOLATILE')],
    afterEach,
  ],
  'a function that is renamed': [[created('RETURN NULL;'), 'ALTER FUNCTION f() RENAME TO g;'], afterEach],
  'a function of another file': [[], afterEach],
};

for (const [name, [before, trigger]] of Object.entries(left))
  test(`A trigger that no call stands for is left out, and its function stays: ${name}`, () =>
    assert.equal(
      fixAll(analyzer, [...before, trigger].join('\n'), {}, 'review').text,
      [...before, note, `-- ${trigger}`].join('\n'),
    ));

test('a trigger of a day without PL/pgSQL is left out', () =>
  assert.equal(
    fixAll(analyzer, afterEach, { asOf: '2025-11-25' }, 'review').text,
    [note, `-- ${afterEach}`].join('\n'),
  ));
