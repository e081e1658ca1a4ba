import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from './script.js';

/**
 * Statements without those that cannot run together with others, because they are in another branch of psql's `\if`. The branch
 * that changes most stays. Branches that begin before `from` are not considered.
 */
export function withoutOtherBranches(
  script: Pick<Script, 'text' | 'metaCommands'>,
  statements: readonly ScriptStatement[],
  from: number,
): readonly ScriptStatement[] {
  const commands = query(conditionsIn, script);
  if (commands.length === 0) return statements;
  const outermost: ScriptStatement[] = [];
  const open: Choice[] = [];
  const current = (): ScriptStatement[] => open.at(-1)?.branches.at(-1) ?? outermost;
  const close = () => {
    const choice = open.pop();
    const [heaviest = []] = [...(choice?.branches ?? [])].sort((one, other) => weight(other) - weight(one));
    for (const statement of heaviest) current().push(statement);
  };
  let next = firstBehind(commands, from);
  for (const statement of statements) {
    for (
      let command = commands[next];
      command && command.start < statement.span.start;
      command = commands[++next]
    ) {
      if (command.verb === 'if') open.push({ branches: [[]] });
      else if (command.verb === 'endif') close();
      else open.at(-1)?.branches.push([]);
    }
    current().push(statement);
  }
  while (open.length > 0) close();
  return outermost;
}

interface Choice {
  readonly branches: ScriptStatement[][];
}

const weight = (branch: readonly ScriptStatement[]): number =>
  branch.filter(({ facts: { changes } }) => changes !== 'nothing').length;

interface Condition {
  readonly start: number;
  readonly verb: string;
}

const conditionsIn = ({ text, metaCommands }: Pick<Script, 'text' | 'metaCommands'>): readonly Condition[] =>
  metaCommands.flatMap(({ start, end }) => {
    const [, verb] = /^\\(if|elif|else|endif)\b/.exec(text.slice(start, end)) ?? [];
    return verb === undefined ? [] : [{ start, verb }];
  });

/** The number of the first command after an offset. */
function firstBehind(commands: readonly Condition[], offset: number): number {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
