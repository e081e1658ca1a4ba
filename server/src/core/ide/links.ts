import { rules } from '../rules/index.js';
import type { Span } from '../text/span.js';
import type { WorkspaceFile } from './workspace.js';

export interface RuleLink {
  readonly span: Span;
  readonly target: string;
  readonly title: string;
}

/** The rules that comments of a file name, with the pages that explain them. */
export const ruleLinksOf = ({ text }: Pick<WorkspaceFile, 'text'>): readonly RuleLink[] =>
  [...text.matchAll(/dsql-ignore(?:-file)?[ \t]+([a-z0-9, \t-]+)/g)].flatMap((match) => {
    const [whole, list = ''] = match;
    const from = match.index + whole.length - list.length;
    return [...list.matchAll(/[a-z][a-z0-9-]*/g)].flatMap((id): readonly RuleLink[] => {
      const rule = rules.find((one) => one.id === id[0]);
      const start = from + id.index;
      return rule
        ? [{ span: { start, end: start + id[0].length }, target: rule.documentation, title: rule.id }]
        : [];
    });
  });
