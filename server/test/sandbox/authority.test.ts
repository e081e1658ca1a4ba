import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { connect, createServer, type Server } from 'node:tls';
import { openAuthority, type Tls } from '../../src/sandbox/authority.js';
import { findIdentity, hostOf, hostsOf, openIdentity } from '../../src/sandbox/identity.js';

const host = 'abcdefghijklmnopqrstuvwxyz.dsql.us-east-1.on.aws';
const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-authority-'));
  made.push(folder);
  return folder;
}

const now = new Date('2026-11-23T12:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const serialOf = (pem: string): string => new X509Certificate(pem).serialNumber;
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('the authority of a folder', () => {
  test('certifies the names and addresses of the sandbox', async () => {
    const { ca, cert } = await openAuthority(newFolder(), host, now);
    const server = new X509Certificate(cert);
    assert.equal(server.verify(new X509Certificate(ca).publicKey), true);
    assert.equal(server.checkIssued(new X509Certificate(ca)), true);
    assert.equal(
      server.subjectAltName,
      `DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:${host}, DNS:*.dsql.us-east-1.on.aws`,
    );
    assert.deepEqual(
      [server.ca, new X509Certificate(ca).ca, server.publicKey.asymmetricKeyDetails?.namedCurve],
      [false, true, 'prime256v1'],
    );
    assert.deepEqual([new Date(server.validFrom), new Date(server.validTo)], [inDays(-1), inDays(365)]);
  });

  test('keeps its keys from others, in a folder that holds nothing else', async () => {
    const folder = newFolder();
    const { caFile, ca } = await openAuthority(folder, host, now);
    const modes = readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]);
    assert.deepEqual(modes, [
      ['ca.key', '600'],
      ['ca.pem', '644'],
      ['server.key', '600'],
      ['server.pem', '644'],
    ]);
    assert.equal(readFileSync(caFile, 'utf8'), ca);
  });

  const changes: readonly {
    readonly name: string;
    readonly later?: number;
    readonly change?: (folder: string) => void;
    readonly isNew: readonly [authority: boolean, server: boolean];
  }[] = [
    { name: 'stays the same when it is opened again', isNew: [false, false] },
    { name: 'stays the same 30 days before the end', later: 334, isNew: [false, false] },
    { name: 'makes a new certificate of the server in the last 30 days', later: 335, isNew: [false, true] },
    { name: 'is made anew before it ends itself', later: 3_640, isNew: [true, true] },
    {
      name: 'stays the same when the clock is set back by less than a day',
      later: -1,
      isNew: [false, false],
    },
    { name: 'is made anew when it was made while the clock was ahead', later: -2, isNew: [true, true] },
    {
      name: 'is made anew when it was made while the clock was years ahead',
      later: -3_000,
      isNew: [true, true],
    },
    {
      name: 'is made anew when it was made while the clock was years behind',
      later: 7_300,
      isNew: [true, true],
    },
    {
      name: 'replaces a certificate that does not belong to the key',
      change: (folder) => writeFileSync(join(folder, 'server.key'), otherKey),
      isNew: [false, true],
    },
    {
      name: 'replaces what is damaged',
      change: (folder) => writeFileSync(join(folder, 'ca.pem'), 'nonsense'),
      isNew: [true, true],
    },
  ];
  const otherKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAAAAAAAAAAAAAAAA
-----END PRIVATE KEY-----
`;
  for (const { name, later = 0, change, isNew } of changes) {
    test(name, async () => {
      const folder = newFolder();
      const first = await openAuthority(folder, host, now);
      change?.(folder);
      const second = await openAuthority(folder, host, inDays(later));
      const found = [
        serialOf(first.ca) !== serialOf(second.ca),
        serialOf(first.cert) !== serialOf(second.cert),
      ];
      assert.deepEqual(found, isNew);
    });
  }

  test('makes a new certificate of the server where only that one was made while the clock was ahead', async () => {
    const folder = newFolder();
    const first = await openAuthority(folder, host, now);
    rmSync(join(folder, 'server.pem'));
    const ahead = await openAuthority(folder, host, inDays(5));
    const { ca, cert } = await openAuthority(folder, host, now);
    assert.deepEqual([ahead.ca, ca], [first.ca, first.ca]);
    assert.equal(new Date(new X509Certificate(cert).validFrom).getTime(), inDays(-1).getTime());
  });
});

describe('TLS with that authority', () => {
  /** What a client says about the server under this name. */
  async function greet(tls: Tls, servername: string, ca = tls.ca): Promise<string> {
    const server = createServer({ key: tls.key, cert: tls.cert });
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const client = connect({ host: '127.0.0.1', port: portOf(server), ca, servername });
      const trusted = once(client, 'secureConnect').then(() => 'trusted');
      const said = await trusted.catch((error) => error.code);
      client.destroy();
      return said;
    } finally {
      server.close();
    }
  }

  const portOf = (server: Server): number => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };

  for (const [servername, said] of [
    ['localhost', 'trusted'],
    ['127.0.0.1', 'trusted'],
    [host, 'trusted'],
    ['example.com', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const) {
    test(`a client finds ${servername} ${said}`, async () => {
      const tls = await openAuthority(newFolder(), host, new Date());
      assert.equal(await greet(tls, servername), said);
    });
  }

  test('another sandbox is not trusted', async () => {
    const [one, other] = await Promise.all(
      [newFolder(), newFolder()].map((folder) => openAuthority(folder, host, new Date())),
    );
    assert.ok(one && other);
    assert.match(
      await greet(one, 'localhost', other.ca),
      /^(CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/,
    );
  });
});

describe('the identity of a folder', () => {
  test('has the shape of a cluster and of an access key', async () => {
    const folder = newFolder();
    const identity = await openIdentity(folder);
    assert.match(identity.clusterId, /^[a-z0-9]{26}$/);
    assert.match(identity.credentials.accessKeyId, /^AKIA[A-Z2-7]{16}$/);
    assert.match(identity.credentials.secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.equal(hostOf(identity), `${identity.clusterId}.dsql.us-east-1.on.aws`);
    assert.deepEqual(hostsOf(identity), ['127.0.0.1', 'localhost', hostOf(identity)]);
    assert.equal(modeOf(join(folder, 'sandbox.json')), '600');
  });

  test('stays the same, and differs from every other', async () => {
    const folder = newFolder();
    const identity = await openIdentity(folder);
    assert.deepEqual(await openIdentity(folder), identity);
    assert.deepEqual(await findIdentity(folder), identity);
    assert.notDeepEqual(await openIdentity(newFolder()), identity);
    assert.equal(await findIdentity(newFolder()), undefined);
  });

  const good = {
    clusterId: 'a'.repeat(26),
    region: 'us-east-1',
    credentials: { accessKeyId: 'A'.repeat(20), secretAccessKey: 'a/b+c=' },
  };
  const profile = '\n[default]\ncredential_process = evil';
  for (const text of [
    '',
    '{',
    '[]',
    '{"clusterId":1}',
    ...['\n::error::x', '\x1b[2J', "' + evil() + '", '$(evil)'].flatMap((evil) => [
      JSON.stringify({ ...good, clusterId: good.clusterId.slice(0, -evil.length) + evil }),
      JSON.stringify({ ...good, region: `us${evil}` }),
    ]),
    JSON.stringify({ ...good, region: `us${profile}` }),
    JSON.stringify({
      ...good,
      credentials: { ...good.credentials, accessKeyId: `${'A'.repeat(20)}${profile}` },
    }),
    JSON.stringify({ ...good, credentials: { ...good.credentials, secretAccessKey: `a${profile}` } }),
  ]) {
    test(`is refused where its file reads ${JSON.stringify(text)}`, async () => {
      const folder = newFolder();
      const file = join(folder, 'sandbox.json');
      writeFileSync(file, text);
      await assert.rejects(openIdentity(folder), {
        message: `${file} is damaged: remove it, and the sandbox creates a new one.`,
      });
    });
  }
});
