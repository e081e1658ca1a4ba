import type { PlanNodeView, PlanView } from '../messages.js';
import { element, type IconName, iconOf } from './dom.js';
import type { PlanLayout } from './layout.js';
import { labelOfNode, percentOf, shortNumber, timeOf } from './planAbout.js';

export interface PlanTreeOptions {
  readonly onLayout: (part: Partial<PlanLayout>) => void;
  readonly onActive: (index: number) => void;
}

export interface PlanTree {
  readonly element: HTMLElement;
  readonly show: (plan: PlanView, layout: PlanLayout) => void;
}

/** The nodes as an ARIA tree: arrows move and fold, Home and End jump, a letter finds. */
export function createPlanTree({ onLayout, onActive }: PlanTreeOptions): PlanTree {
  let nodes: PlanView['nodes'] = [];
  let items: readonly HTMLElement[] = [];
  let parents: readonly number[] = [];
  let collapsed: ReadonlySet<number> = new Set();
  let active = 0;

  // The figures are in each item's label: a second table of them would only be read out twice
  const head = element('div', { className: 'plan-head', aria: { hidden: 'true' } });
  const tree = element('div', { className: 'plan-tree', role: 'tree', aria: { label: 'Plan' } });
  const made = element('div', { className: 'plan-nodes' }, head, tree);

  const levelOf = (index: number) => nodes[index]?.level ?? -1;
  const hasChildren = (index: number) => levelOf(index + 1) > levelOf(index);
  const parentOf = (index: number) => parents[index] ?? -1;
  const isShown = (index: number): boolean => {
    const parent = parentOf(index);
    return parent < 0 || (!collapsed.has(parent) && isShown(parent));
  };

  function activate(index: number, isFocused: boolean): void {
    items[active]?.setAttribute('tabindex', '-1');
    items[active]?.removeAttribute('aria-selected');
    active = index;
    const item = items[index];
    item?.setAttribute('tabindex', '0');
    item?.setAttribute('aria-selected', 'true');
    if (isFocused) {
      item?.focus({ preventScroll: true });
      item?.scrollIntoView({ block: 'nearest' });
    }
    onActive(index);
  }
  const go = (index: number) => {
    if (!items[index]) return;
    activate(index, true);
    onLayout({ active });
  };
  function fold(index: number, isCollapsed: boolean): void {
    if (!hasChildren(index) || collapsed.has(index) === isCollapsed) return;
    const others = [...collapsed].filter((one) => one !== index);
    collapsed = new Set(isCollapsed ? [...others, index] : others);
    arrange();
    if (!isShown(active)) activate(index, true);
    onLayout({ collapsed: [...collapsed], active });
  }
  function arrange(): void {
    for (const [index, item] of items.entries()) {
      item.hidden = !isShown(index);
      if (hasChildren(index)) item.setAttribute('aria-expanded', String(!collapsed.has(index)));
    }
  }

  const shownFrom = (index: number, step: 1 | -1): number => {
    let at = index + step;
    while (items[at]?.hidden) at += step;
    return at;
  };
  const startingWith = (letter: string): number => {
    const order = [...items.keys()].map((at) => (active + 1 + at) % items.length);
    return order.find((at) => !items[at]?.hidden && startsWith(nodes[at], letter)) ?? -1;
  };

  tree.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = hasChildren(active) && !collapsed.has(active);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(shownFrom(active, 1)),
      ArrowUp: () => go(shownFrom(active, -1)),
      ArrowRight: () => (isOpen ? go(active + 1) : fold(active, false)),
      ArrowLeft: () => (isOpen ? fold(active, true) : go(parentOf(active))),
      Home: () => go(0),
      End: () => go(shownFrom(items.length, -1)),
      Enter: () => fold(active, isOpen),
      ' ': () => fold(active, isOpen),
    };
    const move = moves[event.key];
    if (!move && event.key.length > 1) return;
    event.preventDefault();
    if (move) move();
    else go(startingWith(event.key.toLowerCase()));
  });
  tree.addEventListener('click', ({ target }) => {
    const index = items.findIndex((item) => target instanceof Node && item.contains(target));
    if (index < 0) return;
    // Text that was selected is not to be lost
    if (getSelection()?.isCollapsed !== false) go(index);
    if (target instanceof Element && target.closest('.plan-fold')) fold(index, !collapsed.has(index));
  });
  made.addEventListener('scrollend', () => onLayout({ top: made.scrollTop }));

  return {
    element: made,
    show: (plan, layout) => {
      nodes = plan.nodes;
      collapsed = new Set(layout.collapsed);
      active = Math.min(layout.active, nodes.length - 1);
      const figures = figuresOf(plan);
      head.replaceChildren(
        element('span', {}, 'Node'),
        ...figures.map(({ title, meaning, className }) =>
          element('span', { className: `plan-figure ${className}`, title: meaning }, title),
        ),
      );
      parents = parentsOf(nodes);
      const families = new Map<number, number[]>();
      for (const [index, parent] of parents.entries())
        families.set(parent, [...(families.get(parent) ?? []), index]);
      items = nodes.map((node, index) => {
        const siblings = families.get(parentOf(index)) ?? [];
        return itemOf(node, figures, hasChildren(index), {
          level: String(node.level + 1),
          setsize: String(siblings.length),
          posinset: String(siblings.indexOf(index) + 1),
          label: labelOfNode(node, plan.measure),
        });
      });
      tree.replaceChildren(...items);
      arrange();
      activate(active, false);
      made.scrollTop = layout.top;
    },
  };
}

