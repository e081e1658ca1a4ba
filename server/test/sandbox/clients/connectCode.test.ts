import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Language, Parser } from 'web-tree-sitter';
import { languages } from '../../../src/connectCode/languages.js';
import { readTarget, type Wishes } from '../../../src/connectCode/target.js';
import { type Local, startLocal } from '../local.js';

const root = resolve(__dirname, '../../../..');
const run = promisify(execFile);

/** `DSQL_PYTHON` and `DSQL_CLIENTS` (a folder with node_modules) say where the packages are, if not where they usually are. */
const python = process.env.DSQL_PYTHON ?? 'python3';
const modules = join(process.env.DSQL_CLIENTS ?? root, 'node_modules');

const works = (program: string, ...args: string[]) =>
  run(program, args).then(
    () => true,
    () => false,
  );

interface Runtime {
  readonly command: readonly [string, ...string[]];
  /** What stands between a language and a program of each driver. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly has: (name: string) => boolean | Promise<boolean>;
}

const runtimes: Readonly<Record<string, Runtime>> = {
  javascript: {
    command: [process.execPath],
    needs: {
      pg: ['pg'],
      'postgres.js': ['postgres'],
      drizzle: ['drizzle-orm', 'pg'],
      // The client that was generated
      prisma: ['@prisma/adapter-pg', '.prisma/client/schema.prisma'],
      typeorm: ['typeorm', 'pg'],
    },
    has: (name) => existsSync(join(modules, name)) && existsSync(join(modules, '@aws-sdk/dsql-signer')),
  },
  python: {
    command: [python],
    needs: {
      psycopg: ['psycopg_pool', 'psycopg', 'psycopg and psycopg.pq.version() >= 170000'],
      psycopg2: ['psycopg2'],
      asyncpg: ['asyncpg'],
      sqlalchemy: ['sqlalchemy and sqlalchemy.URL', 'psycopg and psycopg.pq.version() >= 170000'],
      django: ['django and django.VERSION >= (4, 2)', 'psycopg'],
    },
    has: (name) => works(python, '-c', `import ${name.replace(/ .*/, '')}; assert ${name}`),
  },
  php: {
    command: ['php'],
    needs: { pdo: ['pdo_pgsql'] },
    has: (name) => works('php', '-r', `exit(extension_loaded('${name}') ? 0 : 1);`),
  },
  ruby: {
    command: ['ruby', '-I.'],
    needs: { pg: ['pg'] },
    has: (name) => works('ruby', '-e', `require '${name}'`),
  },
  perl: {
    command: ['perl'],
    needs: { 'dbd-pg': ['DBD::Pg'] },
    has: (name) => works('perl', `-M${name}`, '-e', '1'),
  },
};

const all = languages.flatMap((language) => language.programs.map((program) => ({ language, program })));
const targetOf = (wishes: Wishes) => {
  const target = readTarget(wishes);
  assert.ok(typeof target !== 'string', String(target));
  return target;
};

/** In place of the SDKs of AWS, of which only that for JavaScript is a part of the project. They ask the same AWS CLI. */
const signers: Readonly<Record<string, string>> = {
  'boto3.py': `import subprocess
class Client:
    def __getattr__(self, name):
        return lambda host, region: subprocess.check_output(
            ["aws", "dsql", name.replace("_", "-"), "--hostname", host, "--region", region], text=True).strip()
def client(service, region_name):
    return Client()
`,
  'certifi.py': '',
  'aws-sdk-dsql.rb': `module Aws
  class CredentialProviderChain
    def resolve = nil
  end
  module DSQL
    class AuthTokenGenerator
      def initialize(credentials:) = nil
      def generate_db_connect_admin_auth_token(endpoint:, region:) =
        \`aws dsql generate-db-connect-admin-auth-token --hostname #{endpoint} --region #{region}\`.chomp
    end
  end
end
`,
  'vendor/autoload.php': `<?php
namespace Aws\\Credentials {
    class CredentialProvider { static function defaultProvider() { return fn () => null; } }
}
namespace Aws\\DSQL {
    class AuthTokenGenerator {
        function __construct($credentials) {}
        function generateDbConnectAdminAuthToken($host, $region) {
            return trim(shell_exec("aws dsql generate-db-connect-admin-auth-token --hostname $host --region $region"));
        }
    }
}
`,
};

