// `npm run new-rule ID`: writes the skeleton of a rule and of its fixture, and what is generated of the rules. What is in
// capitals is yours to fill; the tests tell what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { inProject } from './generate/target.js';

function main(): void {
  const [id = '', ...others] = process.argv.slice(2);
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(id) || others.length > 0)
    throw new Error('npm run new-rule ID: the offence in kebab-case, such as serial-type.');
  const files = {
    [`server/src/core/rules/${id}.ts`]: skeletonOf(id),
    [`test-fixtures/rules/${id}.sql`]: fixture,
  };
  const there = Object.keys(files).filter((file) => existsSync(inProject(file)));
  if (there.length > 0) throw new Error(`${there.join(' and ')} exists.`);
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(inProject(file), text);
    console.log(`wrote ${file}`);
  }
  const generate = ['--import', 'tsx', 'tools/generate/main.ts', 'rules'];
  const { status } = spawnSync(process.execPath, generate, { cwd: inProject('.'), stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

const skeletonOf = (id: string): string =>
  [
    "import { documentation } from '../dialect/documentation.js';",
    "import { defineRule } from '../lint/rule.js';",
    "import { spanOf } from '../syntax/tree/nodes.js';",
    "import { treeOf } from '../syntax/tree/tree.js';",
    '',
    'export default defineRule({',
    `  id: '${id}',`,
    "  severity: 'error',",
    "  message: 'WHAT IS WRONG.',",
    "  why: 'WHY IT IS WRONG.',",
    "  instead: 'WHAT TO WRITE INSTEAD.',",
    '  documentation: documentation.compatibility,',
    "  noFix: 'WHY NO FIX TAKES ITS PLACE.',",
    "  examples: [{ bad: 'TRUNCATE t;', at: 'TRUNCATE t;' }],",
    "  words: ['truncate'],",
    '  check: {',
    '    *TruncateStmt(_node, statement) {',
    '      yield { at: spanOf(statement, treeOf(statement)) };',
    '    },',
    '  },',
    '});',
    '',
  ].join('\n');

const fixture = `-- WHAT IS FOUND, AND WHAT COMES CLOSE TO IT: \`UPDATE=1 npm run test:unit -- core/rules\` WRITES THE CARETS
TRUNCATE t;
DELETE FROM t;
`;

main();
