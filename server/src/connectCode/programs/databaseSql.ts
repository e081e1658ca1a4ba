import type { Program } from '../program.js';
import { dsn, generate, imports, modules, pause } from './go.js';

export const databaseSql: Program = {
  driver: 'database-sql',
  title: 'database/sql',
  install: `go get ${modules}`,
  tested: 'parsed',
  code: (target) => `package main

${imports('\t"database/sql"\n')}
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

const host, region = "${target.host}", "${target.region}"

func open(ctx context.Context) (*sql.DB, error) {
	aws, err := config.LoadDefaultConfig(ctx, config.WithRegion(region))
	if err != nil {
		return nil, err
	}
	options, err := pgx.ParseConfig("${dsn(target)}")
	if err != nil {
		return nil, err
	}
	database := stdlib.OpenDB(*options, stdlib.OptionBeforeConnect(
		func(ctx context.Context, connection *pgx.ConnConfig) (err error) {
			// A token opens connections for 15 minutes, so each connection gets one of its own.
			connection.Password, err = ${generate(target)}(ctx, host, region, aws.Credentials)
			return err
		}))
	database.SetMaxOpenConns(10)
	database.SetConnMaxLifetime(55 * time.Minute) // Aurora DSQL closes a connection after 60 minutes.
	return database, nil
}

func transact(ctx context.Context, database *sql.DB, work func(*sql.Tx) error) error {
	for attempt := 0; attempt < 20; attempt++ {
		err := once(ctx, database, work)
		if err == nil {
			return nil
		}
${pause}
}

func once(ctx context.Context, database *sql.DB, work func(*sql.Tx) error) error {
	tx, err := database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func load(ctx context.Context, database *sql.DB, ids, ns []int32) error {
	// A transaction changes at most 3,000 rows.
	for start := 0; start < len(ids); start += 3000 {
		end := min(start+3000, len(ids))
		if err := transact(ctx, database, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx,
				"INSERT INTO readings SELECT * FROM unnest($1::int[], $2::int[]) ON CONFLICT (id) DO NOTHING",
				ids[start:end], ns[start:end])
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	ctx := context.Background()
	database, err := open(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer database.Close()
	if _, err := database.ExecContext(ctx,
		"CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"); err != nil {
		log.Fatal(err)
	}
	var ids, ns []int32
	for id := range int32(7000) {
		ids, ns = append(ids, id), append(ns, 10*id)
	}
	if err := load(ctx, database, ids, ns); err != nil {
		log.Fatal(err)
	}
	var count int
	if err := database.QueryRowContext(ctx, "SELECT count(*) FROM readings").Scan(&count); err != nil {
		log.Fatal(err)
	}
	fmt.Println(count)
}
`,
};
