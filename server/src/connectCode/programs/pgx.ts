import type { Program } from '../program.js';
import { dsn, generate, imports, modules, pause } from './go.js';

export const pgx: Program = {
  driver: 'pgx',
  title: 'pgx',
  install: `go get ${modules}`,
  tested: 'parsed',
  code: (target) => `package main

${imports('')}
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const host, region = "${target.host}", "${target.region}"

func open(ctx context.Context) (*pgxpool.Pool, error) {
	aws, err := config.LoadDefaultConfig(ctx, config.WithRegion(region))
	if err != nil {
		return nil, err
	}
	options, err := pgxpool.ParseConfig("${dsn(target)}")
	if err != nil {
		return nil, err
	}
	options.MaxConnLifetime = 55 * time.Minute // Aurora DSQL closes a connection after 60 minutes.
	options.BeforeConnect = func(ctx context.Context, connection *pgx.ConnConfig) (err error) {
		// A token opens connections for 15 minutes, so each connection gets one of its own.
		connection.Password, err = ${generate(target)}(ctx, host, region, aws.Credentials)
		return err
	}
	return pgxpool.NewWithConfig(ctx, options)
}

func transact(ctx context.Context, pool *pgxpool.Pool, work func(pgx.Tx) error) error {
	for attempt := 0; attempt < 20; attempt++ {
		err := pgx.BeginFunc(ctx, pool, work)
		if err == nil {
			return nil
		}
${pause}
}

func load(ctx context.Context, pool *pgxpool.Pool, rows [][]any) error {
	// A transaction changes at most 3,000 rows.
	for start := 0; start < len(rows); start += 3000 {
		batch := rows[start:min(start+3000, len(rows))]
		if err := transact(ctx, pool, func(tx pgx.Tx) error {
			_, err := tx.CopyFrom(ctx, pgx.Identifier{"readings"}, []string{"id", "n"}, pgx.CopyFromRows(batch))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	ctx := context.Background()
	pool, err := open(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(ctx, "CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"); err != nil {
		log.Fatal(err)
	}
	var rows [][]any
	for id := range 7000 {
		rows = append(rows, []any{id, 10 * id})
	}
	if err := load(ctx, pool, rows); err != nil {
		log.Fatal(err)
	}
	var count int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM readings").Scan(&count); err != nil {
		log.Fatal(err)
	}
	fmt.Println(count)
}
`,
};
