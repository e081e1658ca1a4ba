import type { Program } from '../program.js';
import { imports, rest, token, url } from './java.js';

export const pgjdbc: Program = {
  driver: 'pgjdbc',
  title: 'pgjdbc',
  install: 'org.postgresql:postgresql (42.7.4 or later, for direct TLS) and software.amazon.awssdk:dsql',
  tested: 'parsed',
  code: (target) => `${imports}

class Main {
${token(target)}

  static Connection connection;
  static long opened;

  static Connection open() throws SQLException {
    // Aurora DSQL closes a connection after 60 minutes. A token opens connections for 15 minutes, so each gets one of its own.
    if (connection == null || connection.isClosed() || System.nanoTime() - opened > 55 * 60_000_000_000L) {
      if (connection != null) connection.close();
      connection = DriverManager.getConnection(
          ${url(target)},
          "${target.user}", token());
      opened = System.nanoTime();
    }
    return connection;
  }

  static void transact(Work work) throws Exception {
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        attempt(open(), work);
        return;
      } catch (SQLException error) {
        pause(error, attempt);
      }
    }
    throw new IllegalStateException("The transaction met a conflict each time.");
  }

${rest}`,
};
