import type { Profile } from '../connection/profile.js';
import type { Step } from './steps.js';

type Judged = Pick<Step, 'sql' | 'nature'>;

/** Throws a sentence for what a read-only connection must not send, before anything is sent. */
export function refuseWrites(steps: readonly Judged[], { name, readOnly }: Profile): void {
  const write = readOnly ? steps.find(({ nature }) => nature.writes) : undefined;
  if (!write) return;
  const start = write.sql.replace(/\s+/g, ' ').slice(0, 60);
  throw new Error(`"${name}" is read-only, and this statement writes: ${start}`);
}

/** What a run takes away, in one sentence; undefined if nothing. */
export function destructionText(steps: readonly Judged[], { name, production }: Profile): string | undefined {
  const destroys = steps.flatMap(({ nature }) => nature.destroys);
  if (destroys.length === 0) return undefined;
  return `This run ${listed(destroys)}${production ? ` in production, on "${name}"` : ` on "${name}"`}.`;
}

/** What a change does, as in "deletes all rows of "t""; vague where nothing is taken away. */
export const changeText = (destroys: readonly string[]): string =>
  destroys.length > 0 ? listed(destroys) : 'changes data';

const most = 5;

/** As in "a, b and c". */
function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, most);
  const rest = parts.length - shown.length;
  const last = rest > 0 ? `does ${rest} more of the kind` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}
