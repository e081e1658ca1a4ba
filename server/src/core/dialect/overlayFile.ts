import { parseAsOf } from './asOf.js';
import type { DialectOverlay, EntryKind, OverlayEntry } from './overlay.js';
import { isRecord, isText, type Reading, readJson, schemaFault, shown } from './reading.js';

const kinds: readonly EntryKind[] = [
  'feature',
  'type',
  'key',
  'parameter',
  'function',
  'limit',
  'rule',
  'text',
];

/** The overlay in the text of a file, or what is wrong with it. */
export function readOverlay(text: string, today: string): Reading<DialectOverlay> {
  const value = readJson(text);
  if (!isRecord(value)) return { problem: 'it is not a JSON object' };
  const fault = schemaFault(value, 1);
  if (fault) return { problem: fault };
  const { cluster, day, dialect, entries } = value;
  if (cluster !== undefined && !isText(cluster)) return { problem: '"cluster" is not a text' };
  if (!isDay(day)) return { problem: `"day" must be a day such as 2026-11-28, not ${shown(day)}` };
  if (day > today) return { problem: `it is of ${day}, a day to come` };
  if (!isDay(dialect))
    return { problem: `"dialect" must be a day such as 2026-11-28, not ${shown(dialect)}` };
  if (!Array.isArray(entries)) return { problem: '"entries" is not a list' };
  const read: OverlayEntry[] = [];
  for (const [at, one] of entries.entries()) {
    const entry = readEntry(one);
    if (typeof entry === 'string') return { problem: `"entries[${at}]": ${entry}` };
    read.push(entry);
  }
  return {
    value: { schemaVersion: 1, ...(isText(cluster) && { cluster }), day, dialect, entries: read },
  };
}

function readEntry(value: unknown): OverlayEntry | string {
  if (!isRecord(value)) return 'not an object';
  const { name, verdict, evidence } = value;
  const kind = kinds.find((one) => one === value.kind);
  if (!kind) return `"kind" must be one of ${kinds.join(', ')}`;
  if (!isText(name)) return '"name" is not a text';
  if (verdict !== 'accepted' && verdict !== 'refused') return '"verdict" must be accepted or refused';
  if (!isRecord(evidence) || !isText(evidence.statement)) return '"evidence" has no statement';
  const { statement, sqlstate, text } = evidence;
  return {
    ...{ kind, name, verdict },
    evidence: {
      statement,
      ...(isText(sqlstate) && { sqlstate }),
      ...(isText(text) && { text }),
    },
  };
}

/** The text of a file of an overlay. */
export const overlayText = (overlay: DialectOverlay): string => `${JSON.stringify(overlay, undefined, 2)}\n`;

/** The overlay in the form in which it is handed on: without the cluster's id. Its statements name nothing of the cluster. */
export const withoutCluster = ({ cluster: _, ...overlay }: DialectOverlay): DialectOverlay => overlay;

const isDay = (value: unknown): value is string => isText(value) && value !== 'latest' && !!parseAsOf(value);