let local: Local;
let folder: string;
before(async () => {
  local = await startLocal({ conflicts: { share: 0.3, seed: 23 } });
  folder = await mkdtemp(join(tmpdir(), 'connect-code-'));
  await writeFile(join(folder, 'ca.pem'), local.ca);
  // The AWS CLI, for the languages that AWS has no SDK for
  await writeFile(
    join(folder, 'aws'),
    `#!${process.execPath}
const { DsqlSigner } = require('${root}/node_modules/@aws-sdk/dsql-signer');
const [, service, action, ...options] = process.argv.slice(1);
const of = (name) => options[options.indexOf(name) + 1];
const signer = new DsqlSigner({ hostname: of('--hostname'), region: of('--region') });
const made = { 'generate-db-connect-admin-auth-token': 'getDbConnectAdminAuthToken', 'generate-db-connect-auth-token': 'getDbConnectAuthToken' };
if (service !== 'dsql') throw new Error(service);
signer[made[action]]().then((token) => console.log(token));
`,
  );
  await chmod(join(folder, 'aws'), 0o755);
  await mkdir(join(folder, 'vendor'));
  for (const [name, text] of Object.entries(signers)) await writeFile(join(folder, name), text);
  await symlink(modules, join(folder, 'node_modules'), 'junction');
});
after(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

for (const { language, program } of all.filter(({ program }) => program.tested === 'run'))
  test(`the program for ${program.title} connects, loads 7,000 rows and counts them`, async (context) => {
    const runtime = runtimes[language.id];
    const needs = runtime?.needs[program.driver];
    assert.ok(runtime && needs, 'a program that is said to be run has its packages in the table');
    if (process.platform === 'win32' && language.id !== 'javascript')
      return context.skip('the AWS CLI of the test is a script that Windows does not start');
    for (const name of needs) if (!(await runtime.has(name))) return context.skip(`no ${name}`);
    const code = program.code(
      targetOf({
        endpoint: `localhost:${local.port}`,
        region: local.identity.region,
        schema: 'public',
        ca: join(folder, 'ca.pem'),
      }),
    );
    const file = join(folder, `program_${program.driver.replace(/\W/g, '_')}.${language.ending}`);
    await writeFile(file, code);
    const { accessKeyId, secretAccessKey } = local.identity.credentials;
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: '',
      PATH: `${folder}:${process.env.PATH}`,
    };
    const [command, ...args] = runtime.command;
    try {
      assert.equal((await run(command, [...args, file], { env, cwd: folder })).stdout, '7000\n');
    } finally {
      const session = await local.connect();
      await session.query('DROP TABLE IF EXISTS readings');
      await session.end();
    }
  });

/** The grammars by the languages that the editor's part reads, too. */
const grammars: Readonly<Record<string, string>> = {
  javascript: 'tsx',
  python: 'python',
  go: 'go',
  java: 'java',
  rust: 'rust',
  csharp: 'c-sharp',
  elixir: 'elixir',
};

for (const [id, grammar] of Object.entries(grammars))
  test(`the programs of ${id} parse, with and without schema and certificate`, async () => {
    await Parser.init();
    const parser = new Parser();
    const own = join(root, 'node_modules/@vscode/tree-sitter-wasm/wasm', `tree-sitter-${grammar}.wasm`);
    const other = join(root, 'node_modules/tree-sitter-wasms/out', `tree-sitter-${grammar}.wasm`);
    parser.setLanguage(await Language.load(existsSync(own) ? own : other));
    const wanted = all.filter(({ language }) => language.id === id);
    assert.ok(wanted.length > 0);
    for (const { program } of wanted)
      for (const wishes of [{}, { user: 'app', schema: 'shop', ca: 'C:\\keys\\root.pem' }]) {
        const code = program.code(targetOf(wishes));
        const tree = parser.parse(code);
        assert.equal(tree?.rootNode.hasError, false, `${program.title}\n${code}`);
      }
  });

test('a program that is not parsed is run', () => {
  const untested = all.filter(({ language, program }) => program.tested !== 'run' && !grammars[language.id]);
  assert.deepEqual(untested, []);
});

test('every program makes a token of the right kind, verifies, retries, batches and names what it was told', () => {
  for (const { language, program } of all) {
    const [admin, app] = [{}, { user: 'app', schema: 'shop', ca: 'root.pem' }].map((wishes) =>
      program.code(targetOf({ endpoint: 'x.example.com:6543', region: 'eu-west-1', ...wishes })),
    );
    const name = `${language.id} ${program.driver}`;
    for (const part of ['x.example.com', '6543', 'eu-west-1', '40001', '3000', 'readings'])
      if (part !== '40001' || !/Serialization/.test(admin ?? ''))
        assert.ok(admin?.includes(part), `${name}: ${part}`);
    assert.match(admin ?? '', /admin.{0,8}auth.{0,1}token/i, name);
    assert.doesNotMatch(app ?? '', /admin/i, name);
    for (const part of ['app', 'shop', 'root.pem']) assert.ok(app?.includes(part), `${name}: ${part}`);
    assert.doesNotMatch(
      `${admin}${app}`,
      /rejectUnauthorized|sslmode.{1,4}(?:require|disable|prefer)|undefined/,
      name,
    );
  }
});
