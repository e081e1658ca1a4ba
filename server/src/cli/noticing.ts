import { dayOf } from '../core/dialect/asOf.js';
import { createAnalyzer } from '../core/lint/analysis.js';
import { noticed } from '../core/repair/noticed.js';
import { rules } from '../core/rules/index.js';
import { overlayName } from '../files/dialect.js';
import type { RunEnd } from '../running/runScript.js';
import { createDialects } from '../workspace/dialect.js';
import { learn } from '../workspace/learn.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import type { Terminal } from './terminal.js';

/** Tells, once for each rule, where the answer to a statement shows that the rules are wrong about the cluster. */
export type Notice = (sql: string, end: Exclude<RunEnd, { kind: 'rolledBack' }>) => Promise<void>;

/** UTF-16 units of a statement that is looked at: a longer one holds rows. */
const longText = 100_000;

export async function noticing(cluster: string, learns: boolean, terminal: Terminal): Promise<Notice> {
  const { asOf } = await createDialects()({ day: 'latest', folder: process.cwd() });
  const analyzer = createAnalyzer(await loadParserFromDisk(), rules);
  const told = new Set<string>();
  return async (sql, end) => {
    if (sql.length > longText) return;
    const found = noticed(
      analyzer,
      sql,
      asOf,
      end.kind === 'done'
        ? { kind: 'accepted' }
        : { kind: 'refused', sqlstate: end.failure.sqlstate ?? '', text: end.failure.message },
    );
    if (!found || told.has(found.sentence)) return;
    told.add(found.sentence);
    const { entry } = found;
    terminal.remark(
      `${found.sentence} ${entry && !learns ? 'With --learn the rules go by the cluster. ' : ''}To report it, which names nothing of yours:`,
    );
    terminal.remark(found.report.trimEnd());
    if (!entry || !learns) return;
    const trouble = await learn(overlayName, entry, { cluster, dialect: dayOf(asOf) });
    terminal.remark(trouble ?? `Written into ${overlayName}: the rules go by the cluster.`);
  };
}
