import { latestDay, parseAsOf } from '../../../server/src/core/dialect/asOf.js';
import { createAsker } from './asker.js';
import { dialectDays, stopOf } from './days.js';
import { editor } from './editor.js';
import { elementOf } from './element.js';
import type { ShownProblem } from './messages.js';
import { listProblems } from './problems.js';
import { fragmentOf, longestShared, sharedOf } from './share.js';

const slider = elementOf('#day', HTMLInputElement);
const shownDay = elementOf('#day-shown', HTMLOutputElement);
const summary = elementOf('#summary', HTMLElement);
const done = elementOf('#done', HTMLElement);
const link = elementOf('#link', HTMLElement);
const address = elementOf('#address', HTMLInputElement);

const sample = `-- Aurora DSQL refuses some of this.
CREATE TABLE customers (
  id     bigserial PRIMARY KEY,
  email  varchar(320) NOT NULL UNIQUE
);
DROP INDEX CONCURRENTLY IF EXISTS customers_email;
CREATE INDEX customers_email
  ON customers (lower(email)) WHERE email IS NOT NULL;
TRUNCATE customers;
`;

const asker = createAsker((sentence) => {
  summary.textContent = sentence;
});

slider.max = String(dialectDays.length - 1);
slider.addEventListener('input', check);
editor.onChange(() => {
  done.textContent = '';
  link.hidden = true;
  check();
});
elementOf('#fix-safe', HTMLButtonElement).addEventListener('click', () => void fixAll('safe'));
elementOf('#fix-all', HTMLButtonElement).addEventListener('click', () => void fixAll('review'));
elementOf('#share', HTMLButtonElement).addEventListener('click', share);
// Another fragment is a place of this page, such as the content
addEventListener('hashchange', () => {
  if (holdsText()) open();
});
open();

/** Shows what the address holds, or the sample. */
function open(): void {
  const shared = sharedOf(location.hash);
  const day = shared && parseAsOf(shared.day);
  slider.value = String(stopOf(day ?? 'latest'));
  editor.open(shared?.text ?? sample);
  done.textContent =
    holdsText() && !shared
      ? 'The link holds no text that can be read: it may have been cut. This is the sample.'
      : shared && !day
        ? `The link names no day that can be read. The dialect is that of ${latestDay}.`
        : '';
  link.hidden = true;
  check();
}

/** Whether the address of this page is a link to a text, readable or not. */
function holdsText(): boolean {
  return /[#&]sql=/.test(location.hash);
}

function day(): string {
  return dialectDays[Number(slider.value)]?.day ?? latestDay;
}

/** Asks for the problems of the text as it is now. */
function check(): void {
  const { title } = dialectDays[Number(slider.value)] ?? { title: '' };
  shownDay.textContent = `${day()}: ${title}`;
  slider.setAttribute('aria-valuetext', shownDay.textContent);
  const { text } = editor;
  void asker.check({ text, asOf: parseAsOf(day()) ?? 'latest' }).then((problems) => {
    if (problems && editor.text === text) show(problems);
  });
}

function show(problems: readonly ShownProblem[]): void {
  editor.mark(problems);
  listProblems(problems, {
    goTo: ({ start, end }) => editor.select(start, end),
    fix: (problem, fix) => void fixOne(problem, fix),
  });
  const sentence = summaryOf(problems);
  // A screen reader reads it out whenever it is set
  if (summary.textContent !== sentence) summary.textContent = sentence;
}

function summaryOf(problems: readonly ShownProblem[]): string {
  if (editor.text.trim() === '') return 'There is no SQL yet.';
  if (problems.length === 0) return `No problems in the dialect of ${day()}.`;
  const counts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return `${counts.join(', ')} in the dialect of ${day()}.`;
}

async function fixAll(allowed: 'safe' | 'review'): Promise<void> {
  const { text } = editor;
  take(text, await asker.fixAll({ text, asOf: parseAsOf(day()) ?? 'latest' }, allowed));
}

async function fixOne(problem: number, fix: number): Promise<void> {
  const { text } = editor;
  take(text, await asker.fix({ text, asOf: parseAsOf(day()) ?? 'latest' }, problem, fix));
}

/** Puts a repaired text in the place of the one that was repaired, and says what was done. */
function take(
  before: string,
  fixed: { readonly text: string; readonly applied: readonly string[] } | undefined,
): void {
  if (!fixed || editor.text !== before) return;
  editor.replace(fixed.text);
  done.textContent =
    fixed.applied.length === 0
      ? 'There is nothing that such a fix would change.'
      : `Fixed: ${counted(fixed.applied).join('; ')}.`;
}

/** Titles of fixes, each once, with how often it was applied. */
function counted(titles: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].map(([title, count]) => (count === 1 ? title : `${title} (${count} times)`));
}

/** Puts the text and the day into the address of this page, and shows it. */
function share(): void {
  if (editor.text.length > longestShared) {
    done.textContent = `The text is too long for a link, which holds at most ${longestShared} characters. Share the file itself.`;
    return;
  }
  // Back must not lead to an earlier text: what was typed since would be lost
  history.replaceState(null, '', `#${fragmentOf({ text: editor.text, day: day() })}`);
  link.hidden = false;
  address.value = location.href;
  address.focus();
  address.select();
  done.textContent = 'The link holds the text and the day: copy it. Whoever opens it sees the same.';
}
