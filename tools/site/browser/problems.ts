import { mostShown } from './editor.js';
import { elementOf } from './element.js';
import type { ShownProblem } from './messages.js';

const list = elementOf('#problems', HTMLOListElement);

interface Gestures {
  readonly goTo: (problem: ShownProblem) => void;
  /** Numbers of a problem and of a fix of it. */
  readonly fix: (problem: number, fix: number) => void;
}

/** Lists the problems: where each is, what it is, its rule, and its fixes. */
export function listProblems(problems: readonly ShownProblem[], { goTo, fix }: Gestures): void {
  const items = problems.slice(0, mostShown).map((problem, number) => {
    const { rule, severity, message, line, fixes } = problem;
    const item = document.createElement('li');
    item.className = severity;
    const place = button(`Line ${line}`, () => goTo(problem));
    place.className = 'place';
    const kind = document.createElement('strong');
    kind.textContent = severity;
    const page = document.createElement('a');
    page.href = `rules/${rule}.html`;
    page.textContent = rule;
    const sentence = document.createElement('p');
    sentence.append(place, ' ', kind, ' ', message, ' (', page, ')');
    item.append(sentence);
    const buttons = fixes.map(({ title, safety }, at) => {
      const one = button(title, () => fix(number, at));
      const note = document.createElement('small');
      note.textContent = safety === 'safe' ? 'safe' : 'review';
      one.append(' ', note);
      return one;
    });
    if (buttons.length > 0) {
      const group = document.createElement('div');
      group.className = 'fixes';
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', `Fixes for line ${line}, ${rule}`);
      group.append(...buttons);
      item.append(group);
    }
    return item;
  });
  if (problems.length > mostShown) {
    const rest = document.createElement('li');
    rest.textContent = `… and ${problems.length - mostShown} more`;
    items.push(rest);
  }
  list.replaceChildren(...items);
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = name;
  made.addEventListener('click', pressed);
  return made;
}
