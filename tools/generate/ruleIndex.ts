import { namesIn, type Target } from './target.js';

const folder = 'server/src/core/rules';

export const ruleIds = (): readonly string[] => namesIn(folder, '.ts').filter((id) => id !== 'index');

export const ruleIndexTarget: Target = { file: `${folder}/index.ts`, render: () => ruleIndex(ruleIds()) };

/** The source of `rules/index.ts` for the rules of these files. */
const ruleIndex = (ids: readonly string[]): string =>
  [
    '// Made of the files of this folder by `npm run generate`.',
    "import type { Rule } from '../lint/rule.js';",
    ...ids.map((id) => `import ${identifier(id)} from './${id}.js';`),
    '',
    'const all = [',
    ...ids.map((id) => `  ${identifier(id)},`),
    '] as const;',
    '',
    "export type RuleId = (typeof all)[number]['id'];",
    '',
    '/** All rules, by id. */',
    'export const rules: readonly Rule<RuleId>[] = all;',
    '',
  ].join('\n');

const identifier = (id: string): string =>
  id.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
