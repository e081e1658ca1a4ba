import type { Html } from './html.js';

// Written here, so it needs no escaping. Every color of text has a contrast of at least 4.5 to what it stands on.
export const readinessStyle: Html = {
  markup: `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --line: #dfe3e8; --ink: #1a2027; --quiet: #59636e; --link: #0a58ca;
  --ready: #16703c; --ready-soft: #dff3e6; --repairable: #0b5f8a; --repairable-soft: #dceefa;
  --undecided: #855200; --undecided-soft: #fdf0d5; --blocked: #ad1f2d; --blocked-soft: #fce4e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101418; --card: #181e24; --line: #2d353e; --ink: #e6eaee; --quiet: #9aa5b1; --link: #7db4ff;
    --ready: #6fd698; --ready-soft: #143122; --repairable: #74c4f0; --repairable-soft: #10303f;
    --undecided: #f0bd62; --undecided-soft: #38290d; --blocked: #ff939c; --blocked-soft: #3f1a1e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin: 0 0 0.75rem; font-size: 1.15rem; overflow-wrap: anywhere; }
.lead { margin: 0.5rem 0 0; font-size: 1.15rem; }
.quiet { margin: 0.25rem 0 0; color: var(--quiet); }
a { color: var(--link); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 0.75rem; margin: 1.75rem 0; }
.tile {
  display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 0.9rem 1rem;
  border: 1px solid var(--line); border-left: 4px solid currentColor; border-radius: 10px; background: var(--card);
}
.tile dd { margin: 0; font-size: 2rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tile dt { color: var(--quiet); font-size: 0.88rem; }
.none { color: var(--quiet); border-left-color: var(--line); }
section { margin-top: 1.5rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
.scroll + .scroll { margin-top: 1.5rem; }
caption { padding: 0.25rem 0 0.5rem; text-align: left; font-weight: 650; }
.count {
  display: inline-block; min-width: 1.5em; padding: 0 0.45em; border-radius: 1em; background: var(--page);
  color: var(--quiet); font-size: 0.8rem; text-align: center;
}
th, td { padding: 0.55rem 0.75rem 0.55rem 0; text-align: left; vertical-align: top; }
thead th { padding-top: 0.25rem; color: var(--quiet); font-size: 0.8rem; font-weight: 600; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
.number { width: 7rem; text-align: right; font-variant-numeric: tabular-nums; }
.zero { color: var(--quiet); }
.where { width: 15rem; color: var(--quiet); }
.file td + td:last-child:not(:nth-child(2)) { width: 36%; }
code { font: 0.85em ui-monospace, "SF Mono", Consolas, monospace; color: var(--quiet); }
td ul { margin: 0.25rem 0 0; padding: 0; list-style: none; color: var(--quiet); }
.badge {
  display: inline-block; padding: 0.1rem 0.6rem; border-radius: 1rem; font-size: 0.82rem; font-weight: 600;
}
td .badge { white-space: nowrap; }
h2 .badge { margin-left: 0.4rem; vertical-align: 0.1em; }
.ready { color: var(--ready); } .repairable { color: var(--repairable); }
.undecided { color: var(--undecided); } .blocked { color: var(--blocked); }
.badge.ready { background: var(--ready-soft); } .badge.repairable { background: var(--repairable-soft); }
.badge.undecided { background: var(--undecided-soft); } .badge.blocked { background: var(--blocked-soft); }
@media print { body { background: none; } section, .tile { break-inside: avoid; } }
`,
};
