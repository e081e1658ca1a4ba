/** Days after which the facts about the dialect are old. */
export const oldAfter = 60;
/** Days between two notices. */
const pause = 7;

/** How many days lie between two, as YYYY-MM-DD; 0 where the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));

/** What to tell of facts of a day; undefined while they are new, or it was told within the week. */
export function ageNotice(newest: string, today: string, told: string | undefined): string | undefined {
  const age = daysBetween(newest, today);
  if (age <= oldAfter || (told !== undefined && daysBetween(told, today) < pause)) return undefined;
  return `What DSQL Workbench knows of the dialect is ${age} days old, of ${newest}. Aurora DSQL changes about twice a month.`;
}
