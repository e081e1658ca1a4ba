import { visible } from '../text/visible.js';

/** A comment of SQL on a line of its own. What the text quotes cannot end it: line breaks in it are shown as signs. */
export const lineComment = (text: string): string => `-- ${visible(text)}`;
