import type { Failure } from '../../connection/answer.js';
import { failureText } from '../../connection/failures.js';
import { failureOf, send } from '../../connection/send.js';
import type { Session } from '../../connection/session.js';
import { delayBefore } from '../retry.js';
import type { RunStep } from '../steps.js';
import {
  type Applicable,
  type FolderStanding,
  type Leniency,
  sessionUnits,
  standingOf,
  type Todo,
} from './checks.js';
import { entryOf, type LedgerEntry, type LedgerName, ledgerSql } from './ledger.js';
import { takeLock } from './lock.js';
import { applyUnit, type UnitEnd, type UnitOptions } from './unit.js';
import type { Unit } from './units.js';

export interface ApplyOptions
  extends Leniency,
    Pick<UnitOptions, 'unknown' | 'retries' | 'lease' | 'isCanceled' | 'now' | 'random' | 'wait'> {
  /** A session of its own each time. */
  readonly open: () => Session;
  readonly ledger: LedgerName;
  /** In the order in which they are applied. */
  readonly files: readonly Applicable[];
  /** Says what another tool has applied of the files; asked once the ledger can be read. */
  readonly history: (session: Session) => Promise<ToolHistory>;
  /** Who applies: nobody else has this name. */
  readonly holder: string;
  /** Takes somebody else's lock before it has run out. */
  readonly takesOver: boolean;
  /** Seconds to wait for somebody else's lock. */
  readonly patience: number;
  /** Only says what would be done: nothing is written, the ledger neither. */
  readonly isDryRun: boolean;
  /** Looks at what is to be applied; sentences keep it from being applied. */
  readonly mayApply: (todo: readonly Todo[]) => Promise<readonly string[]>;
  readonly tell: (event: ApplyEvent) => void;
  /** Calls back again and again, until it is disposed of. */
  readonly repeat: (callback: () => void, milliseconds: number) => { readonly dispose: () => void };
}

/** What another tool has applied, by the names of files; `trouble`: why nothing may be applied; `notes`: sentences on files. */
export interface ToolHistory {
  readonly tool: string | undefined;
  readonly applied: ReadonlySet<string>;
  readonly trouble?: string;
  readonly notes?: ReadonlyMap<string, string>;
}

export type ApplyEvent =
  | { readonly kind: 'begins'; readonly todo: Todo; readonly unit: Unit; readonly index: number }
  | { readonly kind: 'applied'; readonly todo: Todo }
  | { readonly kind: 'says'; readonly text: string };

/** How an apply ended. */
export type ApplyEnd = {
  /** What the ledger and the folder said at the beginning; undefined where they could not be read. */
  readonly standing: FolderStanding | undefined;
  /** The files that were applied now. */
  readonly applied: readonly string[];
} & (
  | { readonly kind: 'done' }
  /** Nothing was applied. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | {
      readonly kind: 'failed';
      readonly todo: Todo;
      /** Of the unit, from 0. */
      readonly index: number;
      readonly step: RunStep | undefined;
      readonly failure: Failure;
    }
);

/**
 * Applies what the ledger does not count as done, unit by unit. After any crash the next call goes on at the unit that is
 * not known to be done. Rejects with a sentence where the server cannot be reached.
 */
