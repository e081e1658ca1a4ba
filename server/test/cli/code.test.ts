import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { check, folderOf, run } from './dsql.js';

const manual = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide';
const vacuum = `import psycopg

def tidy(cur):
    cur.execute("VACUUM books; SELECT 1")
`;
const found = `a.py:4:18: error: VACUUM is neither supported nor needed. [vacuum]
  |
4 |     cur.execute("VACUUM books; SELECT 1")
  |                  ^^^^^^
  = fix: Remove VACUUM
  = see: ${manual}/working-with-postgresql-compatibility-supported-sql-subsets.html

1 error in 1 of 1 file, as of 2026-11-28.
`;
const refusal =
  'dsql: a.py: only lint reads the SQL in code. Repair it in an editor, or move it to a .sql file.\n';

check('dsql and SQL in code', [
  {
    // fix would not repair it: nothing says so
    name: 'lint shows it where the code writes it',
    args: ['lint', 'a.py'],
    files: { 'a.py': vacuum },
    stdout: found,
    status: 1,
  },
  {
    name: 'a folder gives code where the configuration says so',
    args: ['lint', '.'],
    files: { 'a.py': vacuum, 'dsql.config.json': '{ "embedded": ["python"] }' },
    stdout: found,
    status: 1,
  },
  {
    name: 'a folder gives the schema of Prisma where the configuration wants all code',
    args: ['lint', '.'],
    files: {
      'a.prisma': 'model A {\n  id Int @id @default(autoincrement())\n}\n',
      'dsql.config.json': '{ "embedded": true }',
    },
    stdout: `a.prisma:2:23: warning: autoincrement() of Prisma sends what Aurora DSQL refuses: Type "SERIAL" of column "id" does not exist in Aurora DSQL. Write @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid on a String. [serial-type]
  |
2 |   id Int @id @default(autoincrement())
  |                       ^^^^^^^^^^^^^^^
  = see: ${manual}/working-with-primary-keys.html

1 warning in 1 of 1 file, as of 2026-11-28.
`,
  },
  {
    name: 'a folder gives no code by itself',
    args: ['lint', '.'],
    files: { 'a.py': vacuum, 'b.sql': 'SELECT 1;\n' },
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
  },
  {
    name: 'format leaves code alone',
    args: ['format', '--write', 'a.py'],
    files: { 'a.py': vacuum },
    stderr: `${refusal}0 files changed, 0 formatted already.\n`,
    status: 2,
  },
  {
    name: 'a name of a function that is none is told, and the others hold',
    args: ['lint', 'a.ts'],
    files: {
      'a.ts': "runSql('VACUUM books; SELECT 1');\n",
      'dsql.config.json': '{ "embedded": true, "embeddedNames": ["my-sql", "runSql"] }',
    },
    stderr:
      'dsql: dsql.config.json: "my-sql" in "embeddedNames" is not the name of a function or tag, such as "runSql".\n',
    stdout: found
      .replace('a.py:4:18', 'a.ts:1:9')
      .replace('4 |     cur.execute("VACUUM books; SELECT 1")', "1 | runSql('VACUUM books; SELECT 1');")
      .replace('  |                  ^^^^^^', '  |         ^^^^^^'),
    status: 2,
  },
]);

async function lintIn(t: TestContext, args: readonly string[], files: Readonly<Record<string, string>>) {
  const folder = folderOf(files);
  t.after(() => rmSync(folder, { recursive: true }));
  return run(['lint', ...args], { folder });
}

test('a SARIF report points into the file of code', async (t) => {
  const { stdout, status } = await lintIn(t, ['--format', 'sarif', 'a.py'], { 'a.py': vacuum });
  const [{ ruleId, locations }, ...others] = JSON.parse(stdout).runs[0].results;
  const { artifactLocation, region } = locations[0].physicalLocation;
  assert.deepEqual([ruleId, artifactLocation.uri, others, status], ['vacuum', 'a.py', [], 1]);
  const line = vacuum.split('\n')[region.startLine - 1];
  assert.equal(region.endLine, region.startLine);
  assert.equal(line?.slice(region.startColumn - 1, region.endColumn - 1), 'VACUUM');
});

test('a string that no known call takes is read only where the configuration says so', async (t) => {
  const code = { 'a.ts': "export const tidy = 'TRUNCATE TABLE books';\n" };
  const lint = async (config: string) => {
    const files = { ...code, 'dsql.config.json': config };
    const { stdout, stderr } = await lintIn(t, ['--format', 'github', 'a.ts'], files);
    return [/title=([\w-]+)/.exec(stdout)?.[1], stderr.split('\n')[0]];
  };
  assert.deepEqual(await lint('{}'), [undefined, '']);
  assert.deepEqual(await lint('{ "embeddedGuess": true }'), ['truncate', '']);
  assert.deepEqual(await lint('{ "embeddedGuess": true, "embedded": false }'), [undefined, '']);
  assert.deepEqual(await lint('{ "embeddedGuess": "yes" }'), [
    undefined,
    'dsql: dsql.config.json: "embeddedGuess" must be true or false, not "yes".',
  ]);
});
