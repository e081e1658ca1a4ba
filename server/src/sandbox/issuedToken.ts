import { hostOf, type Identity } from './identity.js';

/** A token that opens sessions of the user for some seconds, as the AWS SDK signs it. */
export async function issueToken(identity: Identity, user: string, expiresIn: number): Promise<string> {
  const { DsqlSigner } = await import('@aws-sdk/dsql-signer'); // a sandbox that prints JSON starts without it
  const { region, credentials } = identity;
  const signer = new DsqlSigner({ hostname: hostOf(identity), region, credentials, expiresIn });
  return user === 'admin' ? signer.getDbConnectAdminAuthToken() : signer.getDbConnectAuthToken();
}
