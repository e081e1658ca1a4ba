import * as vscode from 'vscode';
import { inLabel } from '../shownText.js';
import { ledgerName, ledgerTable } from './ledger.js';
import { canHoldLedger, type LedgerPlace, type Ledgers, sharedSchema } from './ledgerTable.js';
import type { Table } from './table.js';

/** The table that keeps a run's progress; `place` where it has to be made first. */
export interface ChosenLedger {
  readonly table: Table;
  readonly place: LedgerPlace | undefined;
}

const usualSchema = 'dsql_workbench';
const title = 'Where to keep the progress of batches';

/** The ledger that there is, or the one that a person chooses; undefined for none. */
export async function chooseLedger(
  { usable, leftOut }: Ledgers,
  schemas: readonly string[],
): Promise<ChosenLedger | undefined> {
  const [only, ...others] = usable;
  if (only && others.length === 0) return { table: only, place: undefined };
  if (only) return await chooseAmong(usable);
  const place = await choosePlace(schemas, leftOut);
  return place && { table: ledgerTable(place.schema), place };
}

async function chooseAmong(usable: readonly Table[]): Promise<ChosenLedger | undefined> {
  const items = usable.map((table) => ({ label: inLabel(`${table.schema}.${table.name}`), table }));
  const choice = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return choice && { table: choice.table, place: undefined };
}

interface Choice extends vscode.QuickPickItem {
  readonly choose?: () => LedgerPlace | Promise<LedgerPlace | undefined>;
}

async function choosePlace(
  schemas: readonly string[],
  leftOut: readonly string[],
): Promise<LedgerPlace | undefined> {
  const isFree = !schemas.includes(usualSchema);
  const choices: readonly Choice[] = [
    ...(isFree
      ? [
          {
            label: `$(add) New schema ${usualSchema}`,
            detail: `Only for the table ${ledgerName}, which you can drop between runs.`,
            choose: () => ({ schema: usualSchema, isNewSchema: true }),
          },
        ]
      : []),
    { label: '$(add) New schema with another name…', choose: () => askName(schemas) },
    ...schemas.map((schema) => ({
      label: `$(symbol-namespace) ${inLabel(schema)}`,
      detail: `Makes the table ${ledgerName} in it.`,
      choose: () => ({ schema, isNewSchema: false }),
    })),
    ...leftOut.map((label) => ({ label: `$(warning) ${inLabel(label)}` })),
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: 'Each batch is counted in a table, so that none is left out or done twice',
    ignoreFocusOut: true,
  });
  return await choice?.choose?.();
}

async function askName(schemas: readonly string[]): Promise<LedgerPlace | undefined> {
  const schema = await vscode.window.showInputBox({
    title,
    prompt: 'The name of the new schema',
    value: usualSchema,
    ignoreFocusOut: true,
    validateInput: (name) => {
      if (name === sharedSchema) return 'Everybody shares that schema: choose another name.';
      if (!canHoldLedger(name)) return 'That name cannot be used for a schema of your own.';
      return schemas.includes(name) ? `A schema "${name}" already exists.` : undefined;
    },
  });
  return schema === undefined ? undefined : { schema, isNewSchema: true };
}
