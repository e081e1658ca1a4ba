import { forRole, type Program } from '../program.js';

export const npgsql: Program = {
  driver: 'npgsql',
  title: 'Npgsql',
  install: 'dotnet add package Npgsql (9 or later, for direct TLS) && dotnet add package AWSSDK.DSQL',
  tested: 'parsed',
  code: (target) => `using Amazon;
using Amazon.DSQL.Util;
using Amazon.Runtime.Credentials;
using Npgsql;

const string host = "${target.host}";
var region = RegionEndpoint.GetBySystemName("${target.region}");
var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();

var options = new NpgsqlConnectionStringBuilder
{
    Host = host,
    Port = ${target.port},
    Database = "postgres",
    Username = "${target.user}",
    SslMode = SslMode.VerifyFull,
    SslNegotiation = SslNegotiation.Direct,${
      target.ca === undefined ? '' : `\n    RootCertificate = "${target.ca}",`
    }${target.schema === undefined ? '' : `\n    SearchPath = "${target.schema}",`}
    ConnectionLifetime = 55 * 60, // Aurora DSQL closes a connection after 60 minutes.
    NoResetOnClose = true, // Aurora DSQL refuses DISCARD.
};
var builder = new NpgsqlDataSourceBuilder(options.ConnectionString);
// A token opens connections for 15 minutes, so each connection gets one of its own.
string Token() => DSQLAuthTokenGenerator.${forRole(target, 'GenerateDbConnectAdminAuthToken', 'GenerateDbConnectAuthToken')}(credentials, region, host);
builder.UsePasswordProvider(_ => Token(), (_, _) => new ValueTask<string>(Token()));
await using var source = builder.Build();

async Task Transact(Func<NpgsqlConnection, Task> work)
{
    for (var attempt = 0; attempt < 20; attempt++)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await work(connection);
            await transaction.CommitAsync();
            return;
        }
        catch (PostgresException error) when (error.SqlState == "40001")
        {
            await Task.Delay(Random.Shared.Next(Math.Min(5 << attempt, 500)));
        }
    }
    throw new TimeoutException("The transaction met a conflict each time.");
}

async Task Load(int[] ids, int[] ns)
{
    // A transaction changes at most 3,000 rows.
    for (var start = 0; start < ids.Length; start += 3000)
    {
        var (from, to) = (start, Math.Min(start + 3000, ids.Length));
        await Transact(async connection =>
        {
            const string sql = "INSERT INTO readings SELECT * FROM unnest($1::int[], $2::int[]) ON CONFLICT (id) DO NOTHING";
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new NpgsqlParameter { Value = ids[from..to] });
            command.Parameters.Add(new NpgsqlParameter { Value = ns[from..to] });
            await command.ExecuteNonQueryAsync();
        });
    }
}

await Transact(async connection =>
{
    const string sql = "CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)";
    await using var command = new NpgsqlCommand(sql, connection);
    await command.ExecuteNonQueryAsync();
});
var numbers = Enumerable.Range(0, 7000).ToArray();
await Load(numbers, numbers.Select(id => 10 * id).ToArray());
await using var count = source.CreateCommand("SELECT count(*) FROM readings");
Console.WriteLine(await count.ExecuteScalarAsync());
`,
};
