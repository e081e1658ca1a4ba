import type { Dialect } from '../../server/src/protocol/requests.js';

/** What the status bar says. The tooltip is Markdown. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
}

/** The words for a file's dialect; `null`: the file is not checked. */
export function dialectText(dialect: Dialect | null): StatusText {
  if (!dialect) {
    return {
      text: 'DSQL off',
      tooltip: 'This file is not checked: `dsql.enable` is off here, or an `exclude` names the file.',
    };
  }
  const held = `SQL is checked against the Aurora DSQL dialect of **${dialect.day}**`;
  const isLatest = dialect.asOf === 'latest';
  return {
    text: isLatest ? `DSQL ${dialect.day}` : `$(pinned) DSQL ${dialect.day}`,
    tooltip: isLatest
      ? `${held}: *latest*, the newest day for which the rules were checked.\n\nClick to pick another day.`
      : `${held}.\n\nClick to pick another day, or the latest.`,
  };
}

export const stoppedText: StatusText = {
  text: '$(warning) DSQL',
  tooltip: 'The DSQL language server is not running. SQL files are not checked.\n\nClick to restart it.',
};
