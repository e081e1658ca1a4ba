import { decodeFailure } from '../../connection/failures.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { searchRules } from '../../core/lint/ruleSearch.js';
import { rules } from '../../core/rules/index.js';
import { ruleToTell } from '../rules.js';
import { defineTool, refused } from '../tool.js';

export const explainError = defineTool({
  name: 'explain_error',
  title: 'Explain an error of Aurora DSQL',
  description:
    'Says what an error of Amazon Aurora DSQL means and what to do: paste the text of the server or the driver, its SQLSTATE, or both.',
  parameters: {
    error: {
      type: 'string',
      description: 'As in "ERROR: unsupported mode. please use CREATE INDEX ASYNC. (SQLSTATE 0A000)".',
      required: true,
    },
  },
  run({ error }) {
    const sqlstate = sqlstateIn(error);
    const message = error
      .replace(/^\s*(?:\w+:\s*)?(?:ERROR|FATAL|PANIC):\s*/, '')
      .replace(sqlstateWords(sqlstate), '')
      .trim();
    const [code] = /\bOC\d{3}\b/.exec(error) ?? [];
    const coded = Object.values(serverErrors).filter(({ text }) => text.includes(`(${code})`));
    const texts =
      coded.length > 0
        ? coded
        : message === ''
          ? Object.values(serverErrors).filter((one) => one.sqlstate === sqlstate)
          : [{ text: message }];
    const failures = texts.flatMap(({ text }) => {
      const { failure } = decodeFailure({ message: text, severity: 'ERROR', code: sqlstate }, circumstances);
      return failure.advice === undefined ? [] : [{ text, what_to_do: failure.advice }];
    });
    const found =
      message === ''
        ? rules.filter(({ server }) => server?.sqlstate === sqlstate)
        : searchRules(rules, message);
    if (failures.length === 0 && found.length === 0)
      return refused(
        `Neither a rule nor a known failure of Aurora DSQL has this text${sqlstate === undefined ? '' : ` or SQLSTATE ${sqlstate}`}. Pass the text exactly as the server wrote it, or run lint on the statement.`,
      );
    return {
      value: {
        ...(sqlstate !== undefined && { sqlstate }),
        ...(failures.length > 0 && { failures }),
        rules: found.slice(0, most).map(ruleToTell),
        ...(found.length > most && { more_rules: found.slice(most).map(({ id }) => id) }),
      },
    };
  },
});

const most = 5;

const circumstances = { host: 'the cluster', region: 'its Region', user: 'admin', awsProfile: undefined };

/** The one that is called so, otherwise the first word that can be one. */
const sqlstateIn = (text: string): string | undefined =>
  (/\b(?:SQLSTATE|code)[\s:='"]*([0-9A-Z]{5})\b/i.exec(text) ??
    /\b(?!OC\d)((?=[0-9A-Z]*\d)[0-9A-Z]{5})\b/.exec(text))?.[1];

const sqlstateWords = (sqlstate: string | undefined): RegExp =>
  new RegExp(`[\\s([,]*(?:\\b(?:SQLSTATE|code)[\\s:='"]*)?\\b${sqlstate ?? '(?!)'}\\b['"\\s)\\]:]*`, 'i');
