import { forRole, type Program } from '../program.js';

export const dbdPg: Program = {
  driver: 'dbd-pg',
  title: 'DBD::Pg',
  install: 'cpan DBD::Pg, and the AWS CLI',
  tested: 'run',
  note: 'AWS has no SDK for Perl, so the AWS CLI makes the tokens. `sslrootcert=system` needs libpq 16: with an older one give the file of the authority, `--ca AmazonRootCA1.pem`.',
  code: (target) => `use strict;
use warnings;
use DBI;

my ($host, $region) = ('${target.host}', '${target.region}');
my ($database, $opened);

sub connection {
  # A token opens connections for 15 minutes, so each connection gets one of its own.
  open my $aws, '-|', 'aws', 'dsql', '${forRole(target, 'generate-db-connect-admin-auth-token', 'generate-db-connect-auth-token')}', '--hostname', $host, '--region', $region
    or die "The AWS CLI does not start: $!";
  chomp(my $token = <$aws> // '');
  close $aws or die 'The AWS CLI made no token.';
  return DBI->connect(
    "dbi:Pg:host=$host;port=${target.port};dbname=postgres;sslmode=verify-full;sslrootcert=${target.ca ?? 'system'}${
      target.schema === undefined ? '' : `;options=-csearch_path=${target.schema}`
    }",
    '${target.user}', $token, { RaiseError => 1, PrintError => 0, PrintWarn => 0 });
}

sub transact {
  my ($work) = @_;
  for my $attempt (0 .. 19) {
    # Aurora DSQL closes a connection after 60 minutes.
    ($database, $opened) = (connection(), time) if !$database || time - $opened > 55 * 60;
    my $done = eval { $database->begin_work; $work->(); $database->commit; 1 };
    return if $done;
    my ($error, $state) = ($@, $database->state);
    $database->rollback unless $database->{AutoCommit};
    die $error if $state ne '40001';
    my $longest = 0.005 * 2**$attempt;
    select undef, undef, undef, rand($longest < 0.5 ? $longest : 0.5);
  }
  die 'The transaction met a conflict each time.';
}

sub load {
  my (@rows) = @_;
  # A transaction changes at most 3,000 rows.
  while (my @batch = splice @rows, 0, 3000) {
    transact(sub {
      $database->do('INSERT INTO readings SELECT * FROM unnest(?::int[], ?::int[]) ON CONFLICT (id) DO NOTHING',
        undef, [map { $_->[0] } @batch], [map { $_->[1] } @batch]);
    });
  }
}

transact(sub { $database->do('CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)') });
load(map { [$_, 10 * $_] } 0 .. 6999);
transact(sub { print $database->selectrow_array('SELECT count(*) FROM readings'), "\\n" });
`,
};
