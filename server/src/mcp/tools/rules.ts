import { searchRules } from '../../core/lint/ruleSearch.js';
import { rules as all } from '../../core/rules/index.js';
import { closest } from '../../core/text/closest.js';
import { ruleToTell } from '../rules.js';
import { defineTool, refused } from '../tool.js';

export const rules = defineTool({
  name: 'rules',
  title: 'Rules of the Aurora DSQL dialect',
  description:
    'Lists what Amazon Aurora DSQL refuses or what should not be written for it: the rules for words or an id, or all of them by id without words.',
  parameters: {
    about: { type: 'string', description: 'An id such as serial-type, or words such as "unique index".' },
  },
  run({ about }) {
    if (about === undefined || about.trim() === '')
      return { value: { rules: all.map(({ id, severity, message }) => ({ id, severity, message })) } };
    const named = all.filter(({ id }) => id === about.trim());
    const found = named.length > 0 ? named : searchRules(all, about);
    if (found.length === 0) {
      const meant = closest(
        about,
        all.map(({ id }) => id),
      );
      return refused(
        `No rule mentions "${about}".${meant === undefined ? '' : ` Did you mean ${meant}?`} Call rules without words for the list.`,
      );
    }
    return { value: { rules: found.slice(0, most).map(ruleToTell), found: found.length } };
  },
});

const most = 20;
