import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { join } from 'node:path';
import { certificate } from './certificate.js';
import { keep, kept } from './folder/keptFile.js';

/** The keys and certificates with which a server speaks TLS and its clients trust it. PEM. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
  /** The certificate of the authority, which a client calls its root certificate. */
  readonly ca: string;
  readonly caFile: string;
}

/** The certificate authority of the folder and a certificate of its server. Both are made again when they soon expire. */
export async function openAuthority(folder: string, host: string, now: Date): Promise<Tls> {
  const caFile = join(folder, 'ca.pem');
  const authority = await pair({ certFile: caFile, keyFile: join(folder, 'ca.key'), now }, (key) =>
    authorityCertificate(key, host, now),
  );
  const server = await pair(
    { certFile: join(folder, 'server.pem'), keyFile: join(folder, 'server.key'), now, authority },
    (key) => serverCertificate(key, authority, host, now),
  );
  return { key: server.key, cert: server.cert, ca: authority.cert, caFile };
}

interface Pair {
  readonly key: string;
  readonly cert: string;
}

interface Place {
  readonly certFile: string;
  readonly keyFile: string;
  readonly now: Date;
  /** The authority that must have signed it. */
  readonly authority?: Pair;
}

const day = 24 * 60 * 60 * 1_000;
const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * day);

/** The pair in the files, if it is good for 30 days more; else a new one. */
async function pair(
  { certFile, keyFile, now, authority }: Place,
  certify: (key: KeyObject) => string,
): Promise<Pair> {
  const [cert, key] = await Promise.all([kept(certFile), kept(keyFile)]);
  if (cert && key && isGood({ cert, key }, now, authority)) return { cert, key };
  const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const made = { key: fresh.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: certify(fresh) };
  await keep(keyFile, made.key);
  await keep(certFile, made.cert, 0o644);
  return made;
}

/**
 * Whether key and certificate belong together, are valid now and for 30 days more, and have the signature of the authority. A
 * certificate that was made while the clock was ahead is not valid yet.
 */
function isGood({ cert, key }: Pair, now: Date, authority: Pair | undefined): boolean {
  try {
    const certificate = new X509Certificate(cert);
    return (
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      new Date(certificate.validFrom) <= now &&
      new Date(certificate.validTo) > inDays(now, 30) &&
      (!authority || certificate.verify(new X509Certificate(authority.cert).publicKey))
    );
  } catch {
    return false; // one of them is damaged
  }
}

const authorityName = (host: string): string => `DSQL sandbox ${host.slice(0, host.indexOf('.'))}`;

/** A name constraint of a domain covers everything below it. */
const authorityCertificate = (privateKey: KeyObject, host: string, now: Date): string => {
  const publicKey = createPublicKey(privateKey);
  return certificate({
    name: authorityName(host),
    hosts: ['localhost', domainOf(host), '127.0.0.1', '::1'],
    isAuthority: true,
    from: inDays(now, -1),
    until: inDays(now, 3_650),
    key: publicKey,
    issuer: { name: authorityName(host), privateKey, publicKey },
  });
};

const serverCertificate = (privateKey: KeyObject, authority: Pair, host: string, now: Date): string => {
  const key = createPrivateKey(authority.key);
  return certificate({
    name: host,
    hosts: ['localhost', '127.0.0.1', '::1', host, `*.${domainOf(host)}`],
    isAuthority: false,
    from: inDays(now, -1),
    until: inDays(now, 365), // some clients refuse longer ones
    key: createPublicKey(privateKey),
    issuer: { name: authorityName(host), privateKey: key, publicKey: createPublicKey(key) },
  });
};

const domainOf = (host: string): string => host.slice(host.indexOf('.') + 1);
