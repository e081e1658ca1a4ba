import type { Program } from '../program.js';
import { imports, rest, token, url } from './java.js';

export const hikari: Program = {
  driver: 'hikaricp',
  title: 'HikariCP',
  install:
    'com.zaxxer:HikariCP (7 or later), org.postgresql:postgresql (42.7.4 or later) and software.amazon.awssdk:dsql',
  tested: 'parsed',
  code: (target) => `import com.zaxxer.hikari.*;
import com.zaxxer.hikari.util.Credentials;
${imports}

class Main {
${token(target)}

  /** A token opens connections for 15 minutes, so each connection gets one of its own. */
  public static class Tokens implements HikariCredentialsProvider {
    public Credentials getCredentials() {
      return Credentials.of("${target.user}", token());
    }
  }

  static final HikariDataSource POOL = open();

  static HikariDataSource open() {
    var options = new HikariConfig();
    options.setJdbcUrl(${url(target)});
    options.setCredentialsProvider(new Tokens());
    options.setMaxLifetime(55 * 60_000); // Aurora DSQL closes a connection after 60 minutes.
    return new HikariDataSource(options);
  }

  static void transact(Work work) throws Exception {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (var connection = POOL.getConnection()) {
        attempt(connection, work);
        return;
      } catch (SQLException error) {
        pause(error, attempt);
      }
    }
    throw new IllegalStateException("The transaction met a conflict each time.");
  }

${rest}`,
};
