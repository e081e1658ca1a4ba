type Child = Node | string | undefined;

type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Pick<HTMLElementTagNameMap[Tag], 'className' | 'title' | 'tabIndex' | 'hidden' | 'id'>
> & {
  readonly role?: string;
  readonly aria?: Readonly<Record<string, string>>;
  readonly onClick?: (event: MouseEvent) => void;
};

/** Makes an element. Text goes in as text: nothing here reads markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { role, aria = {}, onClick, ...properties }: Properties<Tag> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  if (role !== undefined) made.setAttribute('role', role);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  if (onClick) made.addEventListener('click', (event) => event instanceof MouseEvent && onClick(event));
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export interface ButtonOptions {
  readonly label: string;
  readonly icon?: IconName;
  /** The label is read out, but not shown. */
  readonly isBare?: boolean;
  readonly className?: string;
  readonly onClick: (event: MouseEvent) => void;
}

export function button({ label, icon, isBare, className = '', onClick }: ButtonOptions): HTMLButtonElement {
  const made = element('button', { className: `button ${className}`, title: isBare ? label : '', onClick });
  made.type = 'button';
  if (icon) made.append(iconOf(icon));
  if (isBare) made.setAttribute('aria-label', label);
  else made.append(label);
  return made;
}

export type IconName = keyof typeof icons;

/** Outlines on 16 × 16. */
const icons = {
  close: 'M4 4l8 8M12 4l-8 8',
  pin: 'M6 2h4M6.5 2v5L4.5 9.500h7L9.5 7V2M8 9.500V14',
  more: 'M4 6.500l4 4 4-4',
  ascending: 'M8 12.500v-9M4.5 7L8 3.5 11.5 7',
  descending: 'M8 3.500v9M4.5 9L8 12.5 11.5 9',
  filter: 'M2.5 3.500h11L9.5 8.500v4l-3-1.500v-2.500z',
  search: 'M7 11.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.300L14 14',
  copy: 'M5.5 5.500v-3h8v8h-3M2.5 5.500h8v8h-8z',
  export: 'M8 2.500v8M4.5 7L8 10.5 11.5 7M2.5 13.500h11',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  run: 'M5 3l8 5-8 5z',
  stop: 'M4 4h8v8H4z',
  goTo: 'M9 2.500h4.500V7M13.5 2.500L7.5 8.500M7 3.500H2.500v10h10V9',
  edit: 'M2.5 13.500l.8-3.300 7.700-7.700 2.500 2.500-7.700 7.700zM9.500 4l2.500 2.500',
  add: 'M8 3v10M3 8h10',
  remove: 'M3.500 4.500h9M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9',
  undo: 'M5.500 3L2.500 6l3 3M2.500 6h7a4 4 0 0 1 0 7.500H6',
  table: 'M2.5 3h11v10h-11zM2.5 6.300h11M2.5 9.600h11',
  key: 'M10.500 2.500a3 3 0 1 1-2.300 4.900L3 12.600V14h2.200v-1.600h1.600l2-2.400',
  storage: 'M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0',
  join: 'M6.200 11.500a3.500 3.500 0 1 1 0-7 3.500 3.500 0 0 1 0 7zM9.800 11.500a3.500 3.500 0 1 1 0-7 3.500 3.500 0 0 1 0 7z',
  step: 'M8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  open: 'M6 4l4 4-4 4',
  previous: 'M10 4l-4 4 4 4',
  list: 'M2.5 4h1M5.500 4h8M2.500 8h1M5.500 8h8M2.500 12h1M5.500 12h8',
  error: 'M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.500v4.500M8 11v1',
} as const;

export function iconOf(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}
