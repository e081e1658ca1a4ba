import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { languageOfPath } from '../../src/embedded/languages.js';
import { manifestOf } from '../../src/embedded/options.js';
import { isSureIn, reasonOf } from '../../src/embedded/reason.js';
import { disk } from '../../src/workspace/disk.js';

/** A manifest that names a client of PostgreSQL, another one that names that of another database, and a file of the project. */
const cases: readonly (readonly [manifest: string, postgres: string, other: string, file: string])[] = [
  [
    'package.json',
    '{ "dependencies": { "pg": "8.0.0" } }',
    '{ "dependencies": { "mysql2": "3.0.0" } }',
    'a.ts',
  ],
  [
    'pyproject.toml',
    '[project]\ndependencies = ["psycopg[binary]>=3.1"]\n',
    '[project]\ndependencies = ["pymysql>=1.1"]\n',
    'a.py',
  ],
  ['requirements.txt', 'asyncpg>=0.29\n', 'mysqlclient==2.2\n', 'a.py'],
  ['requirements-dev.txt', 'psycopg2-binary', 'pymysql', 'a.py'],
  [
    'setup.py',
    "setup(install_requires=['psycopg2>=2.9'])\n",
    "setup(install_requires=['pymysql'])\n",
    'a.py',
  ],
  [
    'setup.cfg',
    'install_requires =\n    asyncpg; python_version > "3.8"\n',
    'install_requires =\n    pymysql\n',
    'a.py',
  ],
  ['Pipfile', '[packages]\npsycopg = "*"\n', '[packages]\npymysql = "*"\n', 'a.py'],
  [
    'pom.xml',
    '<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>',
    '<dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId></dependency>',
    'A.java',
  ],
  [
    'build.gradle',
    "implementation 'org.postgresql:postgresql:42.7.3'",
    "implementation 'com.mysql:mysql-connector-j:9.0.0'",
    'A.java',
  ],
  [
    'build.gradle.kts',
    'implementation("software.amazon.dsql:aurora-dsql-jdbc-connector:1.0.0")',
    'implementation("org.xerial:sqlite-jdbc:3.46.0")',
    'A.kt',
  ],
  [
    'go.mod',
    'require github.com/jackc/pgx/v5 v5.7.0\n',
    'require github.com/mattn/go-sqlite3 v1.14.0\n',
    'a.go',
  ],
  ['Cargo.toml', '[dependencies]\ntokio-postgres = "0.7"\n', '[dependencies]\nrusqlite = "0.31"\n', 'a.rs'],
  [
    'Cargo.toml',
    '[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n',
    '[dependencies]\nsqlx = { version = "0.8", features = ["sqlite"] }\n',
    'a.rs',
  ],
  ['Cargo.toml', '[dependencies.tokio-postgres]\nversion = "0.7"\n', '[dependencies.rusqlite]\n', 'a.rs'],
  ['mix.exs', 'defp deps, do: [{:postgrex, ">= 0.0.0"}]', 'defp deps, do: [{:myxql, ">= 0.0.0"}]', 'a.ex'],
  [
    'Shop.csproj',
    '<PackageReference Include="Npgsql" Version="9.0.0" />',
    '<PackageReference Include="MySqlConnector" Version="2.4.0" />',
    'A.cs',
  ],
  [
    'Shop.Data.csproj',
    '<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" />',
    '<PackageReference Include="Microsoft.EntityFrameworkCore.SqlServer" />',
    'A.cs',
  ],
  [
    'Directory.Packages.props',
    '<PackageVersion Include="Npgsql" Version="9.0.0" />',
    '<PackageVersion Include="Microsoft.Data.SqlClient" Version="6.0.0" />',
    'A.cs',
  ],
  [
    'Directory.Build.props',
    '<PackageReference Include="Npgsql" />',
    '<PackageReference Include="MySql.Data" />',
    'A.cs',
  ],
  [
    'packages.config',
    '<package id="Npgsql" version="8.0.0" />',
    '<package id="System.Data.SQLite" />',
    'A.cs',
  ],
];

for (const [manifest, postgres, other, file] of cases)
  test(`${manifest} says whether its code speaks to PostgreSQL: ${postgres.trim()}`, async (t) => {
    const reasonUnder = async (text: string | undefined) => {
      const root = folderOf(t, {
        [`src/deep/${file}`]: '',
        ...(text === undefined ? {} : { [manifest]: text }),
      });
      return reasonOf(file, '', language(file), await manifestOf(join(root, 'src/deep', file), root, disk));
    };
    assert.equal(await reasonUnder(undefined), 'possible');
    assert.equal(await reasonUnder(postgres), 'named');
    assert.equal(await reasonUnder(other), 'other');
  });

test('a file of Dapper or Entity Framework is as sure in a project with Npgsql as with its import', async (t) => {
  const root = folderOf(t, {
    'Data/Data.csproj': '<PackageReference Include="Npgsql" />',
    'Data/Books.cs': '',
    'Legacy/Legacy.csproj': '<PackageReference Include="Dapper" />',
    'Legacy/Books.cs': '',
  });
  const surely = async (file: string, text: string) => {
    const manifest = await manifestOf(join(root, file), root, disk);
    return isSureIn(text, language(file), { use: 'auto', manifest });
  };
  for (const text of ['using Dapper;\n', 'using Microsoft.EntityFrameworkCore;\n']) {
    assert.equal(await surely('Data/Books.cs', text), true);
    assert.equal(await surely('Data/Books.cs', `using Npgsql;\n${text}`), true);
    assert.equal(await surely('Legacy/Books.cs', text), false);
  }
});

test('of each kind the nearest manifests count, all of a folder, and none outside of the workspace', async (t) => {
  const root = folderOf(t, {
    'A.csproj': 'outer',
    'work/Directory.Packages.props': 'versions',
    'work/A.csproj': 'above',
    'work/data/A.csproj': 'first',
    'work/data/B.csproj': 'second',
    'work/data/deep/A.cs': '',
  });
  const file = join(root, 'work/data/deep/A.cs');
  const texts = (await manifestOf(file, join(root, 'work'), disk))?.split('\n');
  assert.deepEqual(texts?.sort(), ['first', 'second', 'versions']);
  assert.equal(await manifestOf(file, join(root, 'work/data/deep'), disk), undefined);
});

function language(file: string) {
  const found = languageOfPath(file);
  assert(found);
  return found;
}

function folderOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'dsql-manifests-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
