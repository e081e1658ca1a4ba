import { forRole, type Target } from '../program.js';

export const imports = `import java.sql.*;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dsql.DsqlUtilities;`;

/** How a token is made, as declarations of a class. */
export const token = (target: Target): string => `  static final String HOST = "${target.host}";
  static final DsqlUtilities DSQL = DsqlUtilities.builder()
      .region(Region.of("${target.region}")).credentialsProvider(DefaultCredentialsProvider.create()).build();

  static String token() {
    return DSQL.${forRole(target, 'generateDbConnectAdminAuthToken', 'generateDbConnectAuthToken')}(request -> request.hostname(HOST));
  }`;

/** The URL as an expression. Without a file the trust store of Java decides, which has Amazon's authority. */
export const url = ({ port, schema, ca }: Target): string =>
  `"jdbc:postgresql://" + HOST + ":${port}/postgres?sslmode=verify-full&sslNegotiation=direct${
    ca === undefined ? '&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory' : `&sslrootcert=${ca}`
  }${schema === undefined ? '' : `&currentSchema=${schema}`}"`;

/** The rest of a class whose `transact` is given before. */
export const rest = `  static void load(int[][] rows) throws Exception {
    // A transaction changes at most 3,000 rows.
    for (int start = 0; start < rows.length; start += 3000) {
      int from = start, to = Math.min(start + 3000, rows.length);
      transact(connection -> {
        try (var insert = connection.prepareStatement("INSERT INTO readings VALUES (?, ?) ON CONFLICT (id) DO NOTHING")) {
          for (int row = from; row < to; row++) {
            insert.setInt(1, rows[row][0]);
            insert.setInt(2, rows[row][1]);
            insert.addBatch();
          }
          insert.executeBatch();
        }
      });
    }
  }

  static void attempt(Connection connection, Work work) throws Exception {
    connection.setAutoCommit(false);
    try {
      work.run(connection);
      connection.commit();
    } catch (Exception error) {
      connection.rollback();
      throw error;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static void pause(SQLException error, int attempt) throws Exception {
    if (!"40001".equals(error.getSQLState())) throw error;
    Thread.sleep((long) (Math.random() * Math.min(5 << attempt, 500)));
  }

  interface Work { void run(Connection connection) throws Exception; }

  public static void main(String[] arguments) throws Exception {
    transact(connection -> connection.createStatement()
        .execute("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"));
    load(IntStream.range(0, 7000).mapToObj(id -> new int[] {id, 10 * id}).toArray(int[][]::new));
    transact(connection -> {
      var found = connection.createStatement().executeQuery("SELECT count(*) FROM readings");
      found.next();
      System.out.println(found.getLong(1));
    });
  }
}
`;
