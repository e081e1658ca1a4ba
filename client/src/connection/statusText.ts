import type { Profile } from '../../../server/src/connection/profile.js';
import type { Phase, TransactionState } from '../../../server/src/connection/session.js';
import { codeSpan, inMarkdown } from '../../../server/src/core/text/markdown.js';
import { inLabel } from '../shownText.js';

/** What an item of the status bar shows; colors are names of theme colors, the tooltip is Markdown. */
export interface StatusLine {
  readonly text: string;
  readonly tooltip: string;
  readonly color: string | undefined;
  readonly background: string | undefined;
}

export interface ShownConnection {
  readonly name: string;
  readonly phase: Phase;
  readonly isSandbox: boolean;
  readonly profile: Profile | undefined;
}

const icons: Readonly<Record<Phase, string>> = {
  closed: '$(debug-disconnect)',
  opening: '$(sync~spin)',
  waking: '$(sync~spin)',
  open: '$(database)',
};

const phases: Readonly<Record<Phase, string>> = {
  closed: 'Not connected: the next statement connects.',
  opening: 'Connecting…',
  waking: 'The cluster is waking up…',
  open: 'Connected.',
};

export function connectionLine(connection: ShownConnection | undefined): StatusLine {
  if (!connection)
    return {
      text: '$(debug-disconnect) DSQL: connect',
      tooltip: 'Click to start a local sandbox, or to connect to a cluster.',
      color: undefined,
      background: undefined,
    };
  const { name, phase, isSandbox, profile } = connection;
  const icon = phase === 'open' && isSandbox ? '$(vm)' : icons[phase];
  const lock = profile?.readOnly ? ' $(lock)' : '';
  const place = profile && `\n\n${codeSpan(profile.user)} on ${codeSpan(profile.endpoint.address)}`;
  const marks = [profile?.production && 'Production', profile?.readOnly && 'Read-only: writes are refused']
    .filter(Boolean)
    .map((mark) => `\n\n${mark}`);
  return {
    text: `${icon} ${inLabel(name)}${lock}`,
    tooltip: `**${inMarkdown(name)}**: ${phases[phase]}${place ?? ''}${marks.join('')}\n\nClick to choose another connection for the file in front.`,
    color: profile?.color && `charts.${profile.color}`,
    background: profile?.production ? 'statusBarItem.warningBackground' : undefined,
  };
}

/** Milliseconds: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html */
const longest = 300_000;
const hurry = 60_000;

/**
 * The open transaction, `age` milliseconds after it began; undefined if there is none. `elsewhere`: its connection, where that
 * is not the one of the document in front.
 */
export function transactionLine(
  state: TransactionState,
  age: number,
  elsewhere?: string,
): StatusLine | undefined {
  if (state === 'none') return undefined;
  const on = elsewhere === undefined ? '' : ` on ${inLabel(elsewhere)}`;
  if (state === 'failed')
    return {
      text: `$(error) Transaction failed${on}`,
      tooltip:
        'A statement of this transaction failed, and nothing of it can be kept.\n\nClick to roll it back.',
      color: undefined,
      background: 'statusBarItem.errorBackground',
    };
  const left = Math.max(0, Math.ceil((longest - age) / 1_000));
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return {
    text: `$(git-commit) Transaction ${clock}${on}`,
    tooltip: `A transaction is open. Aurora DSQL ends it after 5 minutes: **${clock}** are left.\n\nClick to commit or to roll it back.`,
    color: undefined,
    background: left * 1_000 <= hurry ? 'statusBarItem.warningBackground' : undefined,
  };
}
