/** The source of `rules/index.ts` for the rules of these files. */
export const ruleIndex = (ids: readonly string[]): string =>
  [
    '// Generated from the files of this folder by server/test/generated.test.ts.',
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
