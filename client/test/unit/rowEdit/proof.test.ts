import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provePlain } from '../../../src/rowEdit/proof.js';

/** What a list and its table read as: columns by name, `*`, and `?` for a value. */
const plain: Readonly<Record<string, string>> = {
  'SELECT * FROM orders': 'orders: *',
  'select O.id, o."Total", o.*, upper(name) AS name, id + 1, n::text, (a), 5, \'x\' FROM shop."Orders" AS o':
    'shop.Orders: id Total * ? ? ? a ? ?',
  'SELECT id AS "Key", x.y FROM t': 't: id ?',
  'SELECT t FROM t': 't: t',
  "SELECT id, -- comment\n a FROM t WHERE a IS NOT DISTINCT FROM 5 AND b > now() - interval '1 day' ORDER BY a NULLS LAST LIMIT 5 OFFSET 2 FOR UPDATE;":
    't: id a',
  'SELECT id FROM t WHERE id IN (SELECT max(id) FROM u GROUP BY a UNION SELECT 1) FETCH FIRST 3 ROWS ONLY':
    't: id',
  'SELECT (SELECT max(id) FROM u), id FROM t': 't: ? id',
  'SELECT extract(year FROM at), id FROM t': 't: ? id',
  'SELECT count(*) FROM t': 't: ?',
};

for (const [sql, expected] of Object.entries(plain)) {
  test(`plain: ${sql}`, () => {
    const proof = provePlain(sql);
    assert.ok(proof.kind === 'plain', JSON.stringify(proof));
    const { schema, name } = proof.table;
    const columns = proof.columns.map((column) =>
      column.kind === 'column' ? column.name : column.kind === 'all' ? '*' : '?',
    );
    assert.equal(`${schema ? `${schema}.` : ''}${name}: ${columns.join(' ')}`, expected);
  });
}

const notPlain: Readonly<Record<string, string>> = {
  'SELECT 1': 'It reads no table.',
  'SELECT id FROM t; SELECT 1;': 'It is more than one statement.',
  'SELECT DISTINCT id FROM t': 'DISTINCT combines several rows into one.',
  'SELECT DISTINCT ON (a) a, id FROM t': 'DISTINCT combines several rows into one.',
  'SELECT a FROM t GROUP BY a': 'GROUP BY combines several rows into one.',
  'SELECT a FROM t WHERE b HAVING count(*) > 1': 'HAVING combines several rows into one.',
  'SELECT sum(a) OVER w FROM t WINDOW w AS ()': 'It has a WINDOW clause.',
  'SELECT a FROM t UNION ALL SELECT a FROM u': 'UNION combines the rows of several queries.',
  'SELECT a FROM t INTERSECT SELECT a FROM u': 'INTERSECT compares rows of several queries.',
  'SELECT a FROM t EXCEPT SELECT a FROM u': 'EXCEPT compares rows of several queries.',
  'SELECT a FROM t, u': 'It reads more than one table.',
  'SELECT t.a FROM t JOIN u ON u.id = t.id': 'It reads more than one table.',
  'SELECT a FROM t NATURAL LEFT JOIN u': 'It is not a plain SELECT.',
  'SELECT a FROM (SELECT a FROM t) s': 'It reads something other than a table.',
  'SELECT a FROM generate_series(1, 5) a': 'It reads something other than a table.',
  'SELECT b FROM t x (b)': 'It gives the columns of the table new names.',
  'WITH w AS (SELECT 1) SELECT * FROM w': 'It has a WITH list.',
  'UPDATE t SET a = 1 FROM u': 'It is not a SELECT.',
  'DELETE FROM t RETURNING *': 'It is not a SELECT.',
  'SELECT a INTO b FROM t': 'It creates a table.',
  'SELECT a, FROM t': 'It is not a plain SELECT.',
};

for (const [sql, reason] of Object.entries(notPlain)) {
  test(`not plain: ${sql}`, () => assert.deepEqual(provePlain(sql), { kind: 'notPlain', reason }));
}
