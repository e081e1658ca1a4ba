import type { Profile } from '../../../server/src/connection/profile.js';
import type { Effect, Loss } from '../../../server/src/core/semantics/effectModel.js';
import type { TableName } from '../../../server/src/core/semantics/tableName.js';
import type { RunStep } from '../../../server/src/running/steps.js';

type CheckedStep = Pick<RunStep, 'sql' | 'effect'>;

/** Throws a sentence for what a read-only connection must not send, before anything is sent. */
export function refuseWrites(steps: readonly CheckedStep[], { name, readOnly }: Profile): void {
  const write = readOnly ? steps.find(({ effect }) => effect.access !== 'reads') : undefined;
  if (!write) return;
  const does = write.effect.access === 'writes' ? 'this statement writes' : 'this statement may write';
  throw new Error(`"${name}" is read-only, and ${does}: ${write.sql.replace(/\s+/g, ' ').slice(0, 60)}`);
}

/** What a run takes away, in one sentence; undefined if nothing. In production that counts which the text does not show. */
export function destructionText(
  steps: readonly CheckedStep[],
  { name, production }: Profile,
): string | undefined {
  const mayBeAnything = production && steps.some(({ effect }) => effect.runsUnknown || isOpaque(effect));
  const does = [
    ...steps.flatMap(({ effect }) => lossTexts(effect)),
    ...(mayBeAnything ? ['may change anything'] : []),
  ];
  if (does.length === 0) return undefined;
  return `This run ${listed(does)}${production ? ` in production, on "${name}"` : ` on "${name}"`}.`;
}

/** After such a SET the statements behind it may do something else than they say. */
const isOpaque = ({ kind, access }: Effect): boolean => kind === 'VariableSetStmt' && access === 'unknown';

/** What is said before a statement runs again whose connection is no longer in the settings. */
export const goneText = (ranOn: string, now: string | undefined): string =>
  `This ran on "${ranOn}", which is no longer in the settings.${now === undefined ? ' Choose a connection, and run it from a file.' : ''}`;

/** What a change does, as in "deletes all rows of "t""; vague where nothing is taken away. */
export function changeText(effect: Pick<Effect, 'access' | 'losses'>): string {
  const losses = lossTexts(effect);
  if (losses.length > 0) return listed(losses);
  return effect.access === 'writes' ? 'changes data' : 'may change data';
}

const lossTexts = ({ losses }: Pick<Effect, 'losses'>): readonly string[] => losses.flatMap(lossText);

/** A change of some rows is what a person has asked for. */
function lossText(loss: Loss): string | readonly string[] {
  if (loss.kind === 'rows') return loss.isAll ? `${loss.does} all rows of ${quoted(loss.table)}` : [];
  if (loss.kind === 'column') return `drops column "${loss.column}" of ${quoted(loss.table)}`;
  if (loss.name !== '') return `drops ${loss.what} "${loss.name}"`;
  return `drops ${/^[aeiou]/.test(loss.what) ? 'an' : 'a'} ${loss.what}`;
}

const quoted = ({ schema, name }: TableName): string =>
  `"${schema === undefined ? name : `${schema}.${name}`}"`;

const most = 5;

/** As in "a, b and c". */
function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, most);
  const rest = parts.length - shown.length;
  const last = rest > 0 ? `makes ${rest} more such changes` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}
