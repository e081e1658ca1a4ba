/** A plan as EXPLAIN tells it in its text format. */
export interface Plan {
  /** In the server's order: a node's parent is the nearest one before it of a smaller level. */
  readonly nodes: readonly PlanNode[];
  /** What the statement costs in DPU, part by part; empty where the server does not tell. */
  readonly dpu: readonly DpuPart[];
  /** What is below the nodes: times, settings, triggers. */
  readonly facts: readonly Fact[];
}

export interface PlanNode {
  /** 0 for the node on top. */
  readonly level: number;
  /** As in "Index Only Scan" or "Full Scan (btree-table)". */
  readonly operation: string;
  /** As in "using idx1 on account a"; empty for what reads no relation. */
  readonly target: string;
  /** What it is for its parent, as in "CTE recent" or "SubPlan 1". */
  readonly role: string | undefined;
  readonly estimate: Estimate | undefined;
  readonly actual: Actual | undefined;
  readonly isNeverExecuted: boolean;
  /** All other lines of the node, as in "Index Cond: (id = 1)". */
  readonly details: readonly string[];
}

/** In the planner's units of cost; rows of one loop, and bytes of a row. */
export interface Estimate {
  readonly startup: number;
  readonly total: number;
  readonly rows: number | undefined;
  readonly width: number | undefined;
}

/** What ANALYZE has measured: milliseconds and rows are those of one loop. */
export interface Actual {
  /** Undefined where it was not measured, as in the storage layer. */
  readonly time: number | undefined;
  readonly rows: number | undefined;
  readonly loops: number;
}

/** As in Read, 0.00307, "Transaction minimum: 0.00375". */
export interface DpuPart {
  readonly part: string;
  readonly amount: number;
  readonly note: string | undefined;
}

export interface Fact {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the lines of a plan; no line is dropped. Undefined for another format than text. What DSQL writes below a scan:
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/reading-dsql-explain-plans.html
 */
export function readPlan(lines: readonly string[]): Plan | undefined {
  const written = lines.flatMap((line) => line.split('\n')).filter((line) => line.trim() !== '');
  const [first] = written;
  if (first === undefined || !/^\s*[A-Z]/.test(first)) return undefined;
  const margin = indentOf(first);
  const nodes: (PlanNode & { details: string[] })[] = [];
  const footer: { readonly name: string; readonly lines: string[] }[] = [];
  /** The nodes on the way to the last one, by the column that they begin in. */
  let way: readonly { readonly column: number; readonly level: number }[] = [];
  let role: { readonly column: number; readonly text: string } | undefined;

  const add = (column: number, text: string) => {
    const from = role && role.column < column ? role.column : column;
    way = way.filter((above) => above.column < from);
    const level = (way.at(-1)?.level ?? -1) + 1;
    way = [...way, { column: from, level }];
    nodes.push(nodeOf(text, level, role?.text));
    role = undefined;
  };

  for (const line of written) {
    const column = Math.max(indentOf(line) - margin, 0);
    const text = line.trim();
    const details = nodes.at(-1)?.details;
    const arrow = /^->\s+(.*)$/s.exec(text)?.[1];
    const isOpen = isInQuotes(details?.at(-1));
    if (arrow !== undefined && (!isOpen || figures.test(arrow))) add(column, arrow);
    else if (!details || (column === 0 && !isOpen && figures.test(text))) add(column, text);
    else if (isOpen) details.push(`${details.pop()}\n${line}`);
    else if (column === 0) {
      const colon = text.indexOf(':');
      const name = colon < 0 ? text : text.slice(0, colon);
      const rest = colon < 0 ? '' : text.slice(colon + 1).trim();
      footer.push({ name, lines: rest === '' ? [] : [rest] });
    } else if (footer.length > 0) footer.at(-1)?.lines.push(text);
    else if (/^(?:InitPlan|SubPlan|CTE)\b/.test(text) && !text.includes(': ')) role = { column, text };
    else details.push(text);
  }
  if (role) nodes.at(-1)?.details.push(role.text);

  const estimates = footer.filter(({ name }) => name === dpuHeading).flatMap(({ lines }) => lines);
  const dpu = estimates.flatMap((line) => dpuOf(line) ?? []);
  return {
    nodes,
    dpu,
    facts: [
      ...footer
        .filter(({ name }) => name !== dpuHeading)
        .map(({ name, lines }) => ({ name, text: lines.join('\n') })),
      ...estimates.filter((line) => !dpuOf(line)).map((text) => ({ name: dpuHeading, text })),
    ],
  };
}

const dpuHeading = 'Statement DPU Estimate';

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A literal with a line break in it goes on in the next line. */
const isInQuotes = (text: string | undefined): boolean =>
  text?.replace(/"[^"]*"|'[^']*'/g, '').includes("'") ?? false;

/** What EXPLAIN writes behind the name of a node. */
const figures = /\s*\((cost=[^)]*|actual [^)]*|never executed)\)$/;

function nodeOf(text: string, level: number, role: string | undefined): PlanNode & { details: string[] } {
  let name = text;
  const found: string[] = [];
  for (let match = figures.exec(name); match; match = figures.exec(name)) {
    found.push(match[1] ?? '');
    name = name.slice(0, match.index);
  }
  const at = name.search(/ (?:using|on) /);
  const estimate = estimateOf(found.find((group) => group.startsWith('cost=')));
  const actual = actualOf(found.find((group) => group.startsWith('actual ')));
  return {
    level,
    operation: at < 0 ? name : name.slice(0, at),
    target: at < 0 ? '' : name.slice(at + 1),
    role,
    estimate,
    actual,
    isNeverExecuted: found.includes('never executed'),
    details: [],
  };
}

function estimateOf(group: string | undefined): Estimate | undefined {
  const [startup, total] = rangeIn(group, 'cost');
  if (startup === undefined || total === undefined) return undefined;
  return { startup, total, rows: numberIn(group, 'rows'), width: numberIn(group, 'width') };
}

function actualOf(group: string | undefined): Actual | undefined {
  if (group === undefined) return undefined;
  const [, time] = rangeIn(group, 'time');
  return { time, rows: numberIn(group, 'rows'), loops: numberIn(group, 'loops') ?? 1 };
}

const number = '(-?\\d+(?:\\.\\d+)?)';

function numberIn(group: string | undefined, name: string): number | undefined {
  const found = new RegExp(`\\b${name}=${number}`).exec(group ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

function rangeIn(group: string | undefined, name: string): readonly (number | undefined)[] {
  const found = new RegExp(`\\b${name}=${number}\\.\\.${number}`).exec(group ?? '');
  return found ? [Number(found[1]), Number(found[2])] : [];
}

/** As in "Read: 0.00307 DPU (Transaction minimum: 0.00375)". */
function dpuOf(line: string): DpuPart | undefined {
  const [, part, amount, note] = /^([^:]+):\s+(\d+(?:\.\d+)?) DPU(?:\s+\((.*)\))?$/.exec(line) ?? [];
  return part === undefined ? undefined : { part, amount: Number(amount), note };
}
