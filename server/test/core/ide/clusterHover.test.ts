import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadedDialect } from '../../../src/core/dialect/asOf.js';
import { builtIn } from '../../../src/core/dialect/data.js';
import type { OverlayEntry } from '../../../src/core/dialect/overlay.js';
import { clusterHoverAt } from '../../../src/core/ide/clusterHover.js';
import { hoverAt } from '../../../src/core/ide/hover.js';
import { createAnalyzer } from '../../../src/core/lint/analysis.js';
import { rules } from '../../../src/core/rules/index.js';
import { analyzer, parser } from '../engine.js';

const second = createAnalyzer(parser, rules);

const dialect = (...entries: readonly Pick<OverlayEntry, 'kind' | 'name' | 'verdict'>[]): LoadedDialect => ({
  data: builtIn,
  day: '2026-10-01',
  overlay: {
    ...{ schemaVersion: 1, day: '2026-11-30', dialect: '2026-10-01' },
    entries: entries.map((entry) => ({ ...entry, evidence: { statement: 'SELECT 1' } })),
  },
});

const sql = 'SELECT 1;\nDO $$ BEGIN NULL; END $$;\nSAVEPOINT a;';

test('a hover says what a cluster was seen to accept, and nothing of what nobody lifted', () => {
  const asOf = dialect({ kind: 'feature', name: 'plpgsql', verdict: 'accepted' });
  const analysis = analyzer.analyze(sql, { asOf });
  const at = (word: string) => clusterHoverAt(second, analysis, sql.indexOf(word) + 1)?.markdown;
  assert.deepEqual(
    [at('SELECT'), at('DO'), at('SAVEPOINT')],
    [
      undefined,
      '**do-block** · accepted by this cluster, 2026-11-30\n\nThe facts of 2026-11-28 refuse it on 2026-10-01.',
      undefined,
    ],
  );
});

test('a hover says what a cluster was seen to refuse', () => {
  const asOf = dialect({ kind: 'feature', name: 'partial-indexes', verdict: 'refused' });
  const index = 'CREATE INDEX ASYNC i ON t (a) WHERE a > 0;';
  const found = hoverAt(analyzer.analyze(index, { asOf }), index.indexOf('WHERE'));
  assert.match(found?.markdown ?? '', /\*\*partial-index\*\*.* · refused by this cluster, 2026-11-30/);
});
