import { forRole, type Program } from '../program.js';

export const postgrex: Program = {
  driver: 'postgrex',
  title: 'Postgrex',
  install: '{:postgrex, "~> 0.20"} in mix.exs, and the AWS CLI',
  tested: 'parsed',
  note: 'AWS has no SDK for Elixir, so the AWS CLI makes the tokens. DBConnection opens a new connection where the server has closed one after 60 minutes.',
  code: (target) => `defmodule Readings do
  @host "${target.host}"

  def start_link do
    Postgrex.start_link(
      name: __MODULE__,
      hostname: @host,
      port: ${target.port},
      database: "postgres",
      username: "${target.user}",
      # A token opens connections for 15 minutes, so each connection gets one of its own.
      configure: fn options -> Keyword.put(options, :password, token()) end,
      ssl: [
        verify: :verify_peer,
        ${target.ca === undefined ? 'cacerts: :public_key.cacerts_get()' : `cacertfile: "${target.ca}"`},
        server_name_indication: String.to_charlist(@host),
        customize_hostname_check: [match_fun: :public_key.pkix_verify_hostname_match_fun(:https)]
      ],${target.schema === undefined ? '' : `\n      parameters: [search_path: "${target.schema}"],`}
      pool_size: 10
    )
  end

  defp token do
    arguments = ["dsql", "${forRole(target, 'generate-db-connect-admin-auth-token', 'generate-db-connect-auth-token')}", "--hostname", @host, "--region", "${target.region}"]
    {token, 0} = System.cmd("aws", arguments)
    String.trim(token)
  end

  def transact(work, attempt \\\\ 0) do
    try do
      Postgrex.transaction(__MODULE__, work)
    rescue
      error in Postgrex.Error ->
        if error.postgres[:pg_code] != "40001" or attempt == 19, do: reraise(error, __STACKTRACE__)
        Process.sleep(:rand.uniform(min(Bitwise.bsl(5, attempt), 500)))
        transact(work, attempt + 1)
    end
  end

  def load(rows) do
    # A transaction changes at most 3,000 rows.
    for batch <- Enum.chunk_every(rows, 3000) do
      {ids, ns} = Enum.unzip(batch)
      sql = "INSERT INTO readings SELECT * FROM unnest($1::int[], $2::int[]) ON CONFLICT (id) DO NOTHING"
      {:ok, _} = transact(fn connection -> Postgrex.query!(connection, sql, [ids, ns]) end)
    end
  end
end

{:ok, _} = Readings.start_link()
sql = "CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"
{:ok, _} = Readings.transact(fn connection -> Postgrex.query!(connection, sql, []) end)
Readings.load(for id <- 0..6999, do: {id, 10 * id})
%{rows: [[count]]} = Postgrex.query!(Readings, "SELECT count(*) FROM readings", [])
IO.puts(count)
`,
};
