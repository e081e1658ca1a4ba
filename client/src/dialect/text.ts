import type { Dialect } from '../../../server/src/protocol/requests.js';
import { daysBetween, oldAfter } from './age.js';

/** What the status bar says. The tooltip is Markdown. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
}

/** The words for a file's dialect; `null`: the file is not checked. `noticed`: how often clusters contradict the rules. */
export function dialectText(dialect: Dialect | null, today: string, noticed = 0): StatusText {
  if (!dialect) {
    return {
      text: 'DSQL off',
      tooltip: 'This file is not checked: `dsql.enable` is off here, or an `exclude` names the file.',
    };
  }
  const held = `SQL is checked against the Aurora DSQL dialect of **${dialect.day}**`;
  const isLatest = dialect.asOf === 'latest';
  const notes = notesOf(dialect, today, noticed);
  const text = isLatest ? `DSQL ${dialect.day}` : `$(pinned) DSQL ${dialect.day}`;
  return {
    text: noticed > 0 ? `$(info) ${text}` : text,
    tooltip: isLatest
      ? `${held}: *latest*, the newest day for which the rules were checked.${notes}\n\nClick to pick another day.`
      : `${held}.${notes}\n\nClick to pick another day, or the latest.`,
  };
}

/** What lies over the facts, how old they are, and that nothing is known of a later day. */
function notesOf({ day, newest, overlay }: Dialect, today: string, noticed: number): string {
  const age = daysBetween(newest, today);
  return [
    ...(overlay ? [`What your cluster said on ${overlay} holds over it.`] : []),
    ...(day > newest ? [`Nothing is known of that day: the newest is ${newest}.`] : []),
    ...(noticed > 0
      ? [
          `A cluster contradicted the rules${noticed === 1 ? '' : ` ${noticed} times`}: see "Show noticed differences…".`,
        ]
      : []),
    ...(age > oldAfter ? [`The facts are ${age} days old.`] : []),
  ]
    .map((note) => `\n\n${note}`)
    .join('');
}

export const stoppedText: StatusText = {
  text: '$(warning) DSQL',
  tooltip: 'The DSQL language server is not running. SQL files are not checked.\n\nClick to restart it.',
};
