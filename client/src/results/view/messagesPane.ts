import type { FailureView, RemedyKind, ResultView } from '../messages.js';
import { button, element, type IconName, iconOf } from './dom.js';

export interface MessagesPaneOptions {
  readonly onShowInEditor: () => void;
  readonly onRunAgain: () => void;
  readonly onRemedy: (remedy: RemedyKind) => void;
}

/** What a statement says apart from rows: its failure, its notices, why rows are missing, or that it is done. */
export function messagesPane(result: ResultView, options: MessagesPaneOptions): HTMLElement | undefined {
  const parts = [
    result.failure && failurePart(result.failure, options),
    result.loss && lossPart(result.loss, options),
    result.columns.length === 0 && result.state === 'running' && element('section', {}, 'Running…'),
    result.columns.length === 0 && result.outcome && donePart(result.outcome),
    result.notices.length > 0 && noticesPart(result.notices),
  ].filter((part) => part instanceof HTMLElement);
  if (parts.length === 0) return undefined;
  const isAlone = result.columns.length === 0;
  if (isAlone)
    parts.push(
      element('pre', { className: 'statement', tabIndex: 0, aria: { label: 'Statement' } }, result.sql),
    );
  return element('div', { className: isAlone ? 'messages alone' : 'messages' }, ...parts);
}

function failurePart(failure: FailureView, { onShowInEditor, onRemedy }: MessagesPaneOptions): HTMLElement {
  const { message, sqlstate, detail, hint, advice, excerpt, isCanceled, isInDocument, remedies } = failure;
  const line = (label: string, text: string | undefined) =>
    text ? [element('dt', {}, label), element('dd', {}, text)] : [];
  const facts = [
    ...line('Detail', detail),
    ...line('Hint', hint),
    ...line('What to do', advice),
    ...line('SQLSTATE', sqlstate),
  ];
  return element(
    'section',
    { className: isCanceled ? 'failure canceled' : 'failure', role: 'alert' },
    element('div', { className: 'failure-message' }, iconOf('error'), element('span', {}, message)),
    excerpt && excerptPart(excerpt),
    facts.length > 0 ? element('dl', {}, ...facts) : undefined,
    element(
      'div',
      { className: 'actions' },
      isInDocument
        ? button({ label: 'Show in editor', icon: 'goTo', className: 'main', onClick: onShowInEditor })
        : undefined,
      ...remedies.map((remedy) => button({ ...remedyButtons[remedy], onClick: () => onRemedy(remedy) })),
    ),
  );
}

const remedyButtons = {
  runAgain: { label: 'Run again', icon: 'run' },
  inBatches: { label: 'Run in batches…', icon: 'run' },
  repeat: { label: 'Run the whole transaction again', icon: 'run' },
  rollBack: { label: 'Roll back', icon: 'undo' },
} as const satisfies Readonly<Record<RemedyKind, { readonly label: string; readonly icon: IconName }>>;

/** The line that failed, with the spot marked by its look and, for those who cannot see it, by its role. */
function excerptPart({ line, at, length }: NonNullable<FailureView['excerpt']>): HTMLElement {
  const end = at + Math.max(length, 1);
  return element(
    'pre',
    { className: 'excerpt', aria: { label: 'Where it failed' } },
    line.slice(0, at),
    element('mark', {}, line.slice(at, end) || ' '),
    line.slice(end),
  );
}

const lossPart = (loss: string, { onRunAgain }: MessagesPaneOptions): HTMLElement =>
  element(
    'section',
    { className: 'loss' },
    element('span', {}, loss),
    button({ label: 'Run again', icon: 'run', onClick: onRunAgain }),
  );

const donePart = ({ tag, time, retries }: NonNullable<ResultView['outcome']>): HTMLElement =>
  element(
    'section',
    { className: 'done' },
    element('strong', {}, tag),
    ` in ${durationOf(time)}${retriesOf(retries)}`,
  );

function noticesPart(notices: readonly string[]): HTMLElement {
  const made = element(
    'details',
    { className: 'notices' },
    element('summary', {}, notices.length === 1 ? '1 notice' : `${notices.length} notices`),
    element('ul', {}, ...notices.map((notice) => element('li', {}, notice))),
  );
  made.open = notices.length <= 3;
  return made;
}

export const durationOf = (ms: number): string =>
  ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;

export const retriesOf = (retries: number): string =>
  retries === 0
    ? ''
    : retries === 1
      ? ', retried once after a conflict'
      : `, retried ${retries} times after conflicts`;

export const rowsOf = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
