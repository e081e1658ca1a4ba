import { createHash } from 'node:crypto';
import { firstOfNew, type Gap } from '../../core/project/migrations.js';
import { createLineIndex } from '../../core/text/lines.js';
import { query } from '../../core/text/memo.js';
import type { LedgerEntry } from './ledger.js';
import { isForSession, type Unit, unitsOf } from './units.js';

/** A file to apply: `name` is what the ledger calls it. */
export interface Applicable {
  readonly name: string;
  readonly text: string;
  readonly isRepeatable: boolean;
  /** It stands for the files before it, on a new database. */
  readonly isBaseline: boolean;
}

/** A file of which something is left to do. */
export interface Todo {
  readonly file: Applicable;
  readonly units: readonly Unit[];
  readonly checksum: string;
  readonly entry: LedgerEntry | undefined;
  /** How many of its units are done. */
  readonly from: number;
}

/** What a ledger and a folder say together. */
export interface FolderStanding {
  /** In order. */
  readonly todo: readonly Todo[];
  readonly applied: readonly string[];
  /** Files that were changed after they were applied, where that is accepted. */
  readonly accepted: readonly Todo[];
  /** The files that are not for this database: what a baseline stands for, or a baseline. */
  readonly leftOut: readonly string[];
  /** Sentences on what is in the way. Nothing is applied then. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

export interface Leniency {
  /** A file may come before one that is applied. */
  readonly allowsLate: boolean;
  /** A file may have changed since it was applied. */
  readonly acceptsChanges: boolean;
}

export function standingOf(
  all: readonly Applicable[],
  entries: readonly LedgerEntry[],
  { allowsLate, acceptsChanges }: Leniency,
): FolderStanding {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const files = chainOf(all, byName);
  const lastApplied = files.findLast(({ name, isRepeatable }) => !isRepeatable && isDone(byName.get(name)));
  const lateBefore = lastApplied ? files.indexOf(lastApplied) : 0;
  const todo: Todo[] = [];
  const accepted: Todo[] = [];
  const applied: string[] = [];
  const problems: string[] = [];
  for (const [at, file] of files.entries()) {
    const { name, text, isRepeatable } = file;
    const entry = byName.get(name);
    const checksum = checksumOf(text);
    const isSame = entry?.checksum === '' || entry?.checksum === checksum;
    if (entry && isDone(entry) && isSame) {
      applied.push(name);
      continue;
    }
    const { units, problems: faults } = unitsOf(text);
    const whole = { file, units, checksum, entry };
    if (entry && isDone(entry)) {
      if (isRepeatable) todo.push({ ...whole, from: 0 });
      else if (acceptsChanges) accepted.push({ ...whole, from: units.length });
      else
        problems.push(
          `${name} was changed after it was applied: put its text back and write another migration, or keep the change with --accept-changes.`,
        );
      continue;
    }
    const from = entry?.done ?? 0;
    const trouble = entry && changeIn(units, entry, name);
    if (trouble) problems.push(trouble);
    else if (at < lateBefore && !entry && !allowsLate)
      problems.push(
        `${name} comes before ${lastApplied?.name}, which is applied: give it a later name, or apply it late with --out-of-order.`,
      );
    const lines = createLineIndex(text);
    for (const fault of faults)
      problems.push(`${name}:${lines.positionAt(fault.start).line + 1}: ${fault.text}`);
    todo.push({ ...whole, from });
  }
  const names = new Set(all.map(({ name }) => name));
  const remarks = entries
    .filter((entry) => !names.has(entry.name))
    .map((entry) => `${entry.name} is in the ledger, and the file no longer exists.`);
  const chain = new Set(files);
  const leftOut = all.filter((file) => !chain.has(file)).map(({ name }) => name);
  return { todo, applied, accepted, leftOut, problems, remarks };
}

/**
 * The files for a database. A new one begins with the last baseline, another one with the baseline with which it has begun,
 * and where that was no baseline, with the first file.
 */
function chainOf(
  files: readonly Applicable[],
  entries: ReadonlyMap<string, LedgerEntry>,
): readonly Applicable[] {
  const isBegun = ({ name, isRepeatable }: Applicable) => !isRepeatable && entries.has(name);
  const first = files.some(isBegun)
    ? files.findLastIndex((file) => file.isBaseline && isBegun(file))
    : firstOfNew(files);
  return files.filter((file, at) => at >= first && (at === first || !file.isBaseline));
}

const isDone = (entry: LedgerEntry | undefined): boolean => entry !== undefined && entry.done >= entry.units;

/** What of a file that is done in part must be as it was. */
function changeIn(units: readonly Unit[], entry: LedgerEntry, name: string): string | undefined {
  const { done, begun, prefix, unit } = entry;
  if (done > 0 && prefixOf(units, done) !== prefix) {
    const [what, are] =
      done === 1 ? ['statement', 'is done and was'] : [`${done} statements`, 'are done and were'];
    return `The first ${what} of ${name} ${are} changed since: put the text back.`;
  }
  const next = units[done];
  if (begun > done && unit !== '' && (!next || digest(next.sql) !== unit))
    return `Statement ${done + 1} of ${name} was changed while it is not known whether it was done: put the text back, and apply it first.`;
  return undefined;
}

/** One sentence for each number that no file has before one that is to be applied. */
export function gapRemarks(gaps: readonly Gap[], todo: readonly Pick<Todo, 'file'>[]): readonly string[] {
  const names = new Set(todo.map(({ file }) => file.name));
  return gaps
    .filter(({ path }) => names.has(path))
    .map(
      ({ path, missing }) =>
        `No migration has ${missing}: one that is added later comes before ${path}, and is refused then.`,
    );
}

/** Line ends and a byte order mark are no change. */
export const checksumOf = (text: string): string =>
  digest(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));

/** Of the first units, as they are written. */
export const prefixOf = (units: readonly Unit[], count: number): string =>
  query(prefixesOf, units)[Math.min(count, units.length)] ?? '';

/** Of none, of the first, of the first two … */
function prefixesOf(units: readonly Unit[]): readonly string[] {
  const hash = createHash('sha256');
  const prefixes = [digest('')];
  for (const [at, { sql }] of units.entries()) {
    hash.update(`${at === 0 ? '' : '\0'}${sql.replace(/\r\n?/g, '\n')}`);
    prefixes.push(hash.copy().digest('hex'));
  }
  return prefixes;
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a session must have done to go on behind the units that are done. */
export const sessionUnits = ({ units, from }: Todo): readonly Unit[] =>
  units.slice(0, from).filter(isForSession);
