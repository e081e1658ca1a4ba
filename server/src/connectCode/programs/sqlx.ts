import { forRole, type Program } from '../program.js';

export const sqlx: Program = {
  driver: 'sqlx',
  title: 'sqlx',
  install:
    'cargo add tokio --features full && cargo add sqlx --features postgres,runtime-tokio,tls-rustls && cargo add aws-config aws-sdk-dsql rand',
  tested: 'parsed',
  note: 'A pool of sqlx takes a new token by `set_connect_options`, so a task renews the token before its 15 minutes are over.',
  code: (target) => `use std::time::Duration;

use aws_config::{BehaviorVersion, Region};
use aws_sdk_dsql::auth_token::{AuthTokenGenerator, Config};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgSslMode};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const HOST: &str = "${target.host}";
const REGION: &str = "${target.region}";

async fn options() -> Result<PgConnectOptions, Failure> {
    let aws = aws_config::defaults(BehaviorVersion::latest()).region(Region::new(REGION)).load().await;
    let signer = AuthTokenGenerator::new(Config::builder().hostname(HOST).region(Region::new(REGION)).build()?);
    let token = signer.${forRole(target, 'db_connect_admin_auth_token', 'db_connect_auth_token')}(&aws).await?;
    Ok(PgConnectOptions::new()
        .host(HOST)
        .port(${target.port})
        .database("postgres")
        .username("${target.user}")
        .password(token.as_str())
        .ssl_mode(PgSslMode::VerifyFull)${
          target.ca === undefined ? '' : `\n        .ssl_root_cert("${target.ca}")`
        }${target.schema === undefined ? '' : `\n        .options([("search_path", "${target.schema}")])`})
}

async fn open() -> Result<PgPool, Failure> {
    let pool = PgPoolOptions::new()
        .max_connections(10)
        .max_lifetime(Duration::from_secs(55 * 60)) // Aurora DSQL closes a connection after 60 minutes.
        .connect_with(options().await?)
        .await?;
    let renewed = pool.clone();
    tokio::spawn(async move {
        // A token opens connections for 15 minutes.
        while !renewed.is_closed() {
            tokio::time::sleep(Duration::from_secs(10 * 60)).await;
            match options().await {
                Ok(fresh) => renewed.set_connect_options(fresh),
                Err(error) => eprintln!("There is no new token: {error}"),
            }
        }
    });
    Ok(pool)
}

async fn insert(pool: &PgPool, ids: &[i32], ns: &[i32]) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    sqlx::query("INSERT INTO readings SELECT * FROM unnest($1::int[], $2::int[]) ON CONFLICT (id) DO NOTHING")
        .bind(ids)
        .bind(ns)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}

async fn load(pool: &PgPool, ids: &[i32], ns: &[i32]) -> Result<(), Failure> {
    // A transaction changes at most 3,000 rows.
    for (ids, ns) in ids.chunks(3000).zip(ns.chunks(3000)) {
        let mut attempt = 0;
        while let Err(error) = insert(pool, ids, ns).await {
            let code = error.as_database_error().and_then(|refusal| refusal.code());
            if code.as_deref() != Some("40001") || attempt == 19 {
                return Err(error.into());
            }
            let longest = (5u64 << attempt).min(500);
            tokio::time::sleep(Duration::from_millis(rand::random::<u64>() % longest)).await;
            attempt += 1;
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let pool = open().await?;
    sqlx::query("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)").execute(&pool).await?;
    let ids: Vec<i32> = (0..7000).collect();
    let ns: Vec<i32> = ids.iter().map(|id| 10 * id).collect();
    load(&pool, &ids, &ns).await?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM readings").fetch_one(&pool).await?;
    println!("{count}");
    Ok(())
}
`,
};
