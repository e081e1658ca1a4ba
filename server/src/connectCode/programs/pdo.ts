import { forRole, type Program } from '../program.js';

export const pdo: Program = {
  driver: 'pdo',
  title: 'PDO',
  install: 'composer require aws/aws-sdk-php, and the extension pdo_pgsql',
  tested: 'run',
  note: '`sslrootcert=system` needs libpq 16. With an older one give the file of the authority: `--ca AmazonRootCA1.pem`.',
  code: (target) => `<?php
require 'vendor/autoload.php';

use Aws\\Credentials\\CredentialProvider;
use Aws\\DSQL\\AuthTokenGenerator;

const HOST = '${target.host}';
const REGION = '${target.region}';

function connect(): PDO
{
    // A token opens connections for 15 minutes, so each connection gets one of its own.
    $signer = new AuthTokenGenerator(CredentialProvider::defaultProvider());
    return new PDO(
        'pgsql:host=' . HOST . ';port=${target.port};dbname=postgres;sslmode=verify-full;sslrootcert=${target.ca ?? 'system'}${
          target.schema === undefined ? '' : `;options=-csearch_path=${target.schema}`
        }',
        '${target.user}',
        $signer->${forRole(target, 'generateDbConnectAdminAuthToken', 'generateDbConnectAuthToken')}(HOST, REGION),
        // Else each prepared statement ends with DEALLOCATE, which is refused: the transaction fails, and commit() does not say so.
        [PDO::PGSQL_ATTR_DISABLE_PREPARES => true]
    );
}

function transact(callable $work): mixed
{
    static $database, $opened;
    for ($attempt = 0; $attempt < 20; $attempt++) {
        // Aurora DSQL closes a connection after 60 minutes.
        if (!$database || time() - $opened > 55 * 60) [$database, $opened] = [connect(), time()];
        try {
            $database->beginTransaction();
            $result = $work($database);
            $database->commit();
            return $result;
        } catch (PDOException $error) {
            if ($database->inTransaction()) $database->rollBack();
            if ($error->getCode() !== '40001') throw $error;
            usleep(random_int(0, min(5000 * 2 ** $attempt, 500000)));
        }
    }
    throw new RuntimeException('The transaction met a conflict each time.');
}

function load(array $rows): void
{
    // A transaction changes at most 3,000 rows.
    foreach (array_chunk($rows, 3000) as $batch) {
        transact(function (PDO $database) use ($batch) {
            $marks = implode(', ', array_fill(0, count($batch), '(?, ?)'));
            $insert = $database->prepare("INSERT INTO readings VALUES $marks ON CONFLICT (id) DO NOTHING");
            $insert->execute(array_merge(...$batch));
        });
    }
}

transact(fn (PDO $database) => $database->exec('CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)'));
load(array_map(fn (int $id) => [$id, 10 * $id], range(0, 6999)));
echo transact(fn (PDO $database) => $database->query('SELECT count(*) FROM readings')->fetchColumn()), "\\n";
`,
};
