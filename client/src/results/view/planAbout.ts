import type { PlanNodeView, PlanView } from '../messages.js';
import { element } from './dom.js';

/** What there is to say about a node: what it does, what is worth a look, its figures in words. */
export function aboutNode(node: PlanNodeView, measure: PlanView['measure']): readonly HTMLElement[] {
  const { operation, target, meaning, marks } = node;
  return [
    element('h2', {}, [operation, target].filter(Boolean).join(' ')),
    ...(meaning === undefined ? [] : [element('p', {}, meaning)]),
    ...marks.map(({ label, meaning: why, weight }) =>
      element(
        'p',
        { className: 'plan-finding' },
        element('span', { className: `plan-mark ${weight}` }, label),
        ` ${why}`,
      ),
    ),
    element(
      'dl',
      {},
      ...factsOf(node, measure).flatMap(([name, value]) => [
        element('dt', {}, name),
        element('dd', {}, value),
      ]),
    ),
  ];
}

function factsOf(
  { estimate, actual, share }: PlanNodeView,
  measure: PlanView['measure'],
): readonly (readonly [name: string, value: string])[] {
  const facts: [string, string][] = [];
  if (share !== undefined) facts.push([`Own ${measure}`, `${percentOf(share)} of the whole`]);
  if (actual?.time !== undefined) {
    const each = actual.loops === 1 ? '' : `, ${timeOf(actual.time)} each of ${counted(actual.loops)} loops`;
    facts.push(['Time', `${timeOf(actual.time * actual.loops)} with all below${each}`]);
  }
  if (actual?.rows !== undefined) {
    const all = actual.rows * actual.loops;
    facts.push([
      'Rows',
      actual.loops === 1 ? counted(all) : `${counted(all)} in ${counted(actual.loops)} loops`,
    ]);
  }
  if (estimate?.rows !== undefined) facts.push(['Estimated', `${counted(estimate.rows)} rows`]);
  if (estimate?.width !== undefined) facts.push(['Width', `${counted(estimate.width)} bytes a row`]);
  if (estimate)
    facts.push([
      'Cost',
      `${counted(estimate.total)}, of which ${counted(estimate.startup)} before the first row`,
    ]);
  return facts;
}

/** A node as a screen reader says it: the line with its figures, and what is worth a look. */
export function labelOfNode(
  { operation, target, role, estimate, actual, share, marks }: PlanNodeView,
  measure: PlanView['measure'],
): string {
  return [
    role,
    [operation, target].filter(Boolean).join(' '),
    ...marks.map(({ label, weight }) => (weight === 'warning' ? `warning: ${label}` : label)),
    estimate && `cost ${shortNumber(estimate.total)}`,
    estimate?.rows === undefined ? undefined : `${counted(estimate.rows)} rows estimated`,
    actual?.rows === undefined ? undefined : `${counted(actual.rows)} rows`,
    actual && actual.loops !== 1 ? `${counted(actual.loops)} loops` : undefined,
    actual?.time === undefined ? undefined : timeOf(actual.time * actual.loops),
    share === undefined ? undefined : `${percentOf(share)} of the ${measure} itself`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** As exact as the server tells a node's time. */
export const timeOf = (ms: number): string =>
  ms < 1_000
    ? `${ms.toLocaleString('en-US', { maximumSignificantDigits: 3 })} ms`
    : `${(ms / 1_000).toFixed(2)} s`;

const counted = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** Four digits say enough in a column. */
export const shortNumber = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 1_000 ? 2 : 0 });

export const percentOf = (share: number): string =>
  share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;
