import type { Fix, Problem, Severity } from '../problem.js';
import { rules } from '../rules/index.js';
import { type Edit, shiftEdit } from '../text/edit.js';
import { lineStartOf } from '../text/lines.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Rule } from './rule.js';
import type { RuleFinding } from './run.js';

/** A finding whose spans are offsets into the script. */
export type Placed = RuleFinding;

/** A statement's finding at the statement's place in the script. */
export function placeFinding(text: string, statement: Span, finding: RuleFinding): Placed {
  const { fixes = [] } = finding;
  return {
    ...finding,
    at: shiftSpan(finding.at, statement.start),
    fixes: fixes.map((fix) => placeFix(text, statement, fix)),
  };
}

function placeFix(text: string, statement: Span, { title, safety, edits }: Fix): Fix {
  const placed = edits.map((edit) => shiftEdit(edit, statement.start));
  return { title, safety, edits: placed.map((edit) => withItsLine(text, statement, edit)) };
}

/** An edit that deletes a whole statement takes its line along, so that no blank line stays behind. */
function withItsLine(text: string, statement: Span, edit: Edit): Edit {
  if (edit.text !== '' || edit.start > statement.start || edit.end < statement.end) return edit;
  const lineStart = lineStartOf(text, edit.start);
  if (text.slice(lineStart, edit.start).trim() !== '') return edit;
  // A comment behind the statement keeps the line, without the blanks before it.
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(edit.end, edit.end + 200))?.[0] ?? '';
  return { start: /[\r\n]$/.test(after) ? lineStart : edit.start, end: edit.end + after.length, text: '' };
}

/** The problem of a finding, none where a configuration has turned its rule off. */
export function toProblem(finding: Placed, options: SeverityOptions): Problem[] {
  const { at, fixes = [], data = {} } = finding;
  const rule = rulesById.get(finding.rule);
  if (!rule) return [];
  const severity = resolveSeverity(rule, options);
  if (severity === 'off') return [];
  const message = rule.message.replace(/\{(\w+)\}/g, (slot, name: string) => data[name] ?? slot);
  return [{ rule: rule.id, severity, message, span: at, documentation: rule.documentation, fixes }];
}

const rulesById = new Map(rules.map((rule) => [rule.id, rule]));

interface SeverityOptions {
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

/** A rule's severity under a configuration; a rule one must ask for is off by itself. */
export const resolveSeverity = (rule: Rule, { severities }: SeverityOptions): Severity | 'off' =>
  severities[rule.id] ?? (rule.isOptIn ? 'off' : rule.severity);
