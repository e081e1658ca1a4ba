/** Where a cluster answers, and the name it answers under. */
export interface Endpoint {
  /** The name that tokens are signed for and that the certificate must carry. */
  readonly host: string;
  /** The name to dial: `host`, or that of a VPC endpoint in front of it. */
  readonly address: string;
  readonly port: number;
  readonly region: string;
  /** 26 letters and digits. */
  readonly clusterId: string;
}

interface Beside {
  readonly region?: string | undefined;
  /** Only a VPC endpoint needs to be told. */
  readonly clusterId?: string | undefined;
}

const port = 5432;
const clusterId = /^[a-z0-9]{26}$/;
const region = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** Public names and those of PrivateLink, `dsql-` and a suffix: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/privatelink-managing-clusters.html */
const clusterHost = /^([a-z0-9]{26})\.dsql[^.]*\.([^.]+)\.on\.aws$/;
const vpcEndpoint = /^vpce-[^.]+\.dsql[^.]*\.([^.]+)\.vpce\.amazonaws\.com$/;

/**
 * Reads what a person has for a cluster: its host, a connection URL, its id, or the name of a VPC endpoint in front of
 * it. Answers a sentence where that names no cluster, or another region than the given one.
 */
export function parseEndpoint(text: string, beside: Beside = {}): Endpoint | string {
  const name = hostIn(text.trim().toLowerCase());
  if (beside.region !== undefined && !region.test(beside.region))
    return `"${beside.region}" is not an AWS Region: write one such as us-east-1.`;
  if (clusterId.test(name)) {
    if (beside.region === undefined)
      return `The cluster id "${name}" needs a Region beside it: add one, or give the whole endpoint.`;
    return endpointOf(name, beside.region);
  }
  const [, ownId, ownRegion] = clusterHost.exec(name) ?? [];
  if (ownId && ownRegion)
    return (
      mismatch(name, ownRegion, beside) ?? { ...endpointOf(ownId, ownRegion), host: name, address: name }
    );
  const [, vpcRegion] = vpcEndpoint.exec(name) ?? [];
  if (vpcRegion) {
    if (!beside.clusterId || !clusterId.test(beside.clusterId))
      return `The VPC endpoint "${name}" does not say which cluster is meant: give the cluster id, 26 letters and digits.`;
    return mismatch(name, vpcRegion, beside) ?? { ...endpointOf(beside.clusterId, vpcRegion), address: name };
  }
  return name === ''
    ? 'The endpoint is missing.'
    : `"${name}" is not an endpoint of Aurora DSQL: an endpoint looks like <cluster id>.dsql.<region>.on.aws.`;
}

function endpointOf(id: string, inRegion: string): Endpoint {
  const host = `${id}.dsql.${inRegion}.on.aws`;
  return { host, address: host, port, region: inRegion, clusterId: id };
}

const mismatch = (name: string, own: string, beside: Beside): string | undefined =>
  beside.region === undefined || beside.region === own
    ? undefined
    : `"${name}" is in ${own}, not in ${beside.region}: a token for another Region is refused.`;

/** The host of `postgres://user@host:5432/postgres`, of `host:5432`, or of the name alone. */
const hostIn = (text: string): string =>
  /^(?:(?:postgres(?:ql)?|https?):\/\/)?(?:[^@/]*@)?([^:/?]*)/.exec(text)?.[1] ?? '';
