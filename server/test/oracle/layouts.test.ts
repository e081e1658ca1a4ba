import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { layoutOfProject } from '../../src/core/project/layouts.js';
import { migrationsOf } from '../../src/core/project/migrations.js';
import { catalogBefore, projectOf } from '../../src/core/project/project.js';
import { unitsOf } from '../../src/running/apply/units.js';
import { analyzer } from '../core/engine.js';
import { layoutFixtures, partsOf } from '../core/layoutFixtures.js';
import { compareCatalogs, emptyDatabase, makeFast } from './catalogRun.js';
import { linesOf, linesOnServer, withoutSchema } from './catalogText.js';

/** A file behind all others, before which the whole schema stands. */
const behind = { path: '~/end.sql', text: 'SELECT 1;\n' };

describe('The schema at the end of a folder of migrations is the one that PostgreSQL 16 makes of it', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startServer());
  });
  after(() => stop());

  let first: readonly string[] | undefined;
  for (const [name, files] of Object.entries(layoutFixtures))
    test(name, async () => {
      const { all, sql, marks } = partsOf(files);
      const { migrations } = migrationsOf(all);
      const sent = migrations
        .flatMap(({ text }) => unitsOf(text).units.map((unit) => `${unit.sql}\n`))
        .join('');
      await emptyDatabase(client);
      const { counts, ...alone } = await compareCatalogs(client, sent);
      assert.deepEqual([counts.refused, alone], [[], { replayed: [], server: [] }]);
      const { lines, foreign } = await linesOnServer(client);
      const said = name === 'numbered' ? 'numbered' : undefined;
      const layout = layoutOfProject(sql, marks, said);
      const project = projectOf(analyzer, [...layout.files, behind], {}, layout);
      const catalog = catalogBefore(project, behind.path);
      assert.ok(catalog);
      // PostgreSQL builds at once what ASYNC leaves to a job.
      const ours = linesOf(catalog).map((line) => withoutSchema(line, foreign).replace(/ not valid$/, ''));
      assert.deepEqual(ours.toSorted(), lines.toSorted());
      // Every folder makes the same.
      first ??= lines.toSorted();
      assert.deepEqual(lines.toSorted(), first);
    });
});

async function startServer() {
  const { startPostgres } = await import('./postgres.js');
  const started = await startPostgres();
  await makeFast(started.client);
  return started;
}
