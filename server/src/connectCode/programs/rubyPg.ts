import { forRole, type Program } from '../program.js';

export const rubyPg: Program = {
  driver: 'pg',
  title: 'Ruby pg',
  install: 'gem install pg aws-sdk-dsql',
  tested: 'run',
  note: '`sslrootcert: "system"` needs libpq 16. With an older one give the file of the authority: `--ca AmazonRootCA1.pem`.',
  code: (target) => `require 'aws-sdk-dsql'
require 'pg'

HOST = '${target.host}'
REGION = '${target.region}'

def connect
  # A token opens connections for 15 minutes, so each connection gets one of its own.
  signer = Aws::DSQL::AuthTokenGenerator.new(credentials: Aws::CredentialProviderChain.new.resolve)
  PG.connect(
    host: HOST, port: ${target.port}, dbname: 'postgres', user: '${target.user}',
    password: signer.${forRole(target, 'generate_db_connect_admin_auth_token', 'generate_db_connect_auth_token')}(endpoint: HOST, region: REGION),
    sslmode: 'verify-full', sslrootcert: '${target.ca ?? 'system'}',${
      target.schema === undefined ? '' : `\n    options: '-c search_path=${target.schema}',`
    }
  )
end

def transact
  20.times do |attempt|
    # Aurora DSQL closes a connection after 60 minutes.
    if $database.nil? || Time.now - $opened > 55 * 60
      $database&.close
      $database, $opened = connect, Time.now
    end
    return $database.transaction { yield $database }
  rescue PG::TRSerializationFailure
    sleep rand * [0.005 * 2**attempt, 0.5].min
  end
  raise 'The transaction met a conflict each time.'
end

def load_rows(rows)
  # A transaction changes at most 3,000 rows.
  rows.each_slice(3000) do |batch|
    values = batch.map { |id, n| "(#{Integer(id)}, #{Integer(n)})" }.join(', ')
    transact { |database| database.exec("INSERT INTO readings VALUES #{values} ON CONFLICT (id) DO NOTHING") }
  end
end

transact { |database| database.exec('CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)') }
load_rows((0...7000).map { |id| [id, 10 * id] })
puts transact { |database| database.exec('SELECT count(*) FROM readings').getvalue(0, 0) }
`,
};
