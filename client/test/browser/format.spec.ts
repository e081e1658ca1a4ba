import { expect, test } from './workbench.js';

const text = `create   table shop.orders (id uuid primary key default gen_random_uuid(),customer_id uuid not null, -- the buyer
 total numeric(12,2) not null check(total>=0));
select o.id,c.name,sum(i.price*i.quantity) as total from shop.orders o join customers c on c.id=o.customer_id join items i on i.order_id=o.id where o.total>0 and c.name<>'' group by o.id,c.name;
`;

test('Format Selection formats the statement that the caret stands in, Format Document all of them', async ({
  workbench,
}) => {
  const { editor, page } = workbench;
  await workbench.open('format.sql', text);
  const lines = editor.locator('.view-lines');
  await workbench.run('Go to Line/Column...');
  await page.keyboard.type('3:5');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+End');
  await workbench.run('Format Selection');
  await expect(lines).toContainText(/join\scustomers\sc\son\sc\.id\s=\so\.customer_id/);
  await expect(lines).toContainText(/create\s\s\stable/);
  await workbench.screenshot('format-selection');
  await workbench.run('Format Document');
  await expect(lines).toContainText(/create\stable\sshop\.orders\s\(/);
  await expect(lines).toContainText(/customer_id\suuid\snot\snull,\s--\sthe\sbuyer/);
  await workbench.screenshot('format-document');
});
