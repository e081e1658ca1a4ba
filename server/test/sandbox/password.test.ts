import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import pg from 'pg';
import { askAlone } from '../../src/sandbox/backend/ask.js';
import { Link } from '../../src/sandbox/backend/link.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';

test('a PostgreSQL that asks for a password gets it in each way there is', async () => {
  const folder = await openFolder();
  const engine = await startEngine({ folder });
  const client = new pg.Client(engine.connection);
  await client.connect();
  try {
    const { rows } = await client.query("SELECT current_setting('hba_file') AS file");
    const rules = await readFile(rows[0].file, 'utf8');
    const ways = ['password', 'md5', 'scram-sha-256'];
    await writeFile(rows[0].file, `${ways.map((way) => `local all "${way}" ${way}`).join('\n')}\n${rules}`);
    await client.query("SELECT pg_reload_conf(), set_config('password_encryption', 'md5', false)");
    await client.query(`CREATE ROLE "md5" LOGIN PASSWORD 'pencil'`);
    await client.query("SET password_encryption = 'scram-sha-256'");
    for (const way of ['password', 'scram-sha-256'])
      await client.query(`CREATE ROLE "${way}" LOGIN PASSWORD 'pencil'`);
    const outcomes = [];
    for (const user of ways) {
      for (const password of ['pencil', 'crayon']) {
        const { link, startup } = await Link.open(
          engine.connection,
          { user, database: 'postgres' },
          password,
        );
        outcomes.push(`${user} ${password} ${startup.at(-1)?.type}`);
        if (startup.at(-1)?.type === 'Z')
          assert.deepEqual(await askAlone(link, 'SELECT current_user'), [[user]]);
        link.destroy();
      }
    }
    assert.deepEqual(
      outcomes,
      ways.flatMap((way) => [`${way} pencil Z`, `${way} crayon E`]),
    );
  } finally {
    await client.end();
    await engine.stop();
    await folder.close();
  }
});
