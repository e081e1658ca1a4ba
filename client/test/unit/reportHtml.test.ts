import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportHtml } from '../../src/reportHtml.js';

const report = {
  verdict: '1 decision',
  changes: 1,
  decisions: 1,
  blocked: 0,
  stop: undefined,
  sections: [
    {
      heading: 'To decide',
      entries: [
        {
          title: 'Use a <b>UUID</b>',
          rule: 'serial-type',
          lines: [3, 7],
          notes: ['What changes: "values"'],
          choices: ['Use a <b>UUID</b> (values)', 'Use a BIGINT'],
        },
      ],
    },
  ],
};
const html = reportHtml('dsql-converted:/a b.sql', { name: 'a & b.sql', isAsked: true, report });

test('a page of a report runs nothing, and shows every text as it is', () => {
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /<script|<b>|\son\w+=/);
  assert.match(html, /<h1>a &#38; b\.sql on Aurora DSQL<\/h1>/);
  assert.match(html, /What changes: &#34;values&#34;/);
});

/** The commands of the links, with what they are given. */
const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => {
  const [command, given = ''] = target
    .replace(/&#(\d+);/g, (_sign, code) => String.fromCharCode(Number(code)))
    .split('?');
  return [command, JSON.parse(decodeURIComponent(given))];
});

test('lines, choices and answers are links to commands', () => {
  const key = 'dsql-converted:/a b.sql';
  const choices = ['Use a <b>UUID</b> (values)', 'Use a BIGINT'];
  assert.deepEqual(links, [
    ['command:dsql.applyConversion', [key]],
    ['command:dsql.discardConversion', [key]],
    ['command:dsql.openReportLine', [key, 3]],
    ['command:dsql.openReportLine', [key, 7]],
    ['command:dsql.chooseRepair', [key, 'serial-type', 'Use a BIGINT', choices]],
  ]);
});

test('a report with nothing to apply asks nothing', () => {
  const page = reportHtml('dsql-converted:/a.sql', { name: 'a.sql', isAsked: false, report });
  assert.doesNotMatch(page, /applyConversion|discardConversion/);
});
