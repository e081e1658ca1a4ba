import { nextToken } from '../../core/syntax/lexer.js';
import { unquoted } from '../../core/syntax/names.js';
import { splitScript } from '../../core/syntax/split.js';
import { waysBack } from '../../core/syntax/waysBack.js';
import { firstFrom } from '../../core/text/firstFrom.js';
import { planOf, type RunStep } from '../steps.js';

/** What commits together: a statement, or a transaction that is written, from its BEGIN to its end. */
export interface Unit {
  readonly steps: readonly RunStep[];
  /** UTF-16 offset of the first statement. */
  readonly start: number;
  readonly sql: string;
  readonly kind: UnitKind;
}

/**
 * How it is known whether a unit was done:
 * `rows`: it is counted in its own transaction.
 * `schema`: DDL is alone in its transaction, so the catalog tells.
 * `again`: it may be done twice without harm, as SET; `isSession` where a new session needs it.
 * `unknown`: nothing tells, as of a procedure that commits.
 */
export type UnitKind = 'rows' | 'schema' | 'again' | 'unknown';

export interface UnitPlan {
  readonly units: readonly Unit[];
  /** Offsets and sentences on what cannot be applied. */
  readonly problems: readonly { readonly start: number; readonly text: string }[];
}

/** The units of a file, without what takes it back: the parts below `-- +goose Down` and its like. */
export function unitsOf(text: string): UnitPlan {
  const { steps, skipped } = planOf(text);
  const { comments } = splitScript(text);
  const back = [...waysBack(text, comments, { start: 0, end: text.length })];
  const isBack = ({ start }: { readonly start: number }) => {
    const part = back[firstFrom(back.length, (at) => (back[at]?.start ?? 0) > start) - 1];
    return part !== undefined && start < part.end;
  };
  const problems = skipped
    .filter((span) => !isBack(span))
    .map(({ start, end }) => ({
      start,
      text: `${text.slice(start, end).trim()} is a command of psql, which no server knows: remove it.`,
    }));
  const units: Unit[] = [];
  let open: RunStep[] = [];
  for (const step of steps) {
    if (isBack(step.span)) continue;
    const { transaction } = step.effect;
    if (transaction === 'begin' && open.length === 0) open = [step];
    else if (open.length > 0) {
      open.push(step);
      if (transaction === 'commit' || transaction === 'rollback') {
        units.push(unitOf(text, open));
        open = [];
      }
    } else if (step.effect.kind !== 'EmptyStmt') units.push(unitOf(text, [step]));
  }
  const [begin] = open;
  if (begin)
    problems.push({
      start: begin.span.start,
      text: 'BEGIN is not followed by COMMIT, so nothing of it would be kept.',
    });
  return { units, problems };
}

function unitOf(text: string, steps: readonly RunStep[]): Unit {
  const start = steps[0]?.span.start ?? 0;
  const end = steps.at(-1)?.span.end ?? start;
  return { steps, start, sql: text.slice(start, end), kind: kindOf(steps) };
}

function kindOf(steps: readonly RunStep[]): UnitKind {
  const [first] = steps;
  if (steps.some(({ effect }) => effect.changes === 'schema')) return 'schema';
  if (steps.length > 1) return steps.at(-1)?.effect.transaction === 'rollback' ? 'again' : 'rows';
  if (!first) return 'again';
  const { kind, transaction, session } = first.effect;
  if (isWaiting(first.sql)) return 'again';
  if (kind === 'CallStmt') return 'unknown';
  if (transaction !== undefined) return transaction === 'two-phase' ? 'unknown' : 'again';
  return session !== undefined || kind === 'VacuumStmt' ? 'again' : 'rows';
}

/** Waiting for a job does nothing else. */
const isWaiting = (sql: string): boolean => /^\s*call\s+sys\s*\.\s*wait_for_job\s*\(/i.test(sql);

/** Whether a session that goes on with a file must have had it, as SET. */
export const isForSession = ({ steps }: Unit): boolean =>
  steps.length === 1 && steps[0]?.effect.session !== undefined;

/** The names in a unit: of whatever it makes or changes, and more. As the server keeps them. */
export function namesIn({ sql }: Pick<Unit, 'sql'>): readonly string[] {
  const names = new Set<string>();
  for (let token = nextToken(sql, 0); token; token = nextToken(sql, token.end))
    if (token.kind === 'word' || token.kind === 'quotedWord')
      names.add(unquoted(sql.slice(token.start, token.end)));
  return [...names].sort();
}