export async function apply(options: ApplyOptions): Promise<ApplyEnd> {
  const { open, ledger, holder, isDryRun, patience, takesOver, lease } = options;
  const sql = ledgerSql(ledger, holder);
  const keeper = open();
  await keeper.connect();
  if (isDryRun) return await dryRun(keeper, sql, options);
  for (const statement of sql.make) await make(keeper, statement, options);
  const refusal = await takeLock({
    ...{
      session: keeper,
      sql,
      lease,
      patience,
      isForced: takesOver,
      waiting: (seconds) =>
        options.tell({
          kind: 'says',
          text: `Another dsql apply has the lock for ${seconds} more seconds: waiting.`,
        }),
    },
    ...{ isCanceled: options.isCanceled, random: options.random, wait: options.wait },
  });
  if (refusal !== undefined)
    return { kind: 'refused', problems: [refusal], standing: undefined, applied: [] };
  let isLost = false;
  const renewal = options.repeat(
    () => {
      void keeper
        .query(sql.renew(lease))
        .then((rows) => {
          if (rows.length === 0) isLost = true;
        })
        // The lease tells in the end whether the lock holds
        .catch(() => undefined);
    },
    (lease * 1_000) / 3,
  );
  try {
    await keep(keeper, sql.takeOver, options);
    const end = await applyAll(keeper, sql, options, () => isLost);
    // What is in doubt is left to the lock: a statement that is under way ends before it does
    if (end.kind !== 'failed' || !isInDoubt(end)) await send(keeper, sql.unlock);
    return end;
  } finally {
    renewal.dispose();
  }
}

const isInDoubt = ({ failure }: { readonly failure: Failure }): boolean =>
  failure.sqlstate === undefined && /lost|not answer|cannot be found/.test(failure.message);

async function dryRun(
  keeper: Session,
  sql: ReturnType<typeof ledgerSql>,
  options: ApplyOptions,
): Promise<ApplyEnd> {
  const [there] = await keeper.query(sql.isThere);
  const entries = there ? (await keeper.query(sql.entries)).map(entryOf) : [];
  const history = await options.history(keeper);
  const standing = standingOf(options.files, withHistory(entries, history, options.files), options);
  const problems = [
    ...(history.trouble === undefined ? [] : [history.trouble]),
    ...standing.problems,
    ...(await options.mayApply(standing.todo)),
  ];
  if (problems.length > 0) return { kind: 'refused', problems, standing, applied: [] };
  tellNotes(standing, history, options);
  return { kind: 'done', standing, applied: [] };
}

/** What the other tool says of files that are not begun. */
function tellNotes(
  { todo }: FolderStanding,
  { notes }: ToolHistory,
  { tell }: Pick<ApplyOptions, 'tell'>,
): void {
  for (const { file, entry } of todo) {
    const text = notes?.get(file.name);
    if (text !== undefined && !entry) tell({ kind: 'says', text });
  }
}

async function applyAll(
  keeper: Session,
  sql: ReturnType<typeof ledgerSql>,
  options: ApplyOptions,
  isLost: () => boolean,
): Promise<ApplyEnd> {
  const history = await options.history(keeper);
  const entries = (await keeper.query(sql.entries)).map(entryOf);
  const all = withHistory(entries, history, options.files);
  const standing = standingOf(options.files, all, options);
  const problems = [
    ...(history.trouble === undefined ? [] : [history.trouble]),
    ...standing.problems,
    ...(await options.mayApply(standing.todo)),
  ];
  if (problems.length > 0) return { kind: 'refused', problems, standing, applied: [] };
  tellNotes(standing, history, options);
  // Those of the other tool stand behind those of the ledger
  for (const entry of all.slice(entries.length)) await keep(keeper, sql.add(entry), options);
  for (const { file, checksum, units } of standing.accepted)
    await keep(
      keeper,
      sql.restart(file.name, { checksum, units: units.length, done: units.length }),
      options,
    );
  const applied: string[] = [];
  let worker: Session | undefined;
  for (const todo of standing.todo) {
    const { file, units, checksum, entry, from } = todo;
    if (!entry)
      await keep(
        keeper,
        sql.add({ name: file.name, checksum, units: units.length, done: 0, tool: 'dsql' }),
        options,
      );
    else if (from === 0 && entry.done > 0)
      await keep(keeper, sql.restart(file.name, { checksum, units: units.length, done: 0 }), options);
    else if (from >= units.length)
      await keep(keeper, sql.restart(file.name, { checksum, units: units.length, done: from }), options);
    const settings = sessionUnits(todo);
    // What a file has set ends with it
    if (worker && (worker.settings().length > 0 || settings.length > 0)) {
      await worker.close();
      worker = undefined;
    }
    worker ??= options.open();
    const end = await applyFile(todo, settings, worker, { ...options, sql, isLost });
    if (end) return { ...end, standing, applied };
    applied.push(file.name);
    options.tell({ kind: 'applied', todo });
  }
  return { kind: 'done', standing, applied };
}

