import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openSession } from '../../src/connection/session.js';
import {
  type AsOf,
  type Day,
  isRefused,
  type LoadedDialect,
  parseAsOf,
} from '../../src/core/dialect/asOf.js';
import { builtIn, type DialectData, type FeatureId } from '../../src/core/dialect/data.js';
import type { EntryKind } from '../../src/core/dialect/overlay.js';
import { compare, overlayOf, type ProbeAnswer, probesOf } from '../../src/core/dialect/probes.js';
import { rules } from '../../src/core/rules/index.js';
import { probe } from '../../src/running/probe.js';
import { analyzer } from '../core/engine.js';
import { type Local, startLocal } from './local.js';

const schema = 'dsql_probe_0123456789ab';
const features = Object.keys(builtIn.timeline) as FeatureId[];

/** Each day on which the dialect changes, the one before all, and the last on which one was seen refused. */
const days: readonly Day[] = [
  ...new Set([
    '2025-11-25',
    ...Object.values(builtIn.timeline).map(({ since }) => since),
    ...features.flatMap((name) => builtIn.timeline[name].refused?.until ?? []),
  ]),
].flatMap((day) => parseAsOf(day) ?? []);

/** What a day may change. That functions are missing is no fact of a day, and there are most of them. */
const ofEachDay: ReadonlySet<EntryKind> = new Set(['feature', 'type', 'key', 'parameter', 'limit']);

/** What a sandbox answers to the probe. */
async function answersOf(
  local: Pick<Local, 'port' | 'caFile' | 'identity'>,
  asOf: AsOf,
  kinds?: ReadonlySet<EntryKind>,
) {
  const { region, clusterId, credentials } = local.identity;
  const session = openSession(
    {
      profile: {
        ...{ name: 'sandbox', user: 'admin', awsProfile: undefined, searchPath: [], color: undefined },
        ...{ readOnly: false, production: false },
        endpoint: { host: '127.0.0.1', address: '127.0.0.1', port: local.port, region, clusterId },
      },
      credentials: { kind: 'keys', ...credentials },
      caFile: local.caFile,
    },
    { askMfaCode: async () => assert.fail('Nothing here asks for a code.'), log: () => undefined },
  );
  try {
    return await probe(probesOf(asOf, schema, kinds), {
      ...{ session, schema, known: new Map<string, ProbeAnswer>(), isCanceled: () => false },
      keep: async () => undefined,
      progress: () => undefined,
    });
  } finally {
    await session.close();
  }
}

