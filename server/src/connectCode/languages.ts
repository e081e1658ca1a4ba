import { closest } from '../core/text/closest.js';
import type { Program } from './program.js';
import { asyncpg } from './programs/asyncpg.js';
import { databaseSql } from './programs/databaseSql.js';
import { dbdPg } from './programs/dbdPg.js';
import { django } from './programs/django.js';
import { drizzle } from './programs/drizzle.js';
import { hikari } from './programs/hikari.js';
import { nodePostgres } from './programs/nodePostgres.js';
import { npgsql } from './programs/npgsql.js';
import { pdo } from './programs/pdo.js';
import { pgjdbc } from './programs/pgjdbc.js';
import { pgx } from './programs/pgx.js';
import { postgresJs } from './programs/postgresJs.js';
import { postgrex } from './programs/postgrex.js';
import { prisma } from './programs/prisma.js';
import { psycopg } from './programs/psycopg.js';
import { psycopg2 } from './programs/psycopg2.js';
import { rubyPg } from './programs/rubyPg.js';
import { sqlalchemy } from './programs/sqlalchemy.js';
import { sqlx } from './programs/sqlx.js';
import { typeorm } from './programs/typeorm.js';

/** A language and the programs for its drivers, the usual one first. */
export interface Language {
  /** As the command line and the names of the pages have it. */
  readonly id: string;
  readonly title: string;
  /** Other names that people give it. */
  readonly aliases: readonly string[];
  /** The ending of a program's file, without the dot. */
  readonly ending: string;
  readonly programs: readonly [Program, ...Program[]];
}

export const languages: readonly Language[] = [
  {
    id: 'javascript',
    title: 'JavaScript and TypeScript',
    aliases: ['typescript', 'js', 'ts', 'node'],
    ending: 'mjs',
    programs: [nodePostgres, postgresJs, drizzle, prisma, typeorm],
  },
  {
    id: 'python',
    title: 'Python',
    aliases: ['py', 'python3'],
    ending: 'py',
    programs: [psycopg, psycopg2, asyncpg, sqlalchemy, django],
  },
  { id: 'go', title: 'Go', aliases: ['golang'], ending: 'go', programs: [pgx, databaseSql] },
  { id: 'java', title: 'Java', aliases: ['jdbc'], ending: 'java', programs: [pgjdbc, hikari] },
  { id: 'rust', title: 'Rust', aliases: ['rs'], ending: 'rs', programs: [sqlx] },
  { id: 'csharp', title: 'C#', aliases: ['c#', 'cs', 'dotnet', '.net'], ending: 'cs', programs: [npgsql] },
  { id: 'elixir', title: 'Elixir', aliases: ['ex'], ending: 'exs', programs: [postgrex] },
  { id: 'php', title: 'PHP', aliases: [], ending: 'php', programs: [pdo] },
  { id: 'ruby', title: 'Ruby', aliases: ['rb'], ending: 'rb', programs: [rubyPg] },
  { id: 'perl', title: 'Perl', aliases: ['pl'], ending: 'pl', programs: [dbdPg] },
];

/** The program for a language and a driver of it, by default the first; a sentence where there is none. */
export function findProgram(languageName: string, driverName: string | undefined): Program | string {
  const written = languageName.toLowerCase();
  const language = languages.find(({ id, aliases }) => id === written || aliases.includes(written));
  if (!language)
    return `There is no connection code for "${languageName}", only for ${listed(
      languages.map(({ id }) => id),
    )}.${question(
      written,
      languages.flatMap(({ id, aliases }) => [id, ...aliases]),
    )}`;
  const { programs } = language;
  const wanted = driverName?.toLowerCase();
  const found = wanted === undefined ? programs[0] : programs.find((program) => isNamed(program, wanted));
  if (found) return found;
  const elsewhere = languages.find((other) =>
    other.programs.some((program) => isNamed(program, wanted ?? '')),
  );
  const hint = elsewhere
    ? ` It is a driver of ${elsewhere.title}.`
    : question(
        wanted ?? '',
        programs.map(({ driver }) => driver),
      );
  return `${language.title} has no driver "${driverName}" here, only ${listed(
    programs.map(({ driver }) => driver),
  )}.${hint}`;
}

const isNamed = ({ driver, title }: Program, wanted: string): boolean =>
  driver === wanted || title.toLowerCase() === wanted;

function question(written: string, names: readonly string[]): string {
  const meant = closest(written, names);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
