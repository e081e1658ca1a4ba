import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Endpoint, parseEndpoint } from '../../../../server/src/connection/endpoint.js';

const id = 'abcdefghij0123456789klmnop';
const host = `${id}.dsql.us-east-1.on.aws`;
const privateHost = `${id}.dsql-fnh4.eu-west-1.on.aws`;
const vpc = 'vpce-0a1b-2c3d.dsql-fnh4.us-east-1.vpce.amazonaws.com';
const publicEndpoint: Endpoint = {
  host,
  address: host,
  port: 5432,
  region: 'us-east-1',
  clusterId: id,
};

const read: readonly (readonly [text: string, beside: Parameters<typeof parseEndpoint>[1], Endpoint])[] = [
  [host, {}, publicEndpoint],
  [` ${host.toUpperCase()}\n`, { region: 'us-east-1' }, publicEndpoint],
  [`${host}:5432`, {}, publicEndpoint],
  [`postgresql://admin@${host}:5432/postgres?sslmode=verify-full`, {}, publicEndpoint],
  [`https://${host}/`, {}, publicEndpoint],
  [id, { region: 'us-east-1' }, publicEndpoint],
  [
    privateHost,
    {},
    { host: privateHost, address: privateHost, port: 5432, region: 'eu-west-1', clusterId: id },
  ],
  [vpc, { clusterId: id }, { ...publicEndpoint, address: vpc }],
];

for (const [text, beside, endpoint] of read) {
  test(`the endpoint ${JSON.stringify(text)} is understood`, () =>
    assert.deepEqual(parseEndpoint(text, beside), endpoint));
}

const refused: readonly (readonly [text: string, beside: Parameters<typeof parseEndpoint>[1], string])[] = [
  ['', {}, 'The endpoint is missing.'],
  [
    'localhost',
    {},
    '"localhost" is not an endpoint of Aurora DSQL: an endpoint looks like <cluster id>.dsql.<region>.on.aws.',
  ],
  [
    `${host}.example.com`,
    {},
    `"${host}.example.com" is not an endpoint of Aurora DSQL: an endpoint looks like <cluster id>.dsql.<region>.on.aws.`,
  ],
  [id, {}, `The cluster id "${id}" needs a Region beside it: add one, or give the whole endpoint.`],
  [id, { region: 'Virginia' }, '"Virginia" is not an AWS Region: write one such as us-east-1.'],
  [
    host,
    { region: 'us-west-2' },
    `"${host}" is in us-east-1, not in us-west-2: a token for another Region is refused.`,
  ],
  [
    vpc,
    {},
    `The VPC endpoint "${vpc}" does not say which cluster is meant: give the cluster id, 26 letters and digits.`,
  ],
];

for (const [text, beside, problem] of refused) {
  test(`the endpoint ${JSON.stringify(text)} is refused with ${JSON.stringify(beside)}`, () =>
    assert.equal(parseEndpoint(text, beside), problem));
}
