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
  /** The right way in each language. */
  readonly ways: Readonly<Record<WayLanguage, Way>>;
}

/** As an editor's Markdown and `dsql.config.json` call it. JavaScript is TypeScript here. */
export type WayLanguage = keyof typeof names;

export interface Way {
  readonly bad: string;
  readonly good: string;
  /** The same with AWS's own connector, where that does it. https://github.com/awslabs/aurora-dsql-connectors */
  readonly connector?: string;
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
    ways: {
      typescript: {
        bad: "await client.query('BEGIN');\nfor (let i = 0; i < 10000; i++) await client.query(insert, [i]);\nawait client.query('COMMIT');",
        good: "for (let from = 0; from < rows.length; from += 1000) {\n  await client.query('BEGIN');\n  for (const row of rows.slice(from, from + 1000)) await client.query(insert, row);\n  await client.query('COMMIT');\n}",
      },
      python: {
        bad: 'for i in range(10000):\n    cur.execute(insert, (i,))\nconn.commit()',
        good: 'for start in range(0, len(rows), 1000):\n    with conn.transaction():\n        cur.executemany(insert, rows[start:start + 1000])',
      },
      go: {
        bad: 'tx, err := pool.Begin(ctx)\nfor i := 0; i < 10000; i++ {\n\t_, err = tx.Exec(ctx, insert, i)\n}\nerr = tx.Commit(ctx)',
        good: 'for batch := range slices.Chunk(rows, 1000) {\n\terr := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return write(ctx, tx, batch) })\n}',
      },
      java: {
        bad: 'connection.setAutoCommit(false);\nfor (int i = 0; i < 10000; i++) insert(connection, i);\nconnection.commit();',
        good: 'connection.setAutoCommit(false);\nfor (int from = 0; from < rows.size(); from += 1000) {\n  insert(connection, rows.subList(from, Math.min(from + 1000, rows.size())));\n  connection.commit();\n}',
      },
      kotlin: {
        bad: 'connection.autoCommit = false\nfor (i in 0 until 10000) insert(connection, i)\nconnection.commit()',
        good: 'connection.autoCommit = false\nfor (batch in rows.chunked(1000)) {\n    insert(connection, batch)\n    connection.commit()\n}',
      },
      rust: {
        bad: 'let mut tx = pool.begin().await?;\nfor i in 0..10_000 {\n    insert(&mut tx, i).await?;\n}\ntx.commit().await?;',
        good: 'for batch in rows.chunks(1_000) {\n    let mut tx = pool.begin().await?;\n    insert(&mut tx, batch).await?;\n    tx.commit().await?;\n}',
      },
      csharp: {
        bad: 'await using var transaction = await connection.BeginTransactionAsync();\nfor (var i = 0; i < 10_000; i++) await Insert(connection, i);\nawait transaction.CommitAsync();',
        good: 'foreach (var batch in rows.Chunk(1_000))\n{\n    await using var transaction = await connection.BeginTransactionAsync();\n    await Insert(connection, batch);\n    await transaction.CommitAsync();\n}',
      },
      elixir: {
        bad: 'Repo.transaction(fn ->\n  for i <- 1..10_000, do: Repo.query!(insert, [i])\nend)',
        good: 'for batch <- Enum.chunk_every(rows, 1_000) do\n  Repo.transaction(fn -> Repo.insert_all("readings", batch) end)\nend',
      },
    },
  }),
  define({
    id: 'value-in-query',
    severity: 'warning',
    message: 'A value is put into the text of this query.',
    why: 'A quote in the value ends the literal: whoever chooses the value can write SQL. The server also plans each text anew.',
    instead: 'Hand the value over as a parameter.',
    documentation: documentation.compatibility,
    ways: {
      typescript: {
        bad: `await client.query(\`SELECT * FROM users WHERE name = '\${name}'\`);`,
        good: "await client.query('SELECT * FROM users WHERE name = $1', [name]);",
      },
      python: {
        bad: 'cur.execute(f"SELECT * FROM users WHERE name = \'{name}\'")',
        good: 'cur.execute("SELECT * FROM users WHERE name = %s", (name,))',
      },
      go: {
        bad: 'conn.Query(ctx, "SELECT * FROM users WHERE name = \'"+name+"\'")',
        good: 'conn.Query(ctx, "SELECT * FROM users WHERE name = $1", name)',
      },
      java: {
        bad: 'statement.executeQuery("SELECT * FROM users WHERE name = \'" + name + "\'");',
        good: 'var statement = connection.prepareStatement("SELECT * FROM users WHERE name = ?");\nstatement.setString(1, name);',
      },
      kotlin: {
        bad: 'statement.executeQuery("SELECT * FROM users WHERE name = \'$name\'")',
        good: 'connection.prepareStatement("SELECT * FROM users WHERE name = ?").use { it.setString(1, name) }',
      },
      rust: {
        bad: 'sqlx::query(&format!("SELECT * FROM users WHERE name = \'{name}\'"))',
        good: 'sqlx::query("SELECT * FROM users WHERE name = $1").bind(name)',
      },
      csharp: {
        bad: 'new NpgsqlCommand($"SELECT * FROM users WHERE name = \'{name}\'", connection)',
        good: 'new NpgsqlCommand("SELECT * FROM users WHERE name = $1", connection) { Parameters = { new() { Value = name } } }',
      },
      elixir: {
        bad: 'Repo.query!("SELECT * FROM users WHERE name = \'#{name}\'")',
        good: 'Repo.query!("SELECT * FROM users WHERE name = $1", [name])',
      },
    },
  }),
  define({
    id: 'password-for-token',
    severity: 'warning',
    message: 'A password is written here, where Aurora DSQL takes a token.',
    why: 'DSQL has no passwords. It authenticates by an IAM token, which ends after minutes, so no literal stays right.',
    instead: 'Make a token for each connection.',
    documentation: documentation.authentication,
    ways: {
      typescript: {
        bad: "new Pool({ host: 'abc.dsql.us-east-1.on.aws', password: 'secret' })",
        good: "new Pool({ host, user: 'admin', database: 'postgres', ssl: true, password: () => signer.getDbConnectAdminAuthToken() })",
      },
      python: {
        bad: 'psycopg.connect(host="abc.dsql.us-east-1.on.aws", password="secret")',
        good: 'token = boto3.client("dsql", region_name=region).generate_db_connect_admin_auth_token(host, region)\npsycopg.connect(host=host, user="admin", dbname="postgres", password=token, sslmode="verify-full", sslrootcert="system")',
      },
      go: {
        bad: 'config.Password = "secret"',
        good: 'config.BeforeConnect = func(ctx context.Context, c *pgx.ConnConfig) error {\n\ttoken, err := auth.GenerateDBConnectAdminAuthToken(ctx, host, region, credentials)\n\tc.Password = token\n\treturn err\n}',
      },
      java: {
        bad: 'DriverManager.getConnection("jdbc:postgresql://abc.dsql.us-east-1.on.aws/postgres", "admin", "secret")',
        good: 'String token = DsqlUtilities.builder().region(region).build().generateDbConnectAdminAuthToken(request -> request.hostname(host));\nDriverManager.getConnection("jdbc:postgresql://" + host + "/postgres?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory", "admin", token)',
        connector:
          'DriverManager.getConnection("jdbc:aws-dsql:postgresql://abc.dsql.us-east-1.on.aws/postgres?user=admin")',
      },
      kotlin: {
        bad: 'DriverManager.getConnection("jdbc:postgresql://abc.dsql.us-east-1.on.aws/postgres", "admin", "secret")',
        good: 'val token = DsqlUtilities.builder().region(region).build().generateDbConnectAdminAuthToken { it.hostname(host) }\nDriverManager.getConnection("jdbc:postgresql://$host/postgres?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory", "admin", token)',
        connector:
          'DriverManager.getConnection("jdbc:aws-dsql:postgresql://abc.dsql.us-east-1.on.aws/postgres?user=admin")',
      },
      rust: {
        bad: 'PgConnectOptions::new().host("abc.dsql.us-east-1.on.aws").password("secret")',
        good: 'let token = signer.db_connect_admin_auth_token(&aws).await?;\nPgConnectOptions::new().host(host).username("admin").database("postgres").password(token.as_str()).ssl_mode(PgSslMode::VerifyFull)',
        connector:
          'aurora_dsql_sqlx_connector::pool::connect("postgres://admin@abc.dsql.us-east-1.on.aws/postgres").await?',
      },
      csharp: {
        bad: 'new NpgsqlConnectionStringBuilder { Host = "abc.dsql.us-east-1.on.aws", Password = "secret" }',
        good: 'builder.UsePasswordProvider(_ => Token(), (_, _) => new(Token()));\nstring Token() => DSQLAuthTokenGenerator.GenerateDbConnectAdminAuthToken(credentials, region, host);',
        connector:
          'await AuroraDsql.CreateDataSourceAsync(new DsqlConfig { Host = "abc.dsql.us-east-1.on.aws" })',
      },
      elixir: {
        bad: 'Postgrex.start_link(hostname: "abc.dsql.us-east-1.on.aws", password: "secret")',
        good: 'Postgrex.start_link(hostname: host, username: "admin", database: "postgres", configure: fn options -> Keyword.put(options, :password, token()) end)',
      },
    },
  }),
  define({
    id: 'token-kept',
    severity: 'warning',
    message: 'This pool keeps one token, which ends before the pool does.',
    why: 'A token is checked when a connection opens. A pool opens connections as long as it lives, the later ones with a token that has ended.',
    instead: 'Let the pool make a token for each connection.',
    documentation: documentation.authentication,
    ways: {
      typescript: {
        bad: 'const token = await signer.getDbConnectAuthToken();\nconst pool = new Pool({ host, user, password: token });',
        good: 'const pool = new Pool({ host, user, password: () => signer.getDbConnectAuthToken(), maxLifetimeSeconds: 3300 });',
      },
      python: {
        bad: 'token = client.generate_db_connect_auth_token(host, region)\nengine = create_engine(URL.create("postgresql+psycopg", username="app", password=token, host=host))',
        good: '@event.listens_for(engine, "do_connect")\ndef add_token(dialect, record, args, params):\n    params["password"] = client.generate_db_connect_auth_token(host, region)',
      },
      go: {
        bad: 'config.ConnConfig.Password = token\npool, err := pgxpool.NewWithConfig(ctx, config)',
        good: 'config.BeforeConnect = func(ctx context.Context, c *pgx.ConnConfig) error {\n\ttoken, err := auth.GenerateDbConnectAuthToken(ctx, host, region, credentials)\n\tc.Password = token\n\treturn err\n}\npool, err := pgxpool.NewWithConfig(ctx, config)',
      },
      java: {
        bad: 'String token = utilities.generateDbConnectAuthToken(request -> request.hostname(host));\nconfig.setPassword(token);\nnew HikariDataSource(config);',
        good: 'config.setCredentialsProvider(() -> Credentials.of("app", utilities.generateDbConnectAuthToken(request -> request.hostname(host))));\nconfig.setMaxLifetime(55 * 60_000);\nnew HikariDataSource(config);',
        connector: 'config.setJdbcUrl("jdbc:aws-dsql:postgresql://" + host + "/postgres?user=app");',
      },
      kotlin: {
        bad: 'config.password = utilities.generateDbConnectAuthToken { it.hostname(host) }\nHikariDataSource(config)',
        good: 'config.credentialsProvider = HikariCredentialsProvider { Credentials.of("app", utilities.generateDbConnectAuthToken { it.hostname(host) }) }\nconfig.maxLifetime = 55 * 60_000\nHikariDataSource(config)',
        connector: 'config.jdbcUrl = "jdbc:aws-dsql:postgresql://$host/postgres?user=app"',
      },
      rust: {
        bad: 'let token = signer.db_connect_auth_token(&aws).await?;\nlet pool = PgPoolOptions::new().connect_with(options.password(token.as_str())).await?;',
        good: 'let pool = PgPoolOptions::new().max_lifetime(Duration::from_secs(55 * 60)).connect_with(options().await?).await?;\nlet renewed = pool.clone();\ntokio::spawn(async move {\n    loop {\n        tokio::time::sleep(Duration::from_secs(10 * 60)).await;\n        if let Ok(fresh) = options().await { renewed.set_connect_options(fresh); }\n    }\n});',
        connector: 'let pool = aurora_dsql_sqlx_connector::pool::connect(url).await?;',
      },
      csharp: {
        bad: 'var token = DSQLAuthTokenGenerator.GenerateDbConnectAuthToken(credentials, region, host);\nvar source = NpgsqlDataSource.Create($"Host={host};Username=app;Password={token}");',
        good: 'builder.UsePasswordProvider(_ => Token(), (_, _) => new(Token()));\nstring Token() => DSQLAuthTokenGenerator.GenerateDbConnectAuthToken(credentials, region, host);\nvar source = builder.Build();',
        connector:
          'await using var source = await AuroraDsql.CreateDataSourceAsync(new DsqlConfig { Host = host, User = "app" });',
      },
      elixir: {
        bad: 'token = generate_db_connect_auth_token(host)\nPostgrex.start_link(hostname: host, password: token, pool_size: 10)',
        good: 'Postgrex.start_link(hostname: host, pool_size: 10, configure: fn options -> Keyword.put(options, :password, token()) end)',
      },
    },
  }),
  define({
    id: 'unverified-tls',
    severity: 'warning',
    message: 'The connection to Aurora DSQL does not verify who answers.',
    why: 'Without a check of the certificate and the name, the token goes to whoever answers at the address.',
    instead: 'Verify in full. The certificates of DSQL are signed by Amazon, whose roots your system has.',
    documentation: documentation.authentication,
    ways: {
      typescript: { bad: 'ssl: { rejectUnauthorized: false }', good: 'ssl: true' },
      python: {
        bad: 'psycopg.connect(host=host, sslmode="require")',
        good: 'psycopg.connect(host=host, sslmode="verify-full", sslrootcert="system")',
      },
      go: { bad: 'sslmode=require', good: 'sslmode=verify-full' },
      java: {
        bad: '?sslmode=require',
        good: '?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory',
      },
      kotlin: {
        bad: '?sslmode=require',
        good: '?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory',
      },
      rust: { bad: 'options.ssl_mode(PgSslMode::Require)', good: 'options.ssl_mode(PgSslMode::VerifyFull)' },
      csharp: { bad: 'SslMode = SslMode.Require', good: 'SslMode = SslMode.VerifyFull' },
      elixir: {
        bad: 'ssl: [verify: :verify_none]',
        good: 'ssl: [verify: :verify_peer, cacerts: :public_key.cacerts_get(), server_name_indication: String.to_charlist(host)]',
      },
    },
  }),
  define({
    id: 'write-without-retry',
    severity: 'info',
    message: 'Nothing here tries a transaction again that meets a conflict.',
    why: 'DSQL takes no locks: a transaction that another one was faster than fails at COMMIT with 40001 (OC000, OC001), and is meant to run again.',
    instead:
      'Run the whole transaction again, some times and with a pause that grows; it must then do nothing twice.',
    documentation: documentation.concurrency,
    ways: {
      typescript: {
        bad: "await client.query('BEGIN');\nawait client.query('UPDATE accounts SET balance = balance - 1 WHERE id = $1', [id]);\nawait client.query('COMMIT');",
        good: "for (let attempt = 1; ; attempt++) {\n  try {\n    return await transaction(client);\n  } catch (error) {\n    await client.query('ROLLBACK');\n    if (error.code !== '40001' || attempt === 5) throw error;\n    await setTimeout(Math.random() * 2 ** attempt * 50);\n  }\n}",
        connector:
          "await pool.transaction(async (client) => {\n  await client.query('UPDATE accounts SET balance = balance - 1 WHERE id = $1', [id]);\n});",
      },
      python: {
        bad: 'with conn.transaction():\n    conn.execute("UPDATE accounts SET balance = balance - 1 WHERE id = %s", (id,))',
        good: 'for attempt in range(5):\n    try:\n        with conn.transaction():\n            return work(conn)\n    except psycopg.errors.SerializationFailure:\n        if attempt == 4:\n            raise\n        time.sleep(random.random() * 2**attempt * 0.05)',
      },
      go: {
        bad: '_, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance - 1 WHERE id = $1", id)',
        good: 'for attempt := 0; attempt < 5; attempt++ {\n\terr = pgx.BeginFunc(ctx, pool, work)\n\tvar failure *pgconn.PgError\n\tif !errors.As(err, &failure) || failure.Code != "40001" {\n\t\treturn err\n\t}\n\ttime.Sleep(time.Duration(rand.Intn(50<<attempt)) * time.Millisecond)\n}',
        connector:
          'err := occretry.WithRetry(ctx, pool, occretry.DefaultConfig(), func(tx pgx.Tx) error {\n\t_, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance - 1 WHERE id = $1", id)\n\treturn err\n})',
      },
      java: {
        bad: 'connection.setAutoCommit(false);\nmove(connection);\nconnection.commit();',
        good: 'for (int attempt = 1; ; attempt++) {\n  try {\n    move(connection);\n    connection.commit();\n    return;\n  } catch (SQLException error) {\n    connection.rollback();\n    if (!"40001".equals(error.getSQLState()) || attempt == 5) throw error;\n    Thread.sleep(ThreadLocalRandom.current().nextInt(50 << attempt));\n  }\n}',
      },
      kotlin: {
        bad: 'connection.autoCommit = false\nmove(connection)\nconnection.commit()',
        good: 'repeat(5) { attempt ->\n    try {\n        move(connection)\n        connection.commit()\n        return\n    } catch (error: SQLException) {\n        connection.rollback()\n        if (error.sqlState != "40001" || attempt == 4) throw error\n        Thread.sleep(Random.nextLong(50L shl attempt))\n    }\n}',
      },
      rust: {
        bad: 'let mut tx = pool.begin().await?;\nmove_money(&mut tx).await?;\ntx.commit().await?;',
        good: 'let mut attempt = 0;\nwhile let Err(error) = transaction(&pool).await {\n    let code = error.as_database_error().and_then(|refusal| refusal.code());\n    if code.as_deref() != Some("40001") || attempt == 4 { return Err(error); }\n    tokio::time::sleep(Duration::from_millis(rand::random::<u64>() % (50 << attempt))).await;\n    attempt += 1;\n}',
        connector:
          'pool.transaction_with_retry(None, |tx| Box::pin(async move { move_money(tx).await })).await?;',
      },
      csharp: {
        bad: 'await using var transaction = await connection.BeginTransactionAsync();\nawait Move(connection);\nawait transaction.CommitAsync();',
        good: 'for (var attempt = 1; ; attempt++)\n{\n    try\n    {\n        await Transaction(source);\n        return;\n    }\n    catch (PostgresException error) when (error.SqlState == "40001" && attempt < 5)\n    {\n        await Task.Delay(Random.Shared.Next(50 << attempt));\n    }\n}',
        connector: 'await OccRetry.WithTransactionRetryAsync(source, maxRetries: 3, Move);',
      },
      elixir: {
        bad: 'Repo.transaction(fn -> move() end)',
        good: 'def transact(work, attempt \\\\ 0) do\n  Repo.transaction(work)\nrescue\n  error in Postgrex.Error ->\n    if error.postgres[:pg_code] != "40001" or attempt == 4, do: reraise(error, __STACKTRACE__)\n    Process.sleep(:rand.uniform(Bitwise.bsl(50, attempt)))\n    transact(work, attempt + 1)\nend',
      },
    },
  }),
] as const;

