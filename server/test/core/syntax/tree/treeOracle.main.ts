import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseStatement } from '../../../../src/core/syntax/parse.js';
import { splitScript } from '../../../../src/core/syntax/split.js';
import { statementText } from '../../../../src/core/syntax/statement.js';
import { parser } from '../../engine.js';
import { differences, hasVariable } from './treeOracle.js';

// Holds the tree against PostgreSQL's grammar over every .sql file of the folders named: node --import tsx … FOLDER …

const counts = { taken: 0, wrong: 0 };
for (const folder of process.argv.slice(2))
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sql')) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const { kind, start, end } of splitScript(text).pieces) {
      if (kind !== 'statement') continue;
      const statement = parseStatement(parser, statementText(text.slice(start, end)));
      if (!statement.node || statement.syntaxError || hasVariable(statement)) continue;
      counts.taken++;
      const found = differences(statement);
      if (found.length === 0) continue;
      counts.wrong++;
      console.log(
        `${file} ${start}: ${JSON.stringify(statement.text.slice(0, 300))}\n  ${found.join('\n  ')}`,
      );
    }
  }
console.log(`${counts.taken} statements, ${counts.wrong} of them differ`);
