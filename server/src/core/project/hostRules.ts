import { documentation } from '../dialect/documentation.js';
import type { Severity } from '../lint/problem.js';

/** A rule about the code around SQL, which a linter of SQL alone cannot see. */
export interface HostRule<Id extends string = string> {
  readonly id: Id;
  readonly severity: Severity;
  /** What is wrong: one sentence, the same for all languages. */
  readonly message: string;
  readonly why: string;
  readonly instead: string;
  readonly documentation: string;
  /** The right way, by language; the first one stands for all others. */
  readonly ways: readonly [Way, ...Way[]];
}

export interface Way {
  /** As an editor's Markdown and `dsql.config.json` call it. JavaScript is TypeScript here. */
  readonly language: 'typescript' | 'python' | 'go' | 'java';
  readonly bad: string;
  readonly good: string;
}

const define = <const Id extends string>(rule: HostRule<Id>): HostRule<Id> => rule;

const all = [
  define({
    id: 'rows-in-loop',
    severity: 'warning',
    message: 'This loop writes more rows in one transaction than Aurora DSQL takes.',
    why: 'A transaction of DSQL changes at most 3,000 rows. The loop has more rounds than that, and no COMMIT in it.',
    instead: 'Commit after each batch, and leave room below the limit.',
    documentation: documentation.quotas,
    ways: [
      {
        language: 'typescript',
        bad: "await client.query('BEGIN');\nfor (let i = 0; i < 10000; i++) await client.query(insert, [i]);\nawait client.query('COMMIT');",
        good: "for (let from = 0; from < rows.length; from += 1000) {\n  await client.query('BEGIN');\n  for (const row of rows.slice(from, from + 1000)) await client.query(insert, row);\n  await client.query('COMMIT');\n}",
      },
      {
        language: 'python',
        bad: 'for i in range(10000):\n    cur.execute(insert, (i,))\nconn.commit()',
        good: 'for start in range(0, len(rows), 1000):\n    with conn.transaction():\n        cur.executemany(insert, rows[start:start + 1000])',
      },
    ],
  }),
  define({
    id: 'value-in-query',
    severity: 'warning',
    message: 'A value is put into the text of this query.',
    why: 'A quote in the value ends the literal: whoever chooses the value can write SQL. The server also plans each text anew.',
    instead: 'Hand the value over as a parameter.',
    documentation: documentation.compatibility,
    ways: [
      {
        language: 'typescript',
        bad: `await client.query(\`SELECT * FROM users WHERE name = '\${name}'\`);`,
        good: "await client.query('SELECT * FROM users WHERE name = $1', [name]);",
      },
      {
        language: 'python',
        bad: 'cur.execute(f"SELECT * FROM users WHERE name = \'{name}\'")',
        good: 'cur.execute("SELECT * FROM users WHERE name = %s", (name,))',
      },
      {
        language: 'go',
        bad: 'conn.Query(ctx, "SELECT * FROM users WHERE name = \'"+name+"\'")',
        good: 'conn.Query(ctx, "SELECT * FROM users WHERE name = $1", name)',
      },
      {
        language: 'java',
        bad: 'statement.executeQuery("SELECT * FROM users WHERE name = \'" + name + "\'");',
        good: 'var statement = connection.prepareStatement("SELECT * FROM users WHERE name = ?");\nstatement.setString(1, name);',
      },
    ],
  }),
  define({
    id: 'password-for-token',
    severity: 'warning',
    message: 'A password is written here, where Aurora DSQL takes a token.',
    why: 'DSQL has no passwords. It authenticates by an IAM token, which ends after minutes, so no literal stays right.',
    instead: 'Make a token for each connection.',
    documentation: documentation.authentication,
    ways: [
      {
        language: 'typescript',
        bad: "new Pool({ host: 'abc.dsql.us-east-1.on.aws', password: 'secret' })",
        good: "new Pool({ host, user: 'admin', database: 'postgres', ssl: true, password: () => signer.getDbConnectAdminAuthToken() })",
      },
      {
        language: 'python',
        bad: 'psycopg.connect(host="abc.dsql.us-east-1.on.aws", password="secret")',
        good: 'token = boto3.client("dsql", region_name=region).generate_db_connect_admin_auth_token(host, region)\npsycopg.connect(host=host, user="admin", dbname="postgres", password=token, sslmode="verify-full", sslrootcert="system")',
      },
      {
        language: 'go',
        bad: 'config.Password = "secret"',
        good: 'config.BeforeConnect = func(ctx context.Context, c *pgx.ConnConfig) error {\n\ttoken, err := auth.GenerateDBConnectAdminAuthToken(ctx, host, region, credentials)\n\tc.Password = token\n\treturn err\n}',
      },
    ],
  }),
  define({
    id: 'token-kept',
    severity: 'warning',
    message: 'This pool keeps one token, which ends before the pool does.',
    why: 'A token is checked when a connection opens. A pool opens connections as long as it lives, the later ones with a token that has ended.',
    instead: 'Let the pool make a token for each connection.',
    documentation: documentation.authentication,
    ways: [
      {
        language: 'typescript',
        bad: 'const token = await signer.getDbConnectAuthToken();\nconst pool = new Pool({ host, user, password: token });',
        good: 'const pool = new Pool({ host, user, password: () => signer.getDbConnectAuthToken(), maxLifetimeSeconds: 3300 });',
      },
      {
        language: 'python',
        bad: 'token = client.generate_db_connect_auth_token(host, region)\nengine = create_engine(URL.create("postgresql+psycopg", username="app", password=token, host=host))',
        good: '@event.listens_for(engine, "do_connect")\ndef add_token(dialect, record, args, params):\n    params["password"] = client.generate_db_connect_auth_token(host, region)',
      },
      {
        language: 'go',
        bad: 'config.ConnConfig.Password = token\npool, err := pgxpool.NewWithConfig(ctx, config)',
        good: 'config.BeforeConnect = func(ctx context.Context, c *pgx.ConnConfig) error {\n\ttoken, err := auth.GenerateDbConnectAuthToken(ctx, host, region, credentials)\n\tc.Password = token\n\treturn err\n}\npool, err := pgxpool.NewWithConfig(ctx, config)',
      },
    ],
  }),
  define({
    id: 'unverified-tls',
    severity: 'warning',
    message: 'The connection to Aurora DSQL does not verify who answers.',
    why: 'Without a check of the certificate and the name, the token goes to whoever answers at the address.',
    instead: 'Verify in full. The certificates of DSQL are signed by Amazon, whose roots your system has.',
    documentation: documentation.authentication,
    ways: [
      { language: 'typescript', bad: 'ssl: { rejectUnauthorized: false }', good: 'ssl: true' },
      {
        language: 'python',
        bad: 'psycopg.connect(host=host, sslmode="require")',
        good: 'psycopg.connect(host=host, sslmode="verify-full", sslrootcert="system")',
      },
      { language: 'go', bad: 'sslmode=require', good: 'sslmode=verify-full' },
      {
        language: 'java',
        bad: '?sslmode=require',
        good: '?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory',
      },
    ],
  }),
  define({
    id: 'write-without-retry',
    severity: 'info',
    message: 'Nothing here tries a transaction again that meets a conflict.',
    why: 'DSQL takes no locks: a transaction that another one was faster than fails at COMMIT with 40001 (OC000, OC001), and is meant to run again.',
    instead:
      'Run the whole transaction again, some times and with a pause that grows; it must then do nothing twice.',
    documentation: documentation.concurrency,
    ways: [
      {
        language: 'typescript',
        bad: "await client.query('BEGIN');\nawait client.query('UPDATE accounts SET balance = balance - 1 WHERE id = $1', [id]);\nawait client.query('COMMIT');",
        good: "for (let attempt = 1; ; attempt++) {\n  try {\n    return await transaction(client);\n  } catch (error) {\n    await client.query('ROLLBACK');\n    if (error.code !== '40001' || attempt === 5) throw error;\n    await setTimeout(Math.random() * 2 ** attempt * 50);\n  }\n}",
      },
      {
        language: 'python',
        bad: 'with conn.transaction():\n    conn.execute("UPDATE accounts SET balance = balance - 1 WHERE id = %s", (id,))',
        good: 'for attempt in range(5):\n    try:\n        with conn.transaction():\n            return work(conn)\n    except psycopg.errors.SerializationFailure:\n        if attempt == 4:\n            raise\n        time.sleep(random.random() * 2**attempt * 0.05)',
      },
      {
        language: 'go',
        bad: '_, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance - 1 WHERE id = $1", id)',
        good: 'for attempt := 0; attempt < 5; attempt++ {\n\terr = pgx.BeginFunc(ctx, pool, work)\n\tvar failure *pgconn.PgError\n\tif !errors.As(err, &failure) || failure.Code != "40001" {\n\t\treturn err\n\t}\n\ttime.Sleep(time.Duration(rand.Intn(50<<attempt)) * time.Millisecond)\n}',
      },
    ],
  }),
] as const;