describe('a probe of a sandbox', () => {
  let local: Local;
  before(async () => {
    local = await startLocal();
  });
  after(() => local.close());

  test('of today finds that nothing differs from the data', async () => {
    const { entries, open } = compare(await answersOf(local, 'latest'));
    assert.deepEqual([entries, open], [[], []]);
  });

  for (const day of days)
    test(`of ${day} finds exactly what the timeline says changed after it`, async () => {
      const old = await local.beside(day);
      try {
        const { entries, open } = compare(await answersOf(old, 'latest', ofEachDay));
        assert.deepEqual(
          [entries.map(({ name, verdict }) => [name, verdict]), open],
          [features.filter((name) => isRefused(name, day)).map((name) => [name, 'refused']), []],
        );
      } finally {
        await old.close();
      }
    });

  test('finds the refusals of a day in the words that the data has for them', async () => {
    const old = await local.beside('2025-11-25');
    try {
      assert.deepEqual(compare(await answersOf(old, '2025-11-25')), { entries: [], open: [] });
    } finally {
      await old.close();
    }
  });

  test('finds each type, key, parameter and limit in which the data of a cluster is another', async () => {
    const { limits, types, parameters } = builtIn;
    const { timezone: _, ...fewer } = parameters;
    const data: DialectData = {
      ...builtIn,
      limits: {
        ...limits,
        maxKeyColumns: 4,
        maxRows: 4_000,
        maxCharacters: { bpchar: 100, varchar: 70_000 },
      },
      types: {
        unsupported: [...types.unsupported.filter((name) => name !== 'inet'), 'bytea'],
        withoutKey: types.withoutKey.filter((name) => name !== 'interval'),
      },
      parameters: { ...fewer, work_mem: {} },
    };
    const other = await local.beside({ data, day: 'latest' });
    try {
      const { entries } = compare(await answersOf(other, 'latest'));
      assert.deepEqual(
        entries.map(({ kind, name, verdict }) => `${kind} ${name} ${verdict}`),
        [
          'type inet accepted',
          'type bytea refused',
          // What is no type at all is refused in other words than as a key.
          `text ${builtIn.texts.unsupportedKey.text} refused`,
          'key interval accepted',
          'parameter timezone refused',
          'parameter work_mem accepted',
          'limit maxRows accepted',
          'limit maxKeyColumns refused',
          'limit maxCharacters.bpchar refused',
          'limit maxCharacters.varchar accepted',
        ],
      );
    } finally {
      await other.close();
    }
  });

  test('finds what an overlay denies and grants in a cluster, and nothing else', async () => {
    const entry = (kind: EntryKind, name: string, verdict: 'accepted' | 'refused') =>
      ({ kind, name, verdict, evidence: { statement: 'SELECT 1' } }) as const;
    const entries = [
      entry('feature', 'foreign-keys', 'refused'),
      entry('type', 'uuid', 'refused'),
      entry('type', 'inet', 'accepted'),
      entry('parameter', 'timezone', 'refused'),
      entry('parameter', 'work_mem', 'accepted'),
      entry('limit', 'maxKeyColumns', 'refused'),
    ];
    const overlay = { schemaVersion: 1, day: '2026-11-29', dialect: '2026-11-28', entries } as const;
    const other = await local.beside({ data: builtIn, day: 'latest', overlay });
    try {
      const found = compare(await answersOf(other, 'latest', ofEachDay)).entries;
      const named = ({ kind, name, verdict }: (typeof found)[number]) => `${kind} ${name} ${verdict}`;
      assert.deepEqual(found.map(named).toSorted(), entries.map(named).toSorted());
    } finally {
      await other.close();
    }
  });

  test('lets data that ends earlier lift the rules of PL/pgSQL, and nothing else', async () => {
    const early: LoadedDialect = { data: { ...builtIn, day: '2026-10-01' }, day: 'latest' };
    const found = compare(await answersOf(local, early));
    const overlay = overlayOf(found, early, { cluster: 'abc', day: '2026-11-30' });
    assert.deepEqual(
      overlay.entries.map(({ kind, name, verdict }) => [kind, name, verdict]),
      [['feature', 'plpgsql', 'accepted']],
    );
    // The error of each rule by its own examples, as of the days of those.
    const lifted = rules
      .filter(({ examples }) =>
        examples.some(({ bad, asOf }) => {
          const errors = (dialect: AsOf) => JSON.stringify(analyzer.analyze(bad, { asOf: dialect }).problems);
          return asOf !== undefined && errors(early) !== errors({ ...early, overlay });
        }),
      )
      .map(({ id }) => id);
    assert.deepEqual(lifted, ['do-block', 'function-language', 'procedure', 'procedure-call']);
  });

  test('leaves catalog and rows as they were', async () => {
    const client = await local.connect();
    await client.query('CREATE TABLE kept (id int PRIMARY KEY, v text)');
    await client.query("INSERT INTO kept VALUES (1, 'a')");
    const state = async () =>
      (
        await client.query(`SELECT (SELECT string_agg(oid::text || relname, ' ' ORDER BY oid) FROM pg_class),
          (SELECT string_agg(nspname, ' ' ORDER BY oid) FROM pg_namespace),
          (SELECT string_agg(proname, ' ' ORDER BY oid) FROM pg_proc),
          (SELECT string_agg(defaclacl::text, ' ' ORDER BY oid) FROM pg_default_acl),
          (SELECT string_agg(kept::text, ' ') FROM kept)`)
      ).rows;
    const before = await state();
    await answersOf(local, 'latest');
    assert.deepEqual(await state(), before);
  });
});
