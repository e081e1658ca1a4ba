import { relative, sep } from 'node:path';
import type { Catalog } from '../core/catalog/model.js';
import { describeRelation } from '../core/ide/describe.js';
import { catalogOf } from '../core/lint/script/catalog.js';
import { projectOf } from '../core/project/project.js';
import { sqlFiles } from '../files/sqlFiles.js';
import { disk } from '../workspace/disk.js';
import { readText } from '../workspace/readText.js';
import { type Workbench, withinProject } from './workbench.js';

/** An object of a schema. */
export interface Described {
  readonly kind: string;
  readonly schema: string;
  readonly name: string;
  /** For people and agents: SQL, or SQL in Markdown. */
  readonly definition: string;
}

/** What the `.sql` files of the project create, in the order of their names. Files that cannot be read are left out. */
export async function projectSchema({
  folder,
  files,
  options,
  analyzer,
}: Workbench): Promise<readonly Described[]> {
  const texts: { readonly path: string; readonly text: string }[] = [];
  for await (const path of sqlFiles(folder, files, disk)) {
    const inside =
      typeof path === 'string' ? await withinProject(folder, path).catch(() => undefined) : undefined;
    if (typeof path !== 'string' || inside === undefined) continue;
    const read = await readText(inside);
    if ('text' in read) texts.push({ path: relative(folder, path).split(sep).join('/'), text: read.text });
  }
  const project = projectOf(await analyzer(), texts, options);
  const { scripts } = project.analyzer.analyzeAll(project.texts, project.options);
  const found = scripts.flatMap((script) => objectsOf(catalogOf(script).after));
  // A file that makes again what an earlier one has made runs behind another database.
  return [...new Map(found.map((one) => [`${one.schema}.${one.name}`, one])).values()];
}

const objectsOf = ({ schemas }: Catalog): readonly Described[] =>
  [...schemas.values()]
    .filter(({ name }) => name !== 'pg_catalog')
    .flatMap(({ name: schema, relations }) =>
      [...relations.values()].flatMap((relation) =>
        // What is only referred to stands elsewhere.
        relation.origin === undefined
          ? []
          : [{ kind: relation.kind, schema, name: relation.name, definition: describeRelation(relation) }],
      ),
    );