export type HostRuleId = (typeof all)[number]['id'];

/** The rules about code, by id. */
export const hostRules: readonly HostRule<HostRuleId>[] = all;

/** The right way of a rule in a language, or in the one that is nearest. */
export const wayIn = ({ ways }: HostRule, language: string): Way =>
  ways.find((way) => way.language === (language === 'javascript' ? 'typescript' : language)) ?? ways[0];

/** What a rule says of code, why, and the right way in its language: Markdown. */
export function explainHostRule(rule: HostRule, language: string): string {
  const way = wayIn(rule, language);
  return [
    `**${rule.id}**`,
    `${rule.why} ${rule.instead}`,
    `\`\`\`${way.language}\n${way.good}\n\`\`\``,
    `[Documentation](${rule.documentation})`,
  ].join('\n\n');
}

/** The Markdown page of a rule. */
export const hostRulePage = (rule: HostRule): string =>
  [
    `# ${rule.id}`,
    rule.message,
    `Severity: **${rule.severity}**. It is found in code, and only where the code or its project names Aurora DSQL${rule.id === 'value-in-query' ? ' or a client of PostgreSQL' : ''}.`,
    '## Why',
    rule.why,
    '## What to do instead',
    rule.instead,
    ...rule.ways.flatMap(({ language, bad, good }) => [
      `## In ${names[language]}`,
      `\`\`\`${language}\n${bad}\n\`\`\``,
      'becomes',
      `\`\`\`${language}\n${good}\n\`\`\``,
    ]),
    '## Silence it',
    `\`\`\`typescript\n// dsql-ignore ${rule.id}: why it is right here\n\`\`\``,
    'The comment stands in the line or in the one above it.',
    `See also the [documentation](${rule.documentation}).`,
    '',
  ].join('\n\n');

const names: Readonly<Record<Way['language'], string>> = {
  typescript: 'TypeScript and JavaScript',
  python: 'Python',
  go: 'Go',
  java: 'Java and Kotlin',
};