export type HostRuleId = (typeof all)[number]['id'];

/** The rules about code, by id. */
export const hostRules: readonly HostRule<HostRuleId>[] = all;

/** The right way of a rule in a language, or in the one that is nearest. */
export function wayIn({ ways }: HostRule, language: string): { readonly language: WayLanguage } & Way {
  const own = language === 'javascript' || !isWayLanguage(language) ? 'typescript' : language;
  return { language: own, ...ways[own] };
}

const isWayLanguage = (language: string): language is WayLanguage => Object.hasOwn(names, language);

/** What a rule says of code, why, and the right way in its language: Markdown. */
export function explainHostRule(rule: HostRule, language: string): string {
  const way = wayIn(rule, language);
  return [
    `**${rule.id}**`,
    `${rule.why} ${rule.instead}`,
    fenced(way.language, way.good),
    ...offered(way.language, way),
    `[Documentation](${rule.documentation})`,
  ].join('\n\n');
}

const fenced = (language: WayLanguage, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

const offered = (language: WayLanguage, { connector }: Way): readonly string[] =>
  connector === undefined ? [] : ["With AWS's connector:", fenced(language, connector)];

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
    ...wayLanguages.flatMap((language) => {
      const way = rule.ways[language];
      return [
        `## In ${names[language]}`,
        fenced(language, way.bad),
        'becomes',
        fenced(language, way.good),
        ...offered(language, way),
      ];
    }),
    '## Silence it',
    `\`\`\`typescript\n// dsql-ignore ${rule.id}: why it is right here\n\`\`\``,
    'The comment stands in the line or in the one above it.',
    `See also the [documentation](${rule.documentation}).`,
    '',
  ].join('\n\n');

const names = {
  typescript: 'TypeScript and JavaScript',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  kotlin: 'Kotlin',
  rust: 'Rust',
  csharp: 'C#',
  elixir: 'Elixir',
} as const;

const wayLanguages = ['typescript', 'python', 'go', 'java', 'kotlin', 'rust', 'csharp', 'elixir'] as const;