type FileFailure = Pick<
  Extract<ApplyEnd, { kind: 'failed' }>,
  'kind' | 'todo' | 'index' | 'step' | 'failure'
>;

/** Answers where it has failed; undefined once all of it is done. */
async function applyFile(
  todo: Todo,
  settings: readonly Unit[],
  session: Session,
  options: ApplyOptions & Pick<UnitOptions, 'sql'> & { readonly isLost: () => boolean },
): Promise<FileFailure | undefined> {
  const { units, from, entry } = todo;
  const say = (text: string) => options.tell({ kind: 'says', text });
  for (const unit of settings)
    for (const step of unit.steps) {
      const answer = await send(session, step.sql);
      if (answer.kind === 'failed')
        return { kind: 'failed', todo, index: from, step, failure: answer.failure };
    }
  for (let index = from; index < units.length; index++) {
    const unit = units[index];
    if (!unit) break;
    const stop = options.isLost() ? lockLost : options.isCanceled() ? 'Canceled.' : undefined;
    if (stop !== undefined)
      return { kind: 'failed', todo, index, step: unit.steps[0], failure: failureOf(stop) };
    options.tell({ kind: 'begins', todo, unit, index });
    const begun = entry && index === from && entry.begun > entry.done ? entry : undefined;
    const end: UnitEnd = await applyUnit({ ...options, session, todo, done: index, begun, say });
    if (end.kind === 'done') continue;
    const failure = end.kind === 'lost' ? failureOf(lockLost) : end.failure;
    const step = end.kind === 'failed' ? (end.step ?? unit.steps[0]) : unit.steps[0];
    return { kind: 'failed', todo, index, step, failure };
  }
  return undefined;
}

const lockLost = 'Another dsql apply has taken the lock, and goes on from here.';

/** The files that another tool has applied, as the ledger is to have them. */
function withHistory(
  entries: readonly LedgerEntry[],
  { tool, applied }: ToolHistory,
  files: readonly Applicable[],
): readonly LedgerEntry[] {
  if (tool === undefined) return entries;
  const known = new Set(entries.map(({ name }) => name));
  const others = files.filter(({ name }) => applied.has(name) && !known.has(name));
  return [
    ...entries,
    ...others.map(({ name }) => ({
      ...{ name, tool, checksum: '', done: 1, units: 1, begun: 1, prefix: '', unit: '', trace: '' },
      jobs: [],
    })),
  ];
}

/** Makes a part of the ledger; two that make it at once are in each other's way for a moment. */
async function make(session: Session, statement: string, options: ApplyOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(session, statement);
    if (answer.kind === 'answered') return;
    const { sqlstate = '' } = answer.failure;
    const isPassing =
      /^(?:conflict|schemaChanged)$/.test(answer.cause) || /^(?:23505|42P0[67]|XX000)$/.test(sqlstate);
    if (!isPassing || attempt >= 20)
      throw new Error(`The ledger cannot be made. ${failureText(answer.failure)}`);
    await options.wait(delayBefore(attempt, options.random));
  }
}

/** Changes the ledger, whatever conflicts with it. */
async function keep(session: Session, statement: string, options: ApplyOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(session, statement);
    if (answer.kind === 'answered') return;
    if (!/^(?:conflict|schemaChanged)$/.test(answer.cause) || attempt >= 30)
      throw new Error(`The ledger cannot be written. ${failureText(answer.failure)}`);
    await options.wait(delayBefore(attempt, options.random));
  }
}
