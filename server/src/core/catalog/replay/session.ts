import type { ChangeOf, TransactionChange } from '../change.js';
import { forget } from './drop.js';
import { type Stage, write } from './stage.js';

/** `$user` stands for a schema of the role's name, and is left out. */
export function setPath(stage: Stage, { path, isLocal }: ChangeOf<'set path'>): void {
  // Outside a transaction SET LOCAL does nothing.
  if (isLocal && !stage.undo) return;
  if (isLocal && stage.pathBehind === undefined) stage.pathBehind = { path: stage.path.now };
  if (!isLocal) stage.pathBehind = undefined;
  write(
    stage,
    stage.path,
    path?.filter((name) => name !== '$user'),
  );
}

export function transact(stage: Stage, { what, savepoint, isChained }: TransactionChange): void {
  switch (what) {
    case 'begin':
      stage.undo ??= [];
      break;
    case 'commit':
      for (const table of stage.dropsAtCommit) forget(stage, table, { isCascade: true });
      end(stage, isChained);
      break;
    case 'rollback':
      undoTo(stage, 0);
      end(stage, isChained);
      break;
    case 'savepoint':
      if (stage.undo) stage.savepoints.push({ name: savepoint, length: stage.undo.length });
      break;
    case 'release':
      release(stage, savepoint);
      break;
    case 'rollback to': {
      const at = lastOf(stage, savepoint);
      const length = stage.savepoints[at]?.length;
      if (length === undefined) break;
      undoTo(stage, length);
      stage.savepoints.length = at + 1;
    }
  }
}

/** Another session sends what follows. A transaction that is still open counts as committed. */
export function endSession(stage: Stage): void {
  end(stage, false);
  if (stage.path.now !== undefined) stage.path.set(stage.now, undefined);
}

function release(stage: Stage, savepoint: string): void {
  const at = lastOf(stage, savepoint);
  if (at >= 0) stage.savepoints.length = at;
}

const lastOf = ({ savepoints }: Stage, name: string): number =>
  savepoints.findLastIndex((savepoint) => savepoint.name === name);

function undoTo(stage: Stage, length: number): void {
  const { undo = [] } = stage;
  while (undo.length > length) undo.pop()?.();
}

function end(stage: Stage, isChained: boolean): void {
  stage.undo = isChained ? [] : undefined;
  stage.savepoints.length = 0;
  stage.dropsAtCommit.length = 0;
  if (stage.pathBehind) stage.path.set(stage.now, stage.pathBehind.path);
  stage.pathBehind = undefined;
}
