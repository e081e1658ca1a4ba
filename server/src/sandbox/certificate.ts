import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, type OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';

export interface CertificateWish {
  /** The common name. */
  readonly name: string;
  /** Names and addresses: those of a server, or those to which an authority is limited. */
  readonly hosts: readonly string[];
  readonly isAuthority: boolean;
  readonly from: Date;
  readonly until: Date;
  /** The public key that is certified. */
  readonly key: KeyObject;
  /** The issuer. An authority signs its own certificate. ECDSA keys on P-256. */
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** A certificate in PEM, of version 3: https://www.rfc-editor.org/rfc/rfc5280 */
export function certificate({ name, hosts, isAuthority, from, until, key, issuer }: CertificateWish): string {
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const content = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: named(issuer.name),
    validity: new x509.Validity({ notBefore: from, notAfter: until }),
    subject: named(name),
    subjectPublicKeyInfo: AsnConvert.parse(publicBytes(key), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions([
      ...(isAuthority ? authorityExtensions(hosts) : serverExtensions(hosts)),
      extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(key))),
      extension(
        x509.id_ce_authorityKeyIdentifier,
        new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(keyId(issuer.publicKey)) }),
      ),
    ]),
  });
  const bytes = AsnConvert.serialize(content);
  const whole = new x509.Certificate({
    tbsCertificate: content,
    tbsCertificateRaw: bytes,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(sign('sha256', Buffer.from(bytes), issuer.privateKey)).buffer,
  });
  return pem(Buffer.from(AsnConvert.serialize(whole)));
}

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';

/** It is limited to these hosts, so that a user who trusts it does not trust it for other hosts. */
const authorityExtensions = (hosts: readonly string[]): readonly x509.Extension[] => [
  extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
  extension(
    x509.id_ce_keyUsage,
    new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign),
    true,
  ),
  extension(
    x509.id_ce_nameConstraints,
    new x509.NameConstraints({
      permittedSubtrees: new x509.GeneralSubtrees(
        hosts.map((host) => new x509.GeneralSubtree({ base: generalName(host, subnetOf) })),
      ),
    }),
    true,
  ),
];

const serverExtensions = (hosts: readonly string[]): readonly x509.Extension[] => [
  extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
  extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature), true),
  extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
  extension(
    x509.id_ce_subjectAltName,
    new x509.SubjectAlternativeName(hosts.map((host) => generalName(host, (address) => address))),
  ),
];

const extension = (extnID: string, value: object, critical = false): x509.Extension =>
  new x509.Extension({ extnID, critical, extnValue: octets(value) });

const octets = (value: object): OctetString =>
  new x509.KeyIdentifier(Buffer.from(AsnConvert.serialize(value)));

const generalName = (host: string, address: (host: string) => string): x509.GeneralName =>
  new x509.GeneralName(isIP(host) ? { iPAddress: address(host) } : { dNSName: host });

/** One address, as a constraint has it. */
const subnetOf = (address: string): string => `${address}/${isIP(address) === 4 ? 32 : 128}`;

const named = (name: string): x509.Name =>
  new x509.Name([
    new x509.RelativeDistinguishedName([
      new x509.AttributeTypeAndValue({
        type: commonName,
        value: new x509.AttributeValue({ utf8String: name }),
      }),
    ]),
  ]);

/** Positive, and never given twice. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}

const publicBytes = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const keyId = (key: KeyObject): Buffer =>
  createHash('sha256').update(publicBytes(key)).digest().subarray(0, 20);

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
