import type { FromView, PlanView } from '../messages.js';
import { button, element } from './dom.js';
import { initialPlanLayout, type PlanLayout } from './layout.js';
import { aboutNode, timeOf } from './planAbout.js';
import { createPlanTree } from './planTree.js';

export interface PlanPaneOptions {
  readonly post: (message: FromView) => void;
  readonly onLayout: (layout: PlanLayout) => void;
}

/** A plan as a tree with figures, or as the server wrote it. */
export interface PlanPane {
  readonly element: HTMLElement;
  /** `tab`: another one, or another plan, is drawn again. */
  readonly show: (tab: number, plan: PlanView, layout: PlanLayout | undefined) => void;
  readonly focus: () => void;
}

export function createPlanPane({ post, onLayout }: PlanPaneOptions): PlanPane {
  let shown: { readonly tab: number; readonly plan: PlanView } | undefined;
  let layout = initialPlanLayout;

  const change = (part: Partial<PlanLayout>) => {
    layout = { ...layout, ...part };
    arrange();
    onLayout(layout);
  };
  const copy = () => {
    if (shown) post({ type: 'copyText', text: shown.plan.text });
  };
  const facts = element('div', { className: 'plan-facts' });
  const details = button({
    label: 'Details',
    onClick: () => change({ hasDetails: !layout.hasDetails }),
  });
  const asText = button({ label: 'Text', onClick: () => change({ isText: !layout.isText }) });
  const bar = element(
    'div',
    { className: 'plan-bar', role: 'toolbar', aria: { label: 'Plan' } },
    facts,
    details,
    asText,
    button({ label: 'Copy plan', icon: 'copy', onClick: copy }),
  );
  const tree = createPlanTree({ onLayout: change, onActive: (index) => showAbout(index) });
  const about = element('section', {
    className: 'plan-about',
    tabIndex: 0,
    aria: { label: 'About the node' },
  });
  const text = element('pre', { className: 'plan-text', tabIndex: 0, aria: { label: 'Plan as text' } });
  const made = element('div', { className: 'plan' }, bar, tree.element, about, text);

  const showAbout = (index: number) => {
    const node = shown?.plan.nodes[index];
    if (shown && node) about.replaceChildren(...aboutNode(node, shown.plan.measure));
  };
  const arrange = () => {
    made.classList.toggle('without-details', !layout.hasDetails);
    details.setAttribute('aria-pressed', String(layout.hasDetails));
    asText.setAttribute('aria-pressed', String(layout.isText));
    details.hidden = layout.isText;
    tree.element.hidden = layout.isText;
    about.hidden = layout.isText;
    text.hidden = !layout.isText;
  };

  // VS Code itself turns Ctrl+C into this event
  document.addEventListener('copy', (event) => {
    const isPart = getSelection()?.isCollapsed === false;
    if (isPart || !tree.element.contains(document.activeElement)) return;
    event.preventDefault();
    copy();
  });

  return {
    element: made,
    focus: () => {
      if (layout.isText) text.focus();
      else tree.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    },
    show: (tab, plan, kept) => {
      if (shown?.tab === tab && shown.plan.text === plan.text) return;
      shown = { tab, plan };
      layout = kept ?? initialPlanLayout;
      facts.replaceChildren(...factsOf(plan));
      text.textContent = plan.text;
      arrange();
      tree.show(plan, layout);
      showAbout(layout.active);
    },
  };
}

/** What the plan says of the statement as a whole. */
function factsOf({ dpu, facts, nodes }: PlanView): readonly HTMLElement[] {
  const fact = (name: string, value: string, title = '') =>
    element(
      'span',
      { className: 'plan-fact', title },
      element('span', { className: 'plan-fact-name' }, `${name} `),
      value,
    );
  const times = facts.filter(({ name, text }) => isTime(name, text));
  const others = facts.filter(({ name, text }) => !isTime(name, text));
  const wasExecuted = nodes.some(({ actual }) => actual !== undefined);
  return [
    ...dpuFact(dpu),
    ...times
      .toReversed()
      .map(({ name, text }) => fact(name.replace(' Time', ''), timeOf(Number.parseFloat(text)))),
    ...(wasExecuted ? [] : [element('span', { className: 'plan-fact' }, 'Estimated, not executed')]),
    ...others.map(({ name, text }) => fact(name, text.replaceAll('\n', ' '), `${name}: ${text}`)),
  ];
}

/** As in "Execution Time", "4.528 ms". */
const isTime = (name: string, text: string): boolean => name.endsWith(' Time') && /^[\d.]+ ms$/.test(text);

function dpuFact(dpu: PlanView['dpu']): readonly HTMLElement[] {
  if (dpu.length === 0) return [];
  const total = dpu.find(({ part }) => part === 'Total');
  const parts = dpu.filter((one) => one !== total && one.amount > 0);
  const listed = parts.map(({ part, amount }) => `${part.toLowerCase()} ${amount}`);
  const all = dpu.map(
    ({ part, amount, note }) => `${part}: ${amount}${note === undefined ? '' : ` (${note})`}`,
  );
  const made = element(
    'span',
    { className: 'plan-fact plan-dpu', title: [dpuMeaning, ...all].join('\n') },
    element('strong', {}, total ? `${total.amount} DPU` : 'DPU'),
    ` ${listed.join(' · ')}`,
  );
  return [made];
}

const dpuMeaning =
  'What Aurora DSQL estimates for this statement. Use it to compare: the bill counts whole transactions, each with its minimum.';
