// `morgue serve` in a real browser: an edit reloads the open page, an error stands over the last good page.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axe, launch, open } from './site.js';

// E2E_MORGUE names another program than the one that built the demo.
const program = process.env.E2E_MORGUE ?? join(dirname(dirname(fileURLToPath(import.meta.url))), 'target/debug/morgue');

let browser, root, server, address;
const write = (file, text) => writeFileSync(join(root, file), text);
const story = (text) => `Library cat retires\n16 June 2021\nBy Will Taylor\n\n${text}\n`;

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(root, 'content'));
  mkdirSync(join(root, 'templates'));
  write('content/cat.txt', story('The cat slept.'));
  server = spawn(program, ['serve', root, '--port', '0', '--base-url', 'https://demo.example/repo/'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout })) {
    address = /^Serving (\S+)/.exec(line)?.[1];
    if (address) break;
  }
  server.stdout.resume();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(root, { recursive: true });
});

const says = (page, text) => page.getByText(text, { exact: true });
const panel = (page) => page.locator('#morgue-serve .panel');

test('a saved edit reloads the open page, and only where it reads the site', async () => {
  const page = await open(browser, `${address}2021/06/16/library-cat-retires.html`);
  await says(page, 'The cat slept.').waitFor();
  write('content/cat.txt', story('The cat woke.'));
  await says(page, 'The cat woke.').waitFor();
  assert.equal(await panel(page).count(), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('an error stands over the last good page, with file and line, until it is mended', async () => {
  const page = await open(browser, `${address}2021/06/16/library-cat-retires.html`);
  await says(page, 'The cat woke.').waitFor();
  write('templates/article.html', 'one\n{% if %}');
  await panel(page).waitFor();
  const said = await panel(page).innerText();
  assert.match(said, /1 error/);
  assert.match(said, /templates\/article\.html:2/);
  assert.match(said, /This page is of the last build that succeeded/);
  assert.ok(await says(page, 'The cat woke.').isVisible());
  assert.deepEqual(await axe(page), []);
  // Closed by the keyboard, it leaves a button to open it again.
  await page.keyboard.press('Escape');
  await page.locator('#morgue-serve .badge').click();
  await panel(page).waitFor();
  rmSync(join(root, 'templates/article.html'));
  await panel(page).waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a new warning is shown with file and line', async () => {
  const page = await open(browser, address);
  write('content/undated.txt', 'No date at all\n\nIt has none.\n');
  await panel(page).waitFor();
  const said = await panel(page).innerText();
  assert.match(said, /warning: no publication date\s+content\/undated\.txt:1/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
