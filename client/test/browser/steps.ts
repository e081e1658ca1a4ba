import type { Page } from '@playwright/test';
import { expect } from './workbench.js';

/** The steps of the walkthrough that is open, by their titles. */
export function partsOf(page: Page) {
  const step = (title: string) =>
    page.locator('.getting-started-step', { has: page.getByRole('heading', { name: title, exact: true }) });
  return {
    /** A page that is drawn anew in the same moment takes no click. */
    open: (title: string) =>
      expect(async () => {
        if (!(await step(title).getAttribute('class'))?.includes('expanded')) await step(title).click();
        await expect(step(title)).toHaveClass(/expanded/, { timeout: 2_000 });
      }).toPass(),
    isTicked: (title: string) => step(title).getByRole('checkbox', { checked: true }),
    button: (title: string) => page.getByRole('button', { name: title, exact: true }),
  };
}
