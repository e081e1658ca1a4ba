import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Profile } from '../../../server/src/connection/profile.js';
import { connectionLine } from '../../src/connection/statusText.js';
import { inLabel, inMessage } from '../../src/shownText.js';

/** Texts that are not ours, in a label and in a message. */
const texts: Readonly<Record<string, readonly [label: string, message: string]>> = {
  Live: ['Live', 'Live'],
  'Live $(lock)': ['Live \\$(lock)', 'Live $(lock)'],
  '$(sync~spin)$(x y)$': ['\\$(sync~spin)$(x y)$', '$(sync~spin)$(x y)$'],
  '[Fix it](command:workbench.action.quit)': [
    '[Fix it](command:workbench.action.quit)',
    '[Fix it] (command:workbench.action.quit)',
  ],
  'a\nb\u202ec': ['a␊b\uFFFDc', 'a\nb\u202ec'],
};

for (const [text, expected] of Object.entries(texts))
  test(`${JSON.stringify(text)} as VS Code shows it`, () =>
    assert.deepEqual([inLabel(text), inMessage(text)], expected));

test('a connection of a workspace can neither look locked nor load a picture', () => {
  const host = 'abcdefghij0123456789klmnop.dsql.us-east-1.on.aws';
  const evil = '$(lock) ![x](https://a.test/b.png)`\n\n';
  const profile: Profile = {
    name: evil,
    endpoint: { host, address: host, port: 5432, region: 'us-east-1', clusterId: host.slice(0, 26) },
    user: evil,
    awsProfile: undefined,
    searchPath: [],
    color: undefined,
    readOnly: false,
    production: false,
  };
  const { text, tooltip } = connectionLine({ name: evil, phase: 'open', isSandbox: false, profile });
  assert.equal(text, '$(database) \\$(lock) ![x](https://a.test/b.png)`␊␊');
  assert.equal(
    tooltip,
    `**$(lock) \\!\\[x\\](https://a.test/b.png)\\\`␊␊**: Connected.\n\n\`\` $(lock) ![x](https://a.test/b.png)\`␊␊ \`\` on \`${host}\`\n\nClick to choose another connection for the file in front.`,
  );
});

test('a label with an icon of ours takes no icon of a name', () => {
  const root = path.join(__dirname, '../../src');
  const raw = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [
        ...readFileSync(path.join(root, file), 'utf8').matchAll(
          /label: (`\$\([^`]*\$\{(?!inLabel|icons|entry\.hasFailed)[^`]*`)/g,
        ),
      ].map(([, label]) => `${file}: ${label}`),
    );
  // Words of ours
  assert.deepEqual(raw.sort(), [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the source
    'batches/chooseLedger.ts: `$(add) New schema ${usualSchema}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the source
    'connection/connectionPicker.ts: `$(file) From ${source}`',
  ]);
});
