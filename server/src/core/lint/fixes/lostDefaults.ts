import { replace } from '../../syntax/edits.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { sameName } from '../script/createdType.js';
import { defaultCallsIn, madeAlone } from '../script/dependents.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** The defaults of columns that call a function which is created here and goes: they become comments. */
export function lostDefaults(script: Script, creation: ScriptStatement): Edit[] {
  const made = madeAlone(script, creation);
  if (made?.kind !== 'function') return [];
  return query(defaultCallsIn, script).flatMap(({ statement, calls }) =>
    calls
      .filter(({ name }) => sameName(name, made.name))
      .flatMap((call) => {
        const text = textOf(script, statement);
        const written = sourceOf(text, call).replace(/\/\*|\*\//g, '…');
        return placeEdits(script, statement, replace(text, call, `/* ${written} */`));
      }),
  );
}
