import { visible } from '../text/visible.js';

/** A comment of SQL on a line of its own. A quoted text cannot end it: its line breaks are shown as pictures. */
export const lineComment = (text: string): string => `-- ${visible(text)}`;
