import { forRole, type Target } from '../program.js';

/** The function of the AWS SDK that makes a token. Only one of the two spells "DB" in capitals. */
export const generate = (target: Target): string =>
  forRole(target, 'auth.GenerateDBConnectAdminAuthToken', 'auth.GenerateDbConnectAuthToken');

export const dsn = ({ port, user, schema, ca }: Target): string =>
  `host=" + host + " port=${port} dbname=postgres user=${user} sslmode=verify-full${
    ca === undefined ? '' : ` sslrootcert='${ca}'`
  }${schema === undefined ? '' : ` search_path=${schema}`}`;

export const modules =
  'github.com/jackc/pgx/v5 github.com/aws/aws-sdk-go-v2/config github.com/aws/aws-sdk-go-v2/feature/dsql/auth';

export const imports = (between: string): string => `import (
	"context"
${between}	"errors"
	"fmt"
	"log"
	"math/rand"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dsql/auth"`;

export const pause = `		var refusal *pgconn.PgError
		if !errors.As(err, &refusal) || refusal.Code != "40001" {
			return err
		}
		time.Sleep(time.Duration(rand.Int63n(int64(min(5*time.Millisecond<<attempt, 500*time.Millisecond)))))
	}
	return errors.New("the transaction met a conflict each time")`;
