import { type Language, languages } from './languages.js';
import type { Program } from './program.js';
import { readTarget } from './target.js';

/** The pages of docs/languages, by the names of their files. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ['README.md', overview],
    ...languages.map((language) => [`${language.id}.md`, page(language)] as const),
  ]);

const made = '<!-- Made by `npm run generate` of server/src/connectCode. -->';

const overview = `${made}
# Connection code

A program for each language and its usual drivers. \`dsql connect-code LANGUAGE --driver NAME --endpoint HOST\` prints it for your
cluster.

| Language | Drivers | Tested |
|---|---|---|
${languages.map(row).join('\n')}

Each program does the same, as shortly as its driver allows:

- It makes **a token for each connection**, from the AWS credentials that the SDK finds. A token opens connections for 15 minutes.
- It **verifies** the certificate and the name of the server.
- It replaces connections **before their 60 minutes are over**, unless the page says what its driver does instead.
- It runs a transaction **again on SQLSTATE 40001**, at most 20 times, after a random pause of at most half a second.
- It loads rows in **batches of 3,000**, the most that a transaction changes.
- With \`--schema NAME\` it sets \`search_path\`: a role other than \`admin\` cannot create anything in \`public\`.
- For the [sandbox](../sandbox.md), \`--endpoint localhost:PORT --region REGION --ca FILE\` names its port, Region and certificate.

The tests run programs as they are printed, where their drivers are installed. The AWS SDK for JavaScript makes the tokens in the
tests, for programs of other languages too. Programs that are "parsed only" were checked for syntax and not run.

[Recipes for clients](../clients.md) tell more of each client: canceling, COPY and what ORMs need.
`;

function row({ id, title, programs }: Language): string {
  const tests = [...new Set(programs.map(testOf))].join(', ');
  return `| [${title}](${id}.md) | ${programs.map(({ title }) => title).join(', ')} | ${tests} |`;
}

function testOf({ tested }: Program): string {
  return tested === 'run' ? 'run on the sandbox' : 'parsed only';
}

function page({ id, title, ending, programs }: Language): string {
  return `${made}
# Connection code for ${title}

${programs.map((program) => section(id, ending, program)).join('\n')}`;
}

const blocks: Readonly<Record<string, string>> = {
  mjs: 'js',
  py: 'python',
  rs: 'rust',
  cs: 'csharp',
  exs: 'elixir',
  rb: 'ruby',
  pl: 'perl',
};

function section(
  language: string,
  ending: string,
  { driver, title, install, tested, note, code }: Program,
): string {
  const target = readTarget({});
  if (typeof target === 'string') return '';
  const test =
    tested === 'run'
      ? 'The tests run this program against the sandbox.'
      : 'This program was not run: the tests only parse it.';
  return `## ${title}

\`dsql connect-code ${language} --driver ${driver}\` needs: ${install.replaceAll('&&', 'and')}. ${test}${note === undefined ? '' : ` ${note}`}

\`\`\`${blocks[ending] ?? ending}
${code(target)}\`\`\`
`;
}