/** The index of each node's parent, -1 for a top. */
function parentsOf(nodes: PlanView['nodes']): readonly number[] {
  const way: number[] = [];
  return nodes.map(({ level }, index) => {
    way.length = level;
    way.push(index);
    return way[level - 1] ?? -1;
  });
}

const startsWith = (node: PlanNodeView | undefined, letter: string): boolean =>
  node?.operation.toLowerCase().startsWith(letter) ?? false;

interface Figure {
  readonly title: string;
  readonly meaning: string;
  readonly text: (node: PlanNodeView) => string;
  /** `share` has a bar. */
  readonly className: '' | 'loops' | 'share';
}

/** The columns that a plan has figures for. */
function figuresOf({ nodes, measure }: PlanView): readonly Figure[] {
  const some = (test: (node: PlanNodeView) => boolean, figure: Figure) => (nodes.some(test) ? [figure] : []);
  return [
    ...some(({ estimate }) => estimate !== undefined, {
      title: 'Cost',
      className: '',
      meaning:
        'Estimated for the node and all below it, in planner units. Do not compare it between statements.',
      text: ({ estimate }) => (estimate ? shortNumber(estimate.total) : ''),
    }),
    ...some(({ estimate }) => estimate?.rows !== undefined, {
      title: 'Est. rows',
      className: '',
      meaning: 'How many rows the planner estimated for one loop.',
      text: ({ estimate }) => (estimate?.rows === undefined ? '' : shortNumber(estimate.rows)),
    }),
    ...some(({ actual }) => actual?.rows !== undefined, {
      title: 'Rows',
      className: '',
      meaning: 'How many rows there were in one loop.',
      text: ({ actual }) => (actual?.rows === undefined ? '' : shortNumber(actual.rows)),
    }),
    ...some(({ actual }) => actual !== undefined, {
      title: 'Loops',
      className: 'loops',
      meaning: 'How many times the node was executed.',
      text: ({ actual }) => (actual ? shortNumber(actual.loops) : ''),
    }),
    ...some(({ actual }) => actual?.time !== undefined, {
      title: 'Time',
      className: '',
      meaning: 'Of all loops, including the nodes below it.',
      text: ({ actual }) => (actual?.time === undefined ? '' : timeOf(actual.time * actual.loops)),
    }),
    ...some(({ share }) => share !== undefined, {
      title: measure === 'time' ? 'Own time' : 'Own cost',
      meaning: `The share of the whole ${measure} that the node itself takes, without the nodes below it.`,
      text: ({ share }) => (share === undefined ? '' : percentOf(share)),
      className: 'share',
    }),
  ];
}

const icons: Readonly<Record<PlanNodeView['kind'], IconName>> = {
  fullScan: 'table',
  indexOnlyScan: 'key',
  indexScan: 'key',
  storage: 'storage',
  join: 'join',
  write: 'edit',
  other: 'step',
};

/** A part from which on a node stands out. */
const largeShare = 0.3;

function itemOf(
  node: PlanNodeView,
  figures: readonly Figure[],
  canFold: boolean,
  aria: Readonly<Record<string, string>>,
): HTMLElement {
  const { operation, target, role, kind, meaning, marks, share, details } = node;
  const name = element(
    'span',
    { className: 'plan-name', title: meaning ?? '' },
    canFold ? element('span', { className: 'plan-fold' }, iconOf('open')) : undefined,
    element('span', { className: `plan-kind ${kind}` }, iconOf(icons[kind])),
    role === undefined ? undefined : element('span', { className: 'plan-role' }, `${role}: `),
    element('span', { className: 'plan-operation' }, operation),
    target === '' ? undefined : ` ${target}`,
  );
  const chips = marks.map(({ label, weight, meaning: why }) =>
    element('span', { className: `plan-mark ${weight}`, title: why }, label),
  );
  const cells = figures.map(({ text, className }) => {
    const cell = element('span', { className: `plan-figure ${className}` }, text(node));
    if (className === 'share' && share !== undefined) cell.prepend(barOf(share));
    return cell;
  });
  const item = element(
    'div',
    { className: 'plan-node', role: 'treeitem', tabIndex: -1, aria },
    element('div', { className: 'plan-line' }, name, ...cells),
    chips.length > 0 ? element('div', { className: 'plan-marks' }, ...chips) : undefined,
    details.length > 0
      ? element('div', { className: 'plan-details' }, ...details.map(detailLine))
      : undefined,
  );
  item.style.setProperty('--level', String(node.level));
  item.setAttribute(
    'aria-description',
    [meaning, ...marks.map((mark) => mark.meaning), ...details].filter(Boolean).join(' '),
  );
  return item;
}

function barOf(share: number): HTMLElement {
  const bar = element('span', { className: share >= largeShare ? 'plan-bar-part large' : 'plan-bar-part' });
  bar.style.setProperty('--share', String(share));
  return bar;
}

/** A detail with its name apart from its value. */
function detailLine(detail: string): HTMLElement {
  const [, name, value] = /^([A-Z][\w -]*): (.*)$/s.exec(detail) ?? [];
  return name === undefined
    ? element('div', { className: 'plan-detail' }, detail)
    : element(
        'div',
        { className: 'plan-detail' },
        element('span', { className: 'plan-detail-name' }, `${name}: `),
        value,
      );
}
