import type { AlterAction, Change, CreateIndex } from '../../catalog/change.js';
import type { NodePointer } from '../../catalog/origin.js';
import type { Span } from '../../text/span.js';
import type { Script } from './script.js';
import { tellingOf } from './telling.js';

/** CREATE INDEX ASYNC returns before its index is built. These are the jobs of a script, and what waits for them. */
export interface IndexJobs {
  /** The indexes whose jobs are not awaited by the end. */
  readonly open: readonly PendingIndex[];
  /** The uses of UNIQUE USING INDEX, each with its index if the script has created that and no job was awaited since. */
  readonly used: readonly UsedIndex[];
}

export interface PendingIndex {
  /** Empty where the server makes it up. */
  readonly name: string;
  readonly isUnique: boolean;
  /** Its statement, as offsets into the script. */
  readonly statement: Span;
}

export interface UsedIndex {
  readonly pointer: NodePointer;
  readonly statement: Span;
  readonly unawaited: PendingIndex | undefined;
}

export function indexJobsIn(script: Pick<Script, 'statements'>): IndexJobs {
  const building = new Map<string, PendingIndex>();
  const used: UsedIndex[] = [];
  for (const { span: statement, facts } of tellingOf(script).ddl) {
    for (const change of facts.ddl) {
      if (change.kind === 'create index') note(building, change, statement);
      else if (change.kind === 'await job') building.clear();
      else if (change.kind === 'alter relation') {
        for (const { name, pointer } of change.actions.flatMap(usedIndex))
          used.push({ pointer, statement, unawaited: building.get(name) });
      } else forgetDropped(building, change);
    }
  }
  return { open: [...building.values()], used };
}

/** Nobody knows a name that the server makes up. */
function note(
  building: Map<string, PendingIndex>,
  { name = '', isUnique }: CreateIndex,
  statement: Span,
): void {
  building.set(name || `#${statement.start}`, { name, isUnique, statement });
}

/** The index of ADD … UNIQUE USING INDEX, if the action is one. */
export function usedIndex(action: AlterAction): { name: string; pointer: NodePointer }[] {
  if (action.kind !== 'add constraint' || action.constraint.kind !== 'unique') return [];
  const { usedIndex: name, pointer } = action.constraint;
  return name === undefined ? [] : [{ name, pointer }];
}

function forgetDropped(building: Map<string, PendingIndex>, change: Change): void {
  if (change.kind !== 'drop') return;
  for (const target of change.targets) if (target.kind === 'relation') building.delete(target.name.name);
}
