import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/core/text/edit.js';
import { problemsIn, tokensIn } from './embedded.js';

const hole = (name: string) => `\u0024{${name}}`;

/** A call, and what it becomes; undefined where there is no fix. */
const pg: readonly (readonly [call: string, becomes: string | undefined])[] = [
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, 'c.query(`SELECT 1 FROM b WHERE t = $1`, [x])'],
  [`c.query("SELECT 1 FROM b WHERE t = '" + u.x + "'")`, 'c.query("SELECT 1 FROM b WHERE t = $1", [u.x])'],
  [
    `c.query("SELECT 1 FROM b WHERE t = '" + x + "' AND u = '" + y + "' LIMIT 1")`,
    'c.query("SELECT 1 FROM b WHERE t = $1 AND u = $2 LIMIT 1", [x, y])',
  ],
  [
    `c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $1\`, [id])`,
    'c.query(`SELECT 1 FROM b WHERE t = $2 AND id = $1`, [id, x])',
  ],
  [
    `c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, [], done)`,
    'c.query(`SELECT 1 FROM b WHERE t = $1`, [x], done)',
  ],
  [
    `c.query(\n\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`,\n)`,
    'c.query(\n`SELECT 1 FROM b WHERE t = $1`, [x],\n)',
  ],
  // A list that is not of the text, or that is not known
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $2\`, [id])`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $1\`, [...ids])`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, values)`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, (error) => 1)`, undefined],
  // More than the value is put in
  [`c.query(\`SELECT 1 FROM b WHERE t LIKE '%${hole('x')}%'\`)`, undefined],
  [`c.query(\`SELECT 1 FROM ${hole('b')} WHERE t = '${hole('x')}'\`)`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'; SELECT 2\`)`, undefined],
  [`c.query(\`SELECT 1 FROM b -- it's\n WHERE t = '${hole('x')}'\`)`, undefined],
  [`c.query("SELECT 1 FROM b WHERE t = '" + x + \`' LIMIT 1\`)`, undefined],
  [`c.execute(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, undefined],
  [`const q = \`SELECT 1 FROM b WHERE t = '${hole('x')}'\`; c.query(q)`, undefined],
  [`c.query({ text: \`SELECT 1 FROM b WHERE t = '${hole('x')}'\` })`, undefined],
];

const psycopg: typeof pg = [
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'")`, 'cur.execute(f"SELECT 1 FROM b WHERE t = %s", (x,))'],
  [
    `cur.execute("SELECT 1 FROM b WHERE t = '" + x + "'")`,
    'cur.execute("SELECT 1 FROM b WHERE t = %s", (x,))',
  ],
  [
    `cur.execute(f"SELECT 1 FROM b WHERE id = %s AND t = '{x}' AND u = '{y.z}'", (id,))`,
    'cur.execute(f"SELECT 1 FROM b WHERE id = %s AND t = %s AND u = %s", (id, x, y.z,))',
  ],
  [
    `cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", [])`,
    'cur.execute(f"SELECT 1 FROM b WHERE t = %s", (x,))',
  ],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}' AND id = %s", (id,))`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}' AND id % 2 = 0")`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", (*ids,))`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", params=[])`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE id = %(id)s AND t = '{x}'", {"id": 1})`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x!r}'")`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '" + x + "' AND u = '{y}'")`, undefined],
];

const files = {
  'a.ts': { cases: pg, head: "import { Pool } from 'pg';\n", other: "import postgres from 'postgres';\n" },
  'a.py': { cases: psycopg, head: 'import psycopg\n', other: 'import asyncpg\n' },
} as const;

for (const [name, { cases, head, other }] of Object.entries(files)) {
  for (const [call, becomes] of cases)
    test(`a value in a query becomes a parameter where that is sure: ${call}`, async () => {
      const problems = await problemsIn(name);
      const fixed = (text: string) => {
        const fixes = problems(text).flatMap(({ rule, fixes }) => (rule === 'value-in-query' ? fixes : []));
        return fixes.map(({ edits }) => applyEdits(text, edits));
      };
      assert.deepEqual(fixed(`${head}${call}\n`), becomes === undefined ? [] : [`${head}${becomes}\n`]);
      if (becomes === undefined) return;
      assert.deepEqual(fixed(`${head}${becomes}\n`), []);
      const tokens = (await tokensIn(name))(`${head}${becomes}\n`, { start: 0, end: 0 });
      assert.deepEqual(
        tokens.filter((token) => token.startsWith('ERROR')),
        [],
      );
      // Another client may take parameters in another way
      assert.deepEqual(fixed(`${head}${other}${call}\n`), []);
    });
}
