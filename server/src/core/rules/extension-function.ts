import { documentation } from '../dialect/documentation.js';
import { missingFor } from '../dialect/missingFunctions.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { builtInGenerator } from '../lint/script/foreignCalls.js';
import { missingCalls } from '../lint/script/missingCalls.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { childOf, childrenOf, nodeFrom, oneToken, tokenAt } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'extension-function',
  severity: 'error',
  message: '{function}() comes from the extension {extension}, which DSQL does not have.',
  why: 'A DSQL cluster loads no extensions, and its error reads like a misspelled name.',
  instead:
    'Use what is built in: gen_random_uuid() for UUIDs, sha256() for digests. Hash passwords, compare texts and search places in the application.',
  documentation: documentation.migration,
  examples: [
    {
      bad: 'CREATE TABLE teams (id UUID DEFAULT uuid_generate_v4() PRIMARY KEY);',
      at: 'uuid_generate_v4',
      good: 'CREATE TABLE teams (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);',
    },
    {
      bad: 'INSERT INTO teams (id) VALUES (extensions.gen_random_uuid());',
      at: 'extensions.gen_random_uuid',
      good: 'INSERT INTO teams (id) VALUES (gen_random_uuid());',
    },
    { bad: "SELECT id FROM users WHERE hash = crypt('secret', hash);", at: 'crypt' },
  ],
  words: [
    ...missingFor('extension'),
    ...['extensions', 'public'].map((schema) => `${schema} ${builtInGenerator}`),
  ],
  repair({ name, offset }: Subject, source) {
    const { statement } = source;
    const call = nodeFrom(treeOf(statement), tokenAt(statement, offset), ['call']);
    return call ? (repairs[name]?.(source, call) ?? []) : [];
  },
  *script(script) {
    for (const { at, name, span, missing, moot } of missingCalls(script, 'extension')) {
      const { absence } = missing;
      yield {
        at,
        data: { function: name, extension: absence.kind === 'extension' ? absence.extension : '' },
        subject: { name, offset: span.start },
        ...moot,
      };
    }
  },
});

interface Subject {
  readonly name: string;
  /** Where the call begins in its statement. */
  readonly offset: number;
}

type Repair = (source: FindingSource, call: SyntaxNode) => readonly Fix[];

const placed = ({ script, placed: at }: FindingSource, edits: readonly Edit[]) =>
  placeEdits(script, at, edits);

/** The call with another name, and the same arguments. */
function renamed(source: FindingSource, call: SyntaxNode): readonly Edit[] {
  const { statement } = source;
  const name = childOf(call, 'name');
  if (!name) return [];
  const written = sourceOf(statement, oneToken(name.last));
  return replace(statement, name, inCaseOf(written, 'GEN_RANDOM_UUID'));
}

const asRandomUuid: Repair = (source, call) => [
  {
    id: 'use-gen-random-uuid',
    title: 'Use gen_random_uuid()',
    safety: 'safe',
    edits: placed(source, renamed(source, call)),
  },
];

const asOtherUuid: Repair = (source, call) => [
  {
    id: 'use-gen-random-uuid',
    title: 'Use gen_random_uuid()',
    consequence: 'the ids contain neither time nor machine',
    safety: 'review',
    edits: placed(source, renamed(source, call)),
  },
];

const asConstant =
  (uuid: string): Repair =>
  (source, call) => [
    {
      id: 'use-constant',
      title: 'Write the UUID',
      safety: 'safe',
      edits: placed(source, replace(source.statement, call, `CAST('${uuid}' AS uuid)`)),
    },
  ];

/** For an algorithm that has a built-in function. */
const asSha: Repair = (source, call) => {
  const { statement } = source;
  const [data, algorithm, ...others] = childrenOf(childOf(call, 'list'), 'expression');
  const written = algorithm ? sourceOf(statement, algorithm) : '';
  const sha = /^'(sha(?:224|256|384|512))'$/i.exec(written)?.[1]?.toLowerCase();
  if (!data || !sha || others.length > 0) return [];
  const value = sourceOf(statement, data);
  const isBytes = /::\s*bytea$|^(?:convert_to|decode|sha\d+)\s*\(/i.test(value);
  return [
    {
      id: 'use-built-in-digest',
      title: `Use ${sha}()`,
      consequence: isBytes ? 'the same digest' : 'a text is taken as UTF-8; bytea needs no convert_to()',
      safety: 'review',
      edits: placed(
        source,
        replace(statement, call, isBytes ? `${sha}(${value})` : `${sha}(convert_to(${value}, 'UTF8'))`),
      ),
    },
  ];
};

const repairs = lookup<Repair>({
  digest: asSha,
  gen_random_uuid: asRandomUuid,
  uuid_generate_v1: asOtherUuid,
  uuid_generate_v1mc: asOtherUuid,
  uuid_generate_v4: asRandomUuid,
  uuid_nil: asConstant('00000000-0000-0000-0000-000000000000'),
  uuid_ns_dns: asConstant('6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
  uuid_ns_oid: asConstant('6ba7b812-9dad-11d1-80b4-00c04fd430c8'),
  uuid_ns_url: asConstant('6ba7b811-9dad-11d1-80b4-00c04fd430c8'),
  uuid_ns_x500: asConstant('6ba7b814-9dad-11d1-80b4-00c04fd430c8'),
});
