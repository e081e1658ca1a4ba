import { findProgram, languages } from '../connectCode/languages.js';
import { readTarget } from '../connectCode/target.js';
import { defineCommand } from './command.js';
import { program } from './invocation.js';

const names = languages.map(({ id }) => id);

export const connectCode = defineCommand({
  name: 'connect-code',
  usage: 'LANGUAGE [OPTION]…',
  options: {
    driver: { value: 'NAME', help: 'The driver or ORM (default: the first of the language).' },
    endpoint: { value: 'HOST[:PORT]', help: 'The cluster (default: a place to put it in).' },
    user: { value: 'ROLE', help: 'The user to connect as (default: admin).' },
    region: { value: 'REGION', help: 'The AWS Region (default: that of the endpoint).' },
    schema: { value: 'NAME', help: 'The first schema of search_path (default: that of the server).' },
    ca: { value: 'FILE', help: "The authority's certificate (default: what the system trusts)." },
  },
  operands: names,
  notes: [
    `LANGUAGE and its drivers:\n${languages
      .map(({ id, programs }) => `  ${id.padEnd(10)}  ${programs.map(({ driver }) => driver).join(', ')}`)
      .join('\n')}`,
    'The program makes a token for each connection, verifies the server, repeats what meets a conflict, and loads rows in batches.',
  ],
  examples: [
    ['connect-code python --endpoint ID.dsql.us-east-1.on.aws', 'Print a program for psycopg 3.'],
    ['connect-code go --driver database-sql --user app --schema shop', 'Choose driver, role and schema.'],
  ],
  async run({ driver, ...wishes }, [language, another], terminal) {
    if (language === undefined) throw new Error(`dsql connect-code needs a language: ${names.join(', ')}.`);
    if (another !== undefined)
      throw new Error(
        `dsql connect-code takes one language, not "${another}" as well: see ${program} connect-code --help.`,
      );
    const found = findProgram(language, driver);
    if (typeof found === 'string') throw new Error(found);
    const target = readTarget(wishes);
    if (typeof target === 'string') throw new Error(target);
    await terminal.print([terminal.shown(found.code(target))]);
    return 0;
  },
});
